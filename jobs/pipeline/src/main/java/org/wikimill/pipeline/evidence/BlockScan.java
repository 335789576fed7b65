package org.wikimill.pipeline.evidence;

import java.io.IOException;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * What came of hashing all blocks of a build.
 *
 * @param blocks stored copies of blocks
 * @param tampered how many of them do not hash to their CIDs
 * @param first the first of these, by shard and offset, up to {@link #MAX_KEPT}
 */
public record BlockScan(long blocks, long tampered, List<TamperedBlock> first)
    implements Serializable {

  /** The most tampered blocks that are kept; all are counted. */
  public static final int MAX_KEPT = 10_000;

  private static final BlockScan EMPTY = new BlockScan(0, 0, List.of());
  private static final Comparator<TamperedBlock> BY_PLACE =
      Comparator.comparing(TamperedBlock::shard).thenComparingLong(TamperedBlock::offset);

  /**
   * Hashes all blocks of a build, one task a CAR. Spark's exception tells of a CAR that cannot be
   * read from section to section.
   */
  public static BlockScan run(JavaSparkContext spark, FinishedBuild build) {
    Store store = build.store();
    List<String> shards = BuildBlocks.shards(build);
    if (shards.isEmpty()) {
      return EMPTY;
    }
    BlockScan sum =
        spark
            .parallelize(shards, shards.size())
            .map(shard -> scan(store, shard))
            .reduce(BlockScan::plus);
    return sum.tampered == 0 ? sum : new Climb(spark, build).place(sum);
  }

  /** The CIDs of files and directories of which a tampered block is a part. */
  public Set<String> roots() {
    Set<String> roots = new TreeSet<>();
    first.forEach(block -> roots.addAll(block.roots()));
    return roots;
  }

  /** In whatever order they come, the same are kept. */
  private BlockScan plus(BlockScan more) {
    List<TamperedBlock> kept =
        Stream.concat(first.stream(), more.first.stream())
            .sorted(BY_PLACE)
            .limit(MAX_KEPT)
            .toList();
    return new BlockScan(blocks + more.blocks, tampered + more.tampered, kept);
  }

  private static BlockScan scan(Store store, String shard) throws IOException {
    List<TamperedBlock> first = new ArrayList<>();
    MessageDigest sha256 = Digests.sha256();
    long blocks = 0;
    long tampered = 0;
    try (PositionedInput input = store.open(shard);
        CarReader reader = new CarReader(input)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        CarReader.Section section = next.get();
        sha256.update(reader.block(section), 0, section.blockLength());
        blocks++;
        if (!isOf(section.cid(), sha256.digest())) {
          tampered++;
          if (first.size() < MAX_KEPT) {
            first.add(tampered(shard, section));
          }
        }
      }
    }
    return new BlockScan(blocks, tampered, first);
  }

  private static boolean isOf(Cid cid, byte[] digest) {
    return cid.hashFunction() == Cid.SHA2_256 && Arrays.equals(digest, cid.digest());
  }

  private static TamperedBlock tampered(String shard, CarReader.Section section) {
    String cid = section.cid().toString();
    return new TamperedBlock(cid, shard, section.blockOffset(), section.blockLength(), List.of());
  }
}
