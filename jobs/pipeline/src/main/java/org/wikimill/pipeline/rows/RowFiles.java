package org.wikimill.pipeline.rows;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowPump;
import scala.Tuple2;

/** The rows of several row files, one file after the other. Must be closed. */
public final class RowFiles extends RowPump implements Closeable {
  private final Output output;
  private final Iterator<String> names;
  private RowFile.Reader rows;

  public RowFiles(Output output, Iterator<String> names) {
    this.output = output;
    this.names = names;
  }

  /** The rows of some files, read by so many tasks at most. */
  public static JavaPairRDD<byte[], byte[]> read(
      JavaSparkContext spark, Output output, List<String> rowFiles, int tasks) {
    return spark
        .parallelize(rowFiles, Math.max(1, Math.min(rowFiles.size(), tasks)))
        .mapPartitionsToPair(names -> TaskEnd.closing(new RowFiles(output, names)));
  }

  @Override
  protected boolean step() throws IOException {
    if (rows != null && rows.hasNext()) {
      Tuple2<byte[], byte[]> row = rows.next();
      emit(row._1, row._2);
      return true;
    }
    close();
    if (!names.hasNext()) {
      return false;
    }
    rows = new RowFile.Reader(output.store(), names.next());
    return true;
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
