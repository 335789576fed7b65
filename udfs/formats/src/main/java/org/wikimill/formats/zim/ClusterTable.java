package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.POINTER_LENGTH;
import static org.wikimill.formats.zim.ZimFormat.u64;

import java.io.IOException;
import java.util.Arrays;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Where the clusters of an archive start, and where they must have ended.
 *
 * <p>The format stores no cluster length, and clusters may stand in any order: a cluster ends
 * before whatever comes next in the file.
 */
final class ClusterTable {
  private static final int READ_POINTERS = 1 << 13;

  private final long[] offsets;
  private final long[] sorted;
  private final long[] bounds;

  private ClusterTable(long[] offsets, long[] sorted, long[] bounds) {
    this.offsets = offsets;
    this.sorted = sorted;
    this.bounds = bounds;
  }

  /**
   * Reads the cluster pointers.
   *
   * @param end the end of the archive's content
   * @param firstDirent the position of a dirent, or {@code end}
   * @throws MalformedInputException if one lies outside the archive
   */
  static ClusterTable read(PositionedInput input, ZimHeader header, long firstDirent, long end)
      throws IOException {
    long[] offsets = new long[header.clusterCount()];
    byte[] chunk = new byte[Math.min(offsets.length, READ_POINTERS) * POINTER_LENGTH];
    for (int i = 0; i < offsets.length; i += READ_POINTERS) {
      int count = Math.min(READ_POINTERS, offsets.length - i);
      long position = header.clusterPointersPosition() + (long) i * POINTER_LENGTH;
      input.readFully(position, chunk, 0, count * POINTER_LENGTH);
      for (int k = 0; k < count; k++) {
        offsets[i + k] = u64(chunk, k * POINTER_LENGTH);
        if (offsets[i + k] < header.mimeListPosition() || offsets[i + k] >= end) {
          throw outside(input, position + (long) k * POINTER_LENGTH, i + k, end, offsets[i + k]);
        }
      }
    }
    long[] bounds = {
      header.pathPointersPosition(), header.clusterPointersPosition(), firstDirent, end
    };
    Arrays.sort(bounds);
    return new ClusterTable(offsets, ascending(offsets), bounds);
  }

  long offset(int cluster) {
    return offsets[cluster];
  }

  /** The next cluster, table or first dirent behind the start of {@code cluster}. */
  long end(int cluster) {
    long offset = offsets[cluster];
    return Math.min(nextLarger(sorted, offset), nextLarger(bounds, offset));
  }

  /** The lowest cluster position; the largest value if there is no cluster. */
  long lowest() {
    return sorted.length == 0 ? Long.MAX_VALUE : sorted[0];
  }

  private static long nextLarger(long[] ascending, long value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == ascending.length ? Long.MAX_VALUE : ascending[low];
  }

  private static long[] ascending(long[] offsets) {
    for (int i = 1; i < offsets.length; i++) {
      if (offsets[i - 1] > offsets[i]) {
        long[] sorted = offsets.clone();
        Arrays.sort(sorted);
        return sorted;
      }
    }
    return offsets;
  }

  private static MalformedInputException outside(
      PositionedInput input, long position, int cluster, long end, long found) {
    return new MalformedInputException(
        "cluster pointer outside the archive",
        input.name(),
        position,
        "a position below " + end + " for cluster " + cluster,
        Long.toUnsignedString(found));
  }
}
