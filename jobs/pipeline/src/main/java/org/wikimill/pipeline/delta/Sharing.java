package org.wikimill.pipeline.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.pipeline.manifest.FinishedBuild;

/** The job that finds how much every two of several builds have in common. */
public final class Sharing {
  private final List<FinishedBuild> builds;

  /** Builds that have not been compared, {@link BlockJoin#MAX_HOLDERS} at most. */
  public Sharing(List<FinishedBuild> builds) {
    if (builds.size() > BlockJoin.MAX_HOLDERS) {
      throw new IllegalArgumentException("more than " + BlockJoin.MAX_HOLDERS + " builds");
    }
    this.builds = List.copyOf(builds);
  }

  /**
   * A build beside others.
   *
   * @param all its blocks
   * @param alone those that none of the others has
   * @param with by build: what both have; all its blocks for itself
   */
  public record Shared(Amount all, Amount alone, List<Amount> with) {}

  /** By build. */
  public List<Shared> run(JavaSparkContext spark) {
    spark.setCallSite("blocks: compare builds");
    List<JavaPairRDD<byte[], byte[]>> held = new ArrayList<>();
    for (int i = 0; i < builds.size(); i++) {
      held.add(BlockJoin.held(spark, builds.get(i), 1L << i));
    }
    List<Shared> shared = new ArrayList<>();
    for (int i = 0; i < builds.size(); i++) {
      int build = i;
      int count = builds.size();
      long[] sums =
          BlockJoin.of(spark, builds.get(i), held)
              .mapPartitions(rows -> count(rows, build, count))
              .reduce(Sharing::sum);
      List<Amount> with = new ArrayList<>();
      for (int other = 0; other < count; other++) {
        with.add(new Amount(sums[2 * other], sums[2 * other + 1]));
      }
      shared.add(new Shared(with.get(i), new Amount(sums[2 * count], sums[2 * count + 1]), with));
    }
    spark.clearCallSite();
    return List.copyOf(shared);
  }

  private static Iterator<long[]> count(Iterator<byte[]> rows, int build, int count) {
    long[] sums = new long[2 * (count + 1)];
    while (rows.hasNext()) {
      HeldBlock block = BlockJoin.decode(rows.next());
      int bytes = block.copy().lengthBytes();
      for (int other = 0; other < count; other++) {
        if (block.isWith(other)) {
          sums[2 * other]++;
          sums[2 * other + 1] += bytes;
        }
      }
      if (block.holders() == 1L << build) {
        sums[2 * count]++;
        sums[2 * count + 1] += bytes;
      }
    }
    return List.of(sums).iterator();
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
