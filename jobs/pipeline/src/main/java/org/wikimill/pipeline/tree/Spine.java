package org.wikimill.pipeline.tree;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.Places;
import org.wikimill.pipeline.rows.PartSummary.OpenDirectory;

/**
 * The directories that no single partition could finish: those that lie across a boundary between
 * partitions, those with more entries than a task holds, and all above them up to the root.
 *
 * <p>They are few: the depth of the tree for each boundary, and one for every {@link
 * TreeLimits#heldEntries()} files at most. They are numbered so that each comes before its parent.
 */
record Spine(List<Directory> directories) implements Serializable {

  /**
   * A spine directory.
   *
   * @param path its path, empty for the root
   * @param parent the number of the directory above; -1 for the root
   * @param entries entries known so far, spine directories in it not counted
   * @param linkCosts what these add to its estimated size
   * @param giant whether it is a HAMT for certain, and so large that its first-level buckets are
   *     built in parallel
   */
  record Directory(byte[] path, int parent, long entries, long linkCosts, boolean giant)
      implements Serializable {

    byte[] name() {
      return Places.name(path);
    }
  }

  /** Adds up what the partitions left open. The root is always among it. */
  static Spine of(Iterable<OpenDirectory> open, CidProfile profile, TreeLimits limits) {
    Map<byte[], long[]> sums = new TreeMap<>(DEEPEST_FIRST);
    sums.put(new byte[0], new long[2]);
    for (OpenDirectory part : open) {
      long[] sum = sums.computeIfAbsent(part.path(), p -> new long[2]);
      sum[0] += part.entries();
      sum[1] += part.linkCosts();
    }
    List<byte[]> paths = new ArrayList<>(sums.keySet());
    List<Directory> directories = new ArrayList<>();
    for (byte[] path : paths) {
      long[] sum = sums.get(path);
      boolean giant = sum[0] > limits.heldEntries() && profile.shards(sum[1], sum[0]);
      directories.add(new Directory(path, parent(paths, path), sum[0], sum[1], giant));
    }
    return new Spine(List.copyOf(directories));
  }

  int size() {
    return directories.size();
  }

  Directory get(int number) {
    return directories.get(number);
  }

  /** The numbers of the directories by path. */
  Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < directories.size(); i++) {
      numbers.put(text(directories.get(i).path()), i);
    }
    return numbers;
  }

  /** Bytes as a map key: one character a byte. */
  static String text(byte[] path) {
    return new String(path, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static int parent(List<byte[]> paths, byte[] path) {
    if (path.length == 0) {
      return -1;
    }
    byte[] above = Arrays.copyOf(path, Places.directoryLength(path));
    return java.util.Collections.binarySearch(paths, above, DEEPEST_FIRST);
  }

  private static int depth(byte[] path) {
    int depth = path.length == 0 ? 0 : 1;
    for (byte b : path) {
      depth += b == '/' ? 1 : 0;
    }
    return depth;
  }

  private static final Comparator<byte[]> DEEPEST_FIRST =
      Comparator.comparingInt(Spine::depth).reversed().thenComparing(Arrays::compareUnsigned);
}
