package org.wikimill.cli;

import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.pipeline.snapshots.Prune;
import org.wikimill.pipeline.snapshots.Removal;
import org.wikimill.pipeline.snapshots.Snapshots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill prune}: removes old snapshots of each wiki. */
@Command(
    name = "prune",
    description = "Removes all but the newest finished builds of each wiki and flavour.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill prune snapshots --keep 3             three editions of each wiki stay",
      "  wikimill prune snapshots --keep 3 --dry-run   tell what would go, and remove nothing",
    })
final class PruneCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder that the builds' folders stand in.")
  private String folder;

  @Option(
      names = "--keep",
      paramLabel = "N",
      required = true,
      description = "So many stay of each wiki and flavour, the newest by the date in their names.")
  private int keep;

  @Option(names = "--dry-run", fallbackValue = "true", description = "Tell, and remove nothing.")
  private boolean dryRun;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (keep < 1) {
      throw new ParameterException(spec.commandLine(), "--keep " + keep + ": 1 or more");
    }
    Snapshots snapshots = Snapshots.in(folder, Durability.SYNCED, spark.hadoop());
    if (!snapshots.folder().exists("")) {
      throw new NoSuchFileException(folder);
    }
    Prune prune = new Prune(snapshots, keep);
    List<Removal> removals = prune.plan();
    if (!dryRun) {
      for (Removal removal : removals) {
        prune.remove(removal);
      }
    }
    common.result(new Answer(removals, dryRun));
    return ExitCode.DONE.code();
  }

  /** A line for each snapshot that is gone, or would be. */
  private record Answer(List<Removal> removals, boolean dryRun) implements CommonOptions.Result {
    @Override
    public String text() {
      if (removals.isEmpty()) {
        return "nothing to remove";
      }
      String verb = dryRun ? "would remove" : "removed";
      return String.join("\n", removals.stream().map(removal -> line(verb, removal)).toList());
    }

    private static String line(String verb, Removal removal) {
      return String.format(
          Locale.ROOT,
          "%s %s, %,d files, %,d bytes",
          verb,
          removal.folder(),
          removal.files(),
          removal.bytes());
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
