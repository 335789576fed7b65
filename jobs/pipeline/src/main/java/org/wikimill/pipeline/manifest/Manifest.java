package org.wikimill.pipeline.manifest;

import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.pipeline.rows.Counts;

/**
 * What decided a root, what came of it, and the sums of every file: {@code manifest.json}.
 *
 * <p>No clock, host, file name of the source or number of cores stands in it: the same source and
 * recipe give the same manifest, byte for byte.
 *
 * @param root the CID of the tree
 * @param recipe everything besides the source that decided it
 * @param sources the sources, by directory
 * @param counts what became of the entries
 * @param files every file of the build but this one, its sum and {@code run.json}, sorted by name
 */
public record Manifest(
    String root, Recipe recipe, List<Source> sources, Counts counts, List<FileFact> files) {

  /**
   * A source that was milled.
   *
   * @param facts what it is
   * @param sums sums of its bytes
   */
  public record Source(SourceFacts facts, SourceSums sums) {}

  /** Entries of all sources, and the original files that join them. */
  public long entries() {
    Recipe.Dumps dumps = recipe.policy().dumps();
    long media = dumps == null || dumps.media() == null ? 0 : dumps.media().files();
    return media + sources.stream().mapToLong(source -> source.facts().entries()).sum();
  }

  /** The manifest's own name, in the build's folder. Written last: with it, the build is whole. */
  public static final String NAME = "manifest.json";

  /** The name of the file that holds the manifest's SHA-256, as {@code sha256sum} writes it. */
  public static final String SUM_NAME = "manifest.sha256";

  /** The name of the file that tells how the run went; nothing in it decided the root. */
  public static final String RUN_NAME = "run.json";
}
