package org.wikimill.cli;

import org.wikimill.pipeline.audit.AuditLimits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of how much an audit looks at and tells. */
final class AuditOptions {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "So many paths of each cause are printed (default: ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Option(
      names = "--diffs",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Of so many pages, drawn from all that differ, what differs in their text is printed"
              + " (default: ${DEFAULT-VALUE}), if both builds have blocks.")
  private int diffs;

  @Option(
      names = "--blocks",
      fallbackValue = "true",
      description =
          "Hashes every block of both builds (default: those between the printed paths' roots and"
              + " where they differ first).")
  private boolean blocks;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  AuditLimits limits() {
    check("--limit", limit);
    check("--diffs", diffs);
    return AuditLimits.ofSamples(limit)
        .withDiffs(diffs)
        .reading(blocks ? AuditLimits.Blocks.ALL : AuditLimits.Blocks.OF_SAMPLES);
  }

  private void check(String option, int value) {
    if (value < 0) {
      throw new ParameterException(spec.commandLine(), option + " " + value + ": not below 0");
    }
  }
}
