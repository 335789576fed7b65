package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/**
 * A table on its way into files: rows that are keys, sorted over all parts.
 *
 * <p>The first pass counts the rows and samples them, the second sorts them into parts cut by that
 * sample: both follow from the rows alone, however they came to be spread over tasks.
 *
 * @param store the folder that the table goes to
 * @param snapshot what the table's rows are of
 * @param rowsPerPart rows of one file, about
 */
record SortedTable(Store store, String snapshot, long rowsPerPart) implements Serializable {

  /** The table; looked up where it is needed, for schemas do not travel. */
  interface Schema<R> extends Serializable {
    Table<R> table();
  }

  /** The row that a key is. */
  interface Decoder<R> extends Serializable {
    R row(byte[] key);
  }

  /** Writes a table; returns how many rows it has. */
  <R> long write(JavaPairRDD<byte[], byte[]> rows, Schema<R> schema, Decoder<R> decoder) {
    Summary summary =
        Summary.of(
            rows.mapPartitions(r -> List.of(Summary.of(r).encode()).iterator())
                .treeReduce(Summary::sum));
    byte[][] cuts = summary.sample.cuts(parts(summary));
    long expectedRows = summary.rows / (cuts.length + 1) + 1;
    SortedShuffle.of(schema.table().name(), rows, destinations(cuts))
        .mapPartitionsWithIndex(
            (part, sorted) -> {
              writePart(schema, decoder, part, expectedRows, sorted);
              return List.of(part).iterator();
            },
            false)
        .count();
    return summary.rows;
  }

  private int parts(Summary summary) {
    long wanted = Math.max(1, (summary.rows + rowsPerPart - 1) / rowsPerPart);
    return (int) Math.min(wanted, Math.max(1, summary.sample.size()));
  }

  private static Destinations destinations(byte[][] cuts) {
    return new Destinations(
        cuts.length + 1,
        key -> {
          int at = Arrays.binarySearch(cuts, key, Arrays::compareUnsigned);
          return at >= 0 ? at + 1 : -at - 1;
        });
  }

  private <R> void writePart(
      Schema<R> schema,
      Decoder<R> decoder,
      int number,
      long expectedRows,
      Iterator<Tuple2<byte[], byte[]>> sorted)
      throws IOException {
    try (TablePart<R> part =
        TablePart.create(store, schema.table(), snapshot, number, expectedRows)) {
      while (sorted.hasNext()) {
        part.add(decoder.row(sorted.next()._1));
      }
      part.commit();
    }
  }

  /** How many rows there are, and a sample of them. */
  private record Summary(long rows, PathSample sample) {

    static Summary of(Iterator<Tuple2<byte[], byte[]>> rows) {
      PathSample sample = new PathSample();
      long count = 0;
      for (; rows.hasNext(); count++) {
        sample.add(rows.next()._1);
      }
      return new Summary(count, sample);
    }

    static byte[] sum(byte[] a, byte[] b) {
      Summary sum = of(a);
      Summary other = of(b);
      sum.sample.addAll(other.sample);
      return new Summary(sum.rows + other.rows, sum.sample).encode();
    }

    byte[] encode() {
      RowWriter out = new RowWriter().varint(rows);
      sample.write(out);
      return out.toBytes();
    }

    static Summary of(byte[] encoded) {
      RowReader in = new RowReader(encoded);
      return new Summary(in.varint(), PathSample.read(in));
    }
  }
}
