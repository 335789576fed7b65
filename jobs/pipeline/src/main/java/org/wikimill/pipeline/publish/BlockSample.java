package org.wikimill.pipeline.publish;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.BlockJoin;
import org.wikimill.pipeline.manifest.FinishedBuild;
import scala.Tuple2;

/**
 * Blocks of a build drawn at random without replacement: those whose CIDs, hashed with a seed, come
 * first. The same seed draws the same blocks, however the work is cut.
 */
public final class BlockSample {
  private static final Comparator<Drawn> ORDER =
      Comparator.comparing(Drawn::lot, Arrays::compareUnsigned);

  private BlockSample() {}

  @SuppressWarnings("ArrayRecordComponent") // compared by lot
  private record Drawn(byte[] lot, byte[] cid) {}

  /** Draws so many blocks, or all if there are fewer. */
  public static List<Cid> draw(
      JavaSparkContext spark, FinishedBuild build, PublishSettings.Sample sample) {
    spark.setCallSite("proof: draw a sample");
    int size = sample.blocks();
    long seed = sample.seed();
    JavaRDD<byte[]> blocks = BlockJoin.of(spark, build, List.of());
    List<Cid> drawn =
        blocks
            .mapPartitionsToPair(rows -> first(rows, size, seed))
            .takeOrdered(size, new ByLot())
            .stream()
            .map(row -> cid(row._2))
            .sorted()
            .toList();
    spark.clearCallSite();
    return drawn;
  }

  private static final class ByLot
      implements Comparator<Tuple2<byte[], byte[]>>, java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Tuple2<byte[], byte[]> a, Tuple2<byte[], byte[]> b) {
      return Arrays.compareUnsigned(a._1, b._1);
    }
  }

  /** The first of a part: no more of it leave the task. */
  private static Iterator<Tuple2<byte[], byte[]>> first(
      Iterator<byte[]> rows, int size, long seed) {
    MessageDigest sha256 = Digests.sha256();
    byte[] salt = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    PriorityQueue<Drawn> first = new PriorityQueue<>(ORDER.reversed());
    while (rows.hasNext()) {
      byte[] cid = BlockJoin.decode(rows.next()).copy().cid().bytes();
      sha256.update(salt);
      first.add(new Drawn(sha256.digest(cid), cid));
      if (first.size() > size) {
        first.remove();
      }
    }
    return first.stream().map(drawn -> new Tuple2<>(drawn.lot(), drawn.cid())).iterator();
  }

  private static Cid cid(byte[] bytes) {
    try {
      return Cid.decode(bytes, 0);
    } catch (org.wikimill.formats.bytes.MalformedInputException e) {
      throw new IllegalStateException("a row of our own", e);
    }
  }
}
