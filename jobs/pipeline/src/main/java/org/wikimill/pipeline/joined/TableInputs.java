package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.source.DumpFile;

/**
 * The files that tables are made of, besides the pages of a dump, after a look at their heads;
 * travels to every task.
 *
 * @param sql the dumps of tables
 * @param infos what tells of files
 */
public record TableInputs(SqlFiles sql, InfoFiles infos) implements Serializable {
  /** No files. */
  public static final TableInputs NONE =
      new TableInputs(
          new SqlFiles(new TreeMap<>(), HadoopSettings.NONE),
          new InfoFiles(List.of(), List.of(), HadoopSettings.NONE));

  /** What manifests call the files of {@link #infos}. */
  public static final String MEDIA_INFO = "media-info";

  /**
   * One of the files.
   *
   * @param table the table that it is a dump of, or {@link #MEDIA_INFO}
   */
  public record Input(String table, DumpFile file) {}

  /** The key of a row that tells of a file; all of the row is in it. */
  public interface InfoKey extends Serializable {
    /** Null if the row is none that is wanted. */
    byte[] of(RowWriter out, String name, MediaInfo.Teller teller, MediaInfo info);
  }

  /** Whether there are dumps of tables. */
  public boolean hasTables() {
    return !sql.byTable().isEmpty();
  }

  /** How many dumps of the wiki's table {@code image} there are. */
  public int imageTables() {
    return sql.of(ImageTable.NAME).size();
  }

  /** Reads the heads of files. */
  public static TableInputs of(TableFiles files, HadoopSettings hadoop) throws IOException {
    return new TableInputs(
        SqlFiles.of(files.sql(), hadoop), InfoFiles.of(files.mediaInfos(), hadoop));
  }

  /** All files, in an order that follows from what they hold, not from their names. */
  public List<Input> files() {
    List<Input> files = new ArrayList<>();
    sql.byTable()
        .forEach((table, dumps) -> dumps.forEach(d -> files.add(new Input(table, d.file()))));
    infos.files().forEach(file -> files.add(new Input(MEDIA_INFO, file)));
    files.sort(
        Comparator.comparing(Input::table).thenComparing(input -> input.file().fingerprint()));
    return files;
  }

  /** Bytes of the dumps of a table and of what tells of files, as they are stored. */
  long lengthBytes(String table) {
    long told = infos.files().stream().mapToLong(DumpFile::lengthBytes).sum();
    return sql.lengthBytes(List.of(table)) + told;
  }

  /**
   * What all of them tell of files.
   *
   * @param language in which descriptions are preferred; empty if in none
   */
  public JavaPairRDD<byte[], byte[]> mediaInfos(
      JavaSparkContext spark, String language, InfoKey key) {
    JavaPairRDD<byte[], byte[]> told =
        DumpRows.of(
            spark,
            sql,
            ImageTable.NAME,
            header -> {
              ImageTable table = new ImageTable(header);
              RowWriter keys = new RowWriter();
              return (row, out) ->
                  table.tell(
                      row,
                      (name, teller, info) -> {
                        byte[] made = key.of(keys, name, teller, info);
                        if (made != null) {
                          out.accept(made, PageLink.NONE);
                        }
                      });
            });
    return told.union(infos.rows(spark, language, key));
  }
}
