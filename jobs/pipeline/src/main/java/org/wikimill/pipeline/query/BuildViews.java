package org.wikimill.pipeline.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.wikimill.functions.WikimillExtensions;

/**
 * The tables of one or more builds as views of a session, by their names. Column {@code snapshot}
 * tells of which build a row is.
 */
public final class BuildViews {
  private BuildViews() {}

  /**
   * A session with the views, and with wikimill's functions.
   *
   * @param builds their folders
   * @throws java.io.FileNotFoundException if a folder holds no tables
   */
  public static SparkSession open(SparkContext context, List<String> builds) throws IOException {
    SparkSession session =
        SparkSession.builder()
            .sparkContext(context)
            // A snapshot called 2024-10 is no date.
            .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
            // Hadoop does not count what is read that way, and ReadMeter is to tell of all.
            .config("parquet.hadoop.vectored.io.enabled", "false")
            .withExtensions(new WikimillExtensions())
            .getOrCreate();
    tables(context.hadoopConfiguration(), builds)
        .forEach((table, folders) -> view(session, table, folders));
    return session;
  }

  private static void view(SparkSession session, String table, List<String> folders) {
    Dataset<Row> rows = session.read().parquet(folders.get(0));
    for (String folder : folders.subList(1, folders.size())) {
      rows = rows.unionByName(session.read().parquet(folder), true);
    }
    rows.createOrReplaceTempView(table);
  }

  /** The folders of each table. */
  private static SortedMap<String, List<String>> tables(
      Configuration configuration, List<String> builds) throws IOException {
    SortedMap<String, List<String>> tables = new TreeMap<>();
    for (String build : builds) {
      Path index = new Path(build, "index");
      for (FileStatus folder : index.getFileSystem(configuration).listStatus(index)) {
        String table = folder.getPath().getName();
        tables.computeIfAbsent(table, t -> new ArrayList<>()).add(folder.getPath().toString());
      }
    }
    return tables;
  }
}
