package org.wikimill.pipeline.audit;

import java.util.List;
import org.wikimill.pipeline.evidence.BlockScan;
import org.wikimill.pipeline.evidence.Divergence;
import org.wikimill.pipeline.evidence.TextDiff;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Counts;

/**
 * What came of an audit: {@code audit.json}.
 *
 * <p>No clock, host or folder stands in it: the same two builds give the same report.
 *
 * @param equal whether nothing differs
 * @param a the first build
 * @param b the second build
 * @param recipe what differs between the recipes, a line each
 * @param sources what differs between the sources, a line each
 * @param tables the tables of the index, whether they are the same
 * @param samePaths paths whose rows are equal; null if no row had to be read
 * @param differingPaths paths that differ, and directories that differ of themselves
 * @param causes why they do, the one of most paths first
 * @param contents distinct files by the builds that have them; null if no row had to be read
 * @param hashed what came of hashing all blocks; null if that was not asked for
 * @param blocks of sampled paths where their blocks differ first, as far as both builds have blocks
 * @param diffs of sampled pages what differs in their text; likewise
 */
public record AuditReport(
    boolean equal,
    Audited a,
    Audited b,
    List<String> recipe,
    List<String> sources,
    List<TableState> tables,
    Long samePaths,
    long differingPaths,
    List<Explained> causes,
    Shared contents,
    Hashed hashed,
    List<SampledBlocks> blocks,
    List<SampledDiff> diffs) {

  /** The name of the file in the folder of an audit. */
  public static final String NAME = "audit.json";

  /** A build that was audited, as its manifest tells. */
  public record Audited(String snapshot, String root, Counts counts) {
    static Audited of(Manifest manifest) {
      return new Audited(manifest.recipe().snapshot(), manifest.root(), manifest.counts());
    }
  }

  /**
   * A table of both builds.
   *
   * @param table its name
   * @param same whether all parts have the same sums
   */
  public record TableState(String table, boolean same) {}

  /**
   * The paths that one cause explains.
   *
   * @param cause the cause
   * @param paths their number
   * @param bytesA bytes of their files in the first build
   * @param bytesB bytes of their files in the second build
   * @param details what lies behind it, that of most paths first; none if the cause says all
   * @param first the first of them
   */
  public record Explained(
      Cause cause, long paths, long bytesA, long bytesB, List<Part> details, List<Sample> first) {}

  /** The paths of a cause that have one detail. */
  public record Part(Detail detail, long paths) {}

  /** Distinct files, each counted once however many paths it has. */
  public record Contents(long files, long bytes) {}

  /** Distinct files by the builds that have them. */
  public record Shared(Contents inBoth, Contents onlyInA, Contents onlyInB) {}

  /**
   * What came of hashing all blocks.
   *
   * @param a those of the first build
   * @param b those of the second
   */
  public record Hashed(BlockScan a, BlockScan b) {}

  /**
   * Where the blocks of a path differ first.
   *
   * @param divergence null if it could not be told
   * @param trouble why not; null if it could
   */
  public record SampledBlocks(String path, Cause cause, Divergence divergence, String trouble) {}

  /** What differs in the text of a path. */
  public record SampledDiff(String path, Cause cause, TextDiff diff) {}
}
