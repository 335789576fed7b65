package org.wikimill.pipeline.sides;

import java.util.List;

/**
 * What came of holding an index against a tree of blocks.
 *
 * <p>No clock, host or folder stands in it.
 *
 * @param equal whether nothing differs
 * @param rootA the root of the first
 * @param rootB the root of the second
 * @param index which of them is the index: a or b
 * @param sameFiles files of differing directories that are equal
 * @param sameDirectories directories of those that are equal, with all below
 * @param differingPaths paths that differ
 * @param causes why they do, the one of most paths first
 */
public record TreeReport(
    boolean equal,
    String rootA,
    String rootB,
    String index,
    long sameFiles,
    long sameDirectories,
    long differingPaths,
    List<Explained> causes) {

  /**
   * The paths that one cause explains.
   *
   * @param cause the cause
   * @param paths their number
   * @param bytesA bytes of their files in the first
   * @param bytesB bytes of their files in the second, as far as they were read
   * @param first the first of them
   */
  public record Explained(
      TreeCause cause, long paths, long bytesA, long bytesB, List<Sample> first) {}

  /**
   * A path that differs, as an example of a cause.
   *
   * @param path the path; empty for the root
   * @param cidA its CID in the first; null where that has no such path
   * @param cidB its CID in the second; null likewise
   */
  public record Sample(String path, String cidA, String cidB) {}
}
