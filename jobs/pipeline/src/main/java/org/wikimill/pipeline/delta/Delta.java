package org.wikimill.pipeline.delta;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;
import scala.Tuple2;

/** The job that finds the blocks of one build that another has not, and writes them as one CAR. */
public final class Delta {
  private static final int BUFFER_BYTES = 1 << 18;

  /**
   * What came of it.
   *
   * @param from the root of the build that somebody has
   * @param to the root of the build that they want
   * @param all the blocks of the latter
   * @param shared those that the former has, too
   * @param moved those that it has not: the blocks of the CAR
   * @param carBytes the length of the CAR; null if none was written
   */
  public record Report(
      String from, String to, Amount all, Amount shared, Amount moved, Long carBytes) {}

  private final FinishedBuild from;
  private final FinishedBuild to;

  /** A difference that has not been looked at. */
  public Delta(FinishedBuild from, FinishedBuild to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Compares the tables of blocks, and writes what differs.
   *
   * @param car where the CAR goes: its header names the root of the build that is wanted, its
   *     blocks stand in the order of that build's CARs. Committed here, closed by the caller
   */
  public Report run(JavaSparkContext spark, Optional<NewFile> car) throws IOException {
    spark.setCallSite("blocks: compare");
    JavaRDD<byte[]> blocks = BlockJoin.of(spark, to, List.of(BlockJoin.held(spark, from, 1)));
    Holdings holdings = Holdings.count(blocks, 1);
    Long carBytes = null;
    if (car.isPresent()) {
      spark.setCallSite("car: write");
      carBytes = write(blocks, car.get());
    }
    spark.clearCallSite();
    return new Report(
        from.manifest().root(),
        to.manifest().root(),
        holdings.all(),
        holdings.held().get(0),
        holdings.lacked(0),
        carBytes);
  }

  /** One shard a partition: the rows of one at a time come to the driver, which reads the CARs. */
  private long write(JavaRDD<byte[]> blocks, NewFile file) throws IOException {
    List<String> shards = BuildBlocks.shards(to);
    Iterator<Tuple2<byte[], byte[]>> rows = inPlace(blocks, shards.size()).toLocalIterator();
    List<Cid> roots = List.of(Cid.parse(to.manifest().root()));
    BufferedOutputStream out = new BufferedOutputStream(file, BUFFER_BYTES);
    CarWriter car = new CarWriter(out, roots);
    try (BuildBlocks reader = new BuildBlocks(to.store(), shards)) {
      while (rows.hasNext()) {
        BlockCopy copy = BlockCopy.read(new RowReader(rows.next()._2));
        byte[] block = reader.read(copy);
        car.put(copy.cid(), block, 0, block.length);
      }
    }
    out.flush();
    file.commit();
    return car.position();
  }

  /** The blocks that are lacked, shard by shard, in each by offset. */
  private static JavaPairRDD<byte[], byte[]> inPlace(JavaRDD<byte[]> blocks, int shards) {
    JavaPairRDD<byte[], byte[]> lacked =
        blocks
            .map(BlockJoin::decode)
            .filter(block -> !block.isWith(0))
            .mapToPair(
                block -> {
                  BlockCopy copy = block.copy();
                  RowWriter key = new RowWriter().fixedInt(copy.shard()).fixedLong(copy.offset());
                  RowWriter value = new RowWriter();
                  copy.write(value);
                  return SortedShuffle.row(key.toBytes(), value.toBytes());
                });
    return SortedShuffle.of(
        "blocks by place",
        lacked,
        new Destinations(Math.max(1, shards), key -> new RowReader(key).fixedInt()));
  }
}
