package org.wikimill.pipeline.joined;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sql.SqlDump;
import org.wikimill.formats.sql.SqlRow;
import org.wikimill.formats.sql.SqlTable;

/** The rows of a dump, each made into what a join needs of it. */
public final class DumpRows extends RowPump implements Closeable {
  private final SqlDump dump;
  private final Maker maker;

  /** What is made of the rows of one dump, whose columns it has looked up by name. */
  public interface Maker {
    void row(SqlRow row, BiConsumer<byte[], byte[]> out) throws IOException;
  }

  /** Looks up in the header of a dump the columns that it needs. */
  public interface Making extends Serializable {
    Maker of(SqlTable header);
  }

  private DumpRows(SqlDump dump, Maker maker) {
    this.dump = dump;
    this.maker = maker;
  }

  /** What is made of all dumps of a table, each in a task of its own. */
  public static JavaPairRDD<byte[], byte[]> of(
      JavaSparkContext spark, SqlFiles files, String table, Making making) {
    List<SqlFiles.Dump> dumps = files.of(table);
    return spark
        .parallelize(dumps, Math.max(1, dumps.size()))
        .flatMapToPair(
            file -> {
              DumpRows rows = open(files, file, making);
              TaskContext.get().addTaskCompletionListener((TaskCompletionListener) c -> rows.end());
              return rows;
            });
  }

  private static DumpRows open(SqlFiles files, SqlFiles.Dump file, Making making)
      throws IOException {
    SqlDump dump = files.open(file);
    try {
      return new DumpRows(dump, making.of(dump.table()));
    } catch (NoSuchElementException e) {
      dump.close();
      throw new MalformedInputException(
          "column is missing", file.path(), -1, "a column that is known", e.getMessage());
    }
  }

  @Override
  protected boolean step() throws IOException {
    if (!dump.next()) {
      return false;
    }
    maker.row(dump.row(), this::emit);
    return true;
  }

  private void end() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    dump.close();
  }
}
