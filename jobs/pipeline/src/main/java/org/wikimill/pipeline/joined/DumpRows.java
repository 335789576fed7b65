package org.wikimill.pipeline.joined;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sql.SqlDump;
import org.wikimill.formats.sql.SqlRow;
import org.wikimill.formats.sql.SqlTable;
import org.wikimill.pipeline.rows.TaskEnd;

/** The rows of a dump, each made into what a join needs of it. */
final class DumpRows extends RowPump implements Closeable {
  private final SqlDump dump;
  private final Maker maker;

  /** What is made of the rows of one dump, whose columns it has looked up by name. */
  interface Maker {
    void row(SqlRow row, BiConsumer<byte[], byte[]> out) throws IOException;
  }

  /** Looks up in the header of a dump the columns that it needs. */
  interface Making extends Serializable {
    Maker of(SqlTable header);
  }

  private DumpRows(SqlDump dump, Maker maker) {
    this.dump = dump;
    this.maker = maker;
  }

  /** What is made of all dumps of a table, each in a task of its own. */
  static JavaPairRDD<byte[], byte[]> of(
      JavaSparkContext spark, SqlFiles files, String table, Making making) {
    List<SqlFiles.Dump> dumps = files.of(table);
    return spark
        .parallelize(dumps, Math.max(1, dumps.size()))
        .flatMapToPair(file -> TaskEnd.closing(open(files, file, making)));
  }

  private static DumpRows open(SqlFiles files, SqlFiles.Dump file, Making making)
      throws IOException {
    SqlDump dump = files.open(file);
    try {
      return new DumpRows(dump, making.of(dump.table()));
    } catch (NoSuchElementException e) {
      dump.close();
      throw new MalformedInputException(
          "column is missing",
          file.file().location(),
          -1,
          "a column that is known",
          e.getMessage());
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

  @Override
  public void close() throws IOException {
    dump.close();
  }
}
