package org.wikimill.pipeline.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.commons.codec.digest.MurmurHash3;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A sample of paths that follows from the set of paths alone: the {@value #SIZE} of smallest hash.
 *
 * <p>However the paths are spread over partitions, the samples of the partitions merge into the
 * same sample. Ranges cut from it are therefore the same on every run, as those of Spark's own
 * range sampling would not be.
 */
public final class PathSample {
  private static final int SIZE = 8192;

  private final PriorityQueue<Sampled> largestFirst =
      new PriorityQueue<>(Comparator.comparing((Sampled s) -> s).reversed());

  public void add(byte[] path) {
    add(new Sampled(MurmurHash3.hash128x64(path)[0], path));
  }

  public void addAll(PathSample other) {
    other.largestFirst.forEach(this::add);
  }

  /** Paths in the sample. */
  public int size() {
    return largestFirst.size();
  }

  /** The first paths of parts 1 to {@code parts - 1}, for parts of about equal size. */
  public byte[][] cuts(int parts) {
    List<byte[]> sorted = new ArrayList<>();
    largestFirst.forEach(s -> sorted.add(s.path));
    sorted.sort(Arrays::compareUnsigned);
    byte[][] cuts = new byte[parts - 1][];
    for (int i = 1; i < parts; i++) {
      cuts[i - 1] = sorted.get((int) ((long) i * sorted.size() / parts));
    }
    return cuts;
  }

  public void write(RowWriter out) {
    out.varint(largestFirst.size());
    largestFirst.stream().sorted().forEach(s -> out.bytes(s.path));
  }

  public static PathSample read(RowReader in) {
    PathSample sample = new PathSample();
    for (long left = in.varint(); left > 0; left--) {
      sample.add(in.bytes());
    }
    return sample;
  }

  private void add(Sampled sampled) {
    if (largestFirst.size() < SIZE) {
      largestFirst.add(sampled);
    } else if (sampled.compareTo(largestFirst.peek()) < 0) {
      largestFirst.remove();
      largestFirst.add(sampled);
    }
  }

  private record Sampled(long hash, byte[] path) implements Comparable<Sampled> {
    @Override
    public int compareTo(Sampled o) {
      int byHash = Long.compareUnsigned(hash, o.hash);
      return byHash != 0 ? byHash : Arrays.compareUnsigned(path, o.path);
    }
  }
}
