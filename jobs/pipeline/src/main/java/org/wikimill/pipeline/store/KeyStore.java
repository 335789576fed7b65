package org.wikimill.pipeline.store;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.rows.HashCounts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Partitions;
import scala.Tuple2;

/**
 * Keys and their values, written once by a shuffle and looked up by any task: files of the build's
 * folder, each with the keys of one range of hashes.
 *
 * <p>Keys are texts, in whose stead 64-bit hashes stand: that one of 60 million titles is taken for
 * another has a probability of 1 in 10,000.
 *
 * @param output where the files are
 * @param name what the store holds: a part of its files' names
 * @param files how many there are: from the number of keys, whatever the cluster
 */
public record KeyStore(Output output, String name, int files) implements Serializable {
  /** A store for about so many keys, so many of them in a file. */
  public static KeyStore of(Output output, String name, long keys, int keysPerFile) {
    return new KeyStore(output, name, Math.toIntExact(keys / keysPerFile) + 1);
  }

  /**
   * The key of a row on its way into the store.
   *
   * @param order of rows of one key, the first stays: so many bytes, compared unsigned
   */
  public static byte[] key(RowWriter out, String text, byte[] order) {
    return out.clear().fixedLong(hash(text)).raw(order).toBytes();
  }

  static long hash(String text) {
    return HashCounts.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes those files that are not committed. */
  public void write(JavaSparkContext spark, JavaPairRDD<byte[], byte[]> rows) throws IOException {
    List<String> names = IntStream.range(0, files).mapToObj(this::file).toList();
    List<Integer> missing = output.missing(names);
    if (missing.isEmpty()) {
      return;
    }
    KeyStore store = this;
    JavaRDD<Integer> written =
        SortedShuffle.of(
                name,
                rows,
                new Destinations(files, key -> store.fileOf(new RowReader(key).fixedLong())))
            .mapPartitionsWithIndex(
                (file, sorted) -> {
                  store.write(file, sorted);
                  return List.of(file).iterator();
                },
                false);
    spark.setCallSite("pages: write " + name);
    Partitions.only(written, missing).count();
  }

  private void write(int file, Iterator<Tuple2<byte[], byte[]>> sorted) throws IOException {
    try (KeyFile.Writer out = new KeyFile.Writer(output.store(), file(file))) {
      long last = 0;
      boolean any = false;
      while (sorted.hasNext()) {
        Tuple2<byte[], byte[]> row = sorted.next();
        long hash = new RowReader(row._1).fixedLong();
        if (!any || hash != last) {
          out.add(hash, row._2);
        }
        last = hash;
        any = true;
      }
      out.commit();
    }
  }

  /** The file of a hash: by its first bits, so that each has a range of them. */
  int fileOf(long hash) {
    return (int) ((hash >>> 32) * files >>> 32);
  }

  String file(int number) {
    return String.format(Locale.ROOT, "%s/%s-%05d.keys", Output.WORK, name, number);
  }
}
