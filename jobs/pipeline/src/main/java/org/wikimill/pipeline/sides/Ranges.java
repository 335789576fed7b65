package org.wikimill.pipeline.sides;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.audit.PathRange;
import org.wikimill.pipeline.audit.SortedFiles;

/**
 * The paths of an index, cut into ranges of about so many rows: one task each.
 *
 * @param ranges all paths, in their order
 */
record Ranges(List<PathRange> ranges) implements Serializable {

  /** Ranges that start where row groups do. */
  static Ranges of(SortedFiles files, long rowsPerRange) {
    List<byte[]> cuts = new ArrayList<>();
    long rows = 0;
    for (SortedFiles.Group group : files.groups()) {
      if (rows >= rowsPerRange && group.first().length > 0) {
        cuts.add(group.first());
        rows = 0;
      }
      rows += group.rows();
    }
    return new Ranges(PathRange.cut(cuts));
  }

  int count() {
    return ranges.size();
  }

  PathRange get(int number) {
    return ranges.get(number);
  }

  /** The range of a path. */
  int of(byte[] path) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (ranges.get(middle).startsAfter(path)) {
        high = middle - 1;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** The first range of what lies below a directory. */
  int firstBelow(byte[] directory) {
    return directory.length == 0 ? 0 : of(below(directory, '/'));
  }

  /** The last range of what lies below a directory. */
  int lastBelow(byte[] directory) {
    return directory.length == 0 ? ranges.size() - 1 : of(below(directory, '/' + 1));
  }

  private static byte[] below(byte[] directory, int next) {
    byte[] path = Arrays.copyOf(directory, directory.length + 1);
    path[directory.length] = (byte) next;
    return path;
  }

  /** Where rows go whose keys start with the number of a range. */
  Destinations destinations() {
    return new Destinations(ranges.size(), key -> new RowReader(key).fixedInt());
  }

  /** Such a key. */
  static byte[] key(RowWriter out, int range, byte[] path) {
    return out.clear().fixedInt(range).raw(path).toBytes();
  }

  /** The path of such a key. */
  static byte[] path(byte[] key) {
    return Arrays.copyOfRange(key, Integer.BYTES, key.length);
  }
}
