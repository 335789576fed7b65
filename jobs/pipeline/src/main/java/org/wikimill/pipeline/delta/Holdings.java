package org.wikimill.pipeline.delta;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * How much of a build each holder has.
 *
 * @param all the blocks of the build
 * @param held by holder: what it has of them
 */
public record Holdings(Amount all, List<Amount> held) {

  /** What a holder lacks. */
  public Amount lacked(int holder) {
    return all.minus(held.get(holder));
  }

  /** Counts the blocks that {@link BlockJoin#of} made. */
  public static Holdings count(JavaRDD<byte[]> blocks, int holders) {
    long[] sums = blocks.mapPartitions(rows -> count(rows, holders)).reduce(Holdings::sum);
    List<Amount> held = new ArrayList<>();
    for (int i = 1; i <= holders; i++) {
      held.add(new Amount(sums[2 * i], sums[2 * i + 1]));
    }
    return new Holdings(new Amount(sums[0], sums[1]), List.copyOf(held));
  }

  private static Iterator<long[]> count(Iterator<byte[]> rows, int holders) {
    long[] sums = new long[2 * (holders + 1)];
    while (rows.hasNext()) {
      HeldBlock block = BlockJoin.decode(rows.next());
      int bytes = block.copy().lengthBytes();
      sums[0]++;
      sums[1] += bytes;
      for (int i = 0; i < holders; i++) {
        if (block.isWith(i)) {
          sums[2 * i + 2]++;
          sums[2 * i + 3] += bytes;
        }
      }
    }
    return List.of(sums).iterator();
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
