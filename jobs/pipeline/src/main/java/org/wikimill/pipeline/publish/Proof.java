package org.wikimill.pipeline.publish;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.ipld.Cid;
import scala.Tuple2;

/**
 * The job that reads every block of a DAG from each of several nodes, from what that node alone
 * has, and hashes it.
 *
 * <p>The walk believes nobody: it follows the links of blocks that were hashed. It goes level by
 * level from the root, all blocks of one level in parallel, each block once; what was seen before
 * is kept in sorted sets on the executors' disks.
 */
public final class Proof {
  /** Deeper than any tree of paths that have a length limit. */
  private static final int MAX_LEVELS = 5_000;

  /** Sets of the blocks that were seen are made of so many levels before they are kept. */
  private static final int LEVELS_KEPT_TOGETHER = 12;

  private final JavaSparkContext spark;
  private final List<NodeAddress> nodes;
  private final int partitions;

  /**
   * A proof by nodes that are distinct.
   *
   * @param blocks about how many the DAG has; decides how the work is cut, nothing else
   */
  public Proof(JavaSparkContext spark, List<NodeAddress> nodes, long blocks) {
    this.spark = spark;
    this.nodes = List.copyOf(nodes);
    long bySize = blocks / 100_000 + 1;
    this.partitions = (int) Math.min(4096, Math.max(spark.defaultParallelism(), bySize));
  }

  /** Reads the whole DAG; the proofs, by node. */
  public List<CopyProof> run(Cid root) {
    spark.setCallSite("proof: begin");
    ProofTally sum = new ProofTally(nodes.size());
    JavaRDD<byte[]> level = byHash(spark.parallelize(List.of(root.bytes()), 1));
    JavaRDD<byte[]> seen = level;
    long blocks = 1;
    for (int depth = 0; blocks > 0; depth++) {
      if (depth == MAX_LEVELS) {
        throw new IllegalStateException("more than " + MAX_LEVELS + " levels of links");
      }
      spark.setCallSite("proof: level " + depth + ", " + blocks + " blocks");
      JavaPairRDD<byte[], byte[]> read = read(level, sum).persist(StorageLevel.DISK_ONLY());
      sum.addAll(tally(read));
      JavaRDD<byte[]> links = byHash(read.keys().filter(key -> !ProofRows.isTally(key)));
      JavaRDD<byte[]> next = kept(links.zipPartitions(seen, SortedSets::minus));
      blocks = next.count();
      read.unpersist(false);
      seen = seen.zipPartitions(next, SortedSets::union);
      if (depth % LEVELS_KEPT_TOGETHER == LEVELS_KEPT_TOGETHER - 1) {
        seen = kept(seen);
      }
      level = next;
    }
    spark.clearCallSite();
    return sum.proofs();
  }

  /** Reads some blocks, whatever they link; the proofs, by node. */
  public List<CopyProof> run(List<Cid> sample) {
    spark.setCallSite("proof: " + sample.size() + " blocks");
    List<byte[]> cids = new ArrayList<>();
    sample.forEach(cid -> cids.add(cid.bytes()));
    ProofTally none = new ProofTally(nodes.size());
    ProofTally sum = tally(read(spark.parallelize(cids, partitions), none));
    spark.clearCallSite();
    return sum.proofs();
  }

  /** Nodes that were given up at a level before are not asked any more. */
  private JavaPairRDD<byte[], byte[]> read(JavaRDD<byte[]> cids, ProofTally before) {
    List<NodeAddress> addresses = nodes;
    String[] failures = before.failures();
    return cids.mapPartitionsToPair(of -> new ProofRows(of, addresses, failures));
  }

  private static ProofTally tally(JavaPairRDD<byte[], byte[]> read) {
    byte[] sum = read.filter(row -> ProofRows.isTally(row._1)).values().reduce(ProofTally::sum);
    return ProofTally.decode(sum);
  }

  private JavaRDD<byte[]> byHash(JavaRDD<byte[]> cids) {
    return SortedShuffle.of(
            "CIDs by hash",
            cids.mapToPair(cid -> new Tuple2<>(cid, new byte[0])),
            Destinations.byHash(partitions, cid -> cid))
        .keys();
  }

  /** Kept on disk, and without the history of how it came to be, which grows with the depth. */
  private static JavaRDD<byte[]> kept(JavaRDD<byte[]> set) {
    set.persist(StorageLevel.DISK_ONLY());
    set.rdd().localCheckpoint();
    return set;
  }
}
