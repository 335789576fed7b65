package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/**
 * A table on its way into files: rows that are keys, sorted over all parts.
 *
 * <p>The first pass counts the rows and samples them, the second sorts them into parts cut by that
 * sample: both follow from the rows alone, however they came to be spread over tasks. What the
 * first one found, and each part, is committed by a row file; neither is made again.
 *
 * @param output where the table goes
 * @param rowsPerPart rows of one file, about
 */
record SortedTable(Output output, long rowsPerPart) implements Serializable {
  private static final String STAGE = "table-";

  /**
   * A table that was written.
   *
   * @param rows how many rows it has
   * @param rowFiles the row files that commit its parts
   */
  record Written(long rows, List<String> rowFiles) {}

  /** The table; looked up where it is needed, for schemas do not travel. */
  interface Schema<R> extends Serializable {
    Table<R> table();
  }

  /** The row that a key is. */
  interface Decoder<R> extends Serializable {
    R row(byte[] key);
  }

  /** Writes what is not written of a table. */
  <R> Written write(JavaPairRDD<byte[], byte[]> rows, Schema<R> schema, Decoder<R> decoder)
      throws IOException {
    String stage = STAGE + schema.table().name().replace('_', '-');
    Summary summary = summary(stage, rows);
    byte[][] cuts = summary.sample.cuts(parts(summary));
    long expectedRows = summary.rows / (cuts.length + 1) + 1;
    List<String> rowFiles =
        IntStream.rangeClosed(0, cuts.length).mapToObj(i -> Output.rowFile(stage, i)).toList();
    List<Integer> missing = output.missing(rowFiles);
    if (!missing.isEmpty()) {
      JavaRDD<Integer> written =
          SortedShuffle.of(schema.table().name(), rows, destinations(cuts))
              .mapPartitionsWithIndex(
                  (part, sorted) -> {
                    writePart(schema, decoder, rowFiles.get(part), part, expectedRows, sorted);
                    return List.of(part).iterator();
                  },
                  false);
      Partitions.only(written, missing).count();
    }
    return new Written(summary.rows, rowFiles);
  }

  private Summary summary(String stage, JavaPairRDD<byte[], byte[]> rows) throws IOException {
    String name = Output.workFile(stage, 0, ".summary");
    if (output.store().exists(name)) {
      return Summary.of(RowFile.footer(output.store(), name));
    }
    byte[] summary =
        rows.mapPartitions(r -> List.of(Summary.of(r).encode()).iterator())
            .treeReduce(Summary::sum);
    try (RowFile.Writer file = new RowFile.Writer(output.store(), name)) {
      file.commit(summary);
    }
    return Summary.of(summary);
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
      String rowFile,
      int number,
      long expectedRows,
      Iterator<Tuple2<byte[], byte[]>> sorted)
      throws IOException {
    try (RowFile.Writer commit = new RowFile.Writer(output.store(), rowFile);
        TablePart<R> part =
            TablePart.create(
                output.store(), schema.table(), output.snapshot(), number, expectedRows)) {
      while (sorted.hasNext()) {
        part.add(decoder.row(sorted.next()._1));
      }
      commit.commit(
          new PartSummary(List.of(part.commit()), Counts.NONE, 0, new PathSample(), List.of())
              .encode());
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
