package org.wikimill.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.catalog.BuildFacts;
import org.wikimill.pipeline.catalog.NewSnapshot;
import org.wikimill.pipeline.catalog.PublishedSnapshot;
import org.wikimill.pipeline.catalog.Signature;
import org.wikimill.pipeline.manifest.FinishedBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill snapshots add}: a finished build joins a list of snapshots. */
@Command(
    name = "add",
    description = {
      "Adds a finished build to a list of snapshots, as the newest of its language.",
      "A list that is not there yet is begun. What the list has already is left alone."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill snapshots add snapshots.yml snapshot",
      "  wikimill snapshots add snapshots.yml snapshot --published \"$(date -u +%%FT%%TZ)\"",
      "  wikimill snapshots add snapshots.yml snapshot --language be-tarask --date 2026-01-15",
      "  wikimill snapshots add snapshots.yml snapshot --ssh-key ~/.ssh/id_ed25519    and sign it",
    })
final class SnapshotsAddCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The list: snapshots.yml.")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description =
          "The folder of a finished build, local or on any file system that Hadoop knows.")
  private String folder;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "As the wiki's address has it; by default as the build's name has it.")
  private String language;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What people call the wiki, for a language that is new to the list.")
  private String name;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "YYYY-MM or YYYY-MM-DD; by default as the build's name has it.")
  private String date;

  @Option(
      names = "--source-file",
      paramLabel = "NAME",
      description = "The name of the archive; by default that which the build read.")
  private String sourceFile;

  @Option(names = "--source-url", paramLabel = "URL", description = "Where the archive can be had.")
  private String sourceUrl;

  @Option(
      names = "--published",
      paramLabel = "TIME",
      description = "When it was published, such as 2026-01-31T12:00:00Z; left out by default.")
  private Instant published;

  @Mixin private SignerOptions signer;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    FinishedBuild build =
        FinishedBuild.in(Stores.at(folder, Durability.CACHED, HadoopSettings.NONE));
    BuildFacts facts = new BuildFacts(build);
    try {
      String code = code(facts);
      String wiki = name == null ? facts.name() : name;
      NewSnapshot.Joined joined = new NewSnapshot(facts, code, wiki, details()).join(file);
      tell(signer.signatures(), joined);
      PublishedSnapshot entry = joined.snapshot();
      common.result(new Answer(code, entry.date(), entry.root().toString(), joined.isNew()));
      return ExitCode.DONE.code();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private String code(BuildFacts facts) {
    return Optional.ofNullable(language)
        .or(facts::language)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--language: the build's name, " + facts.name() + ", does not tell it"));
  }

  private BuildFacts.Details details() {
    return new BuildFacts.Details(
        Optional.ofNullable(date),
        Optional.ofNullable(sourceFile),
        Optional.ofNullable(sourceUrl),
        Optional.ofNullable(published));
  }

  private void tell(List<Signature> signatures, NewSnapshot.Joined joined) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(joined.isNew() ? "the list has it now" : "the list has it already");
    for (String made : SnapshotsSignCommand.sign(file, signatures)) {
      lines.add("signed in " + made);
    }
    if (signatures.isEmpty() && joined.isNew() && isSigned()) {
      lines.add("its signature is one of the list as it was before: sign it again");
    }
    common.tell(lines);
  }

  private boolean isSigned() {
    return Files.exists(Path.of(file + ".sig")) || Files.exists(Path.of(file + ".minisig"));
  }

  /** What the list has. */
  private record Answer(String language, String date, String root, boolean added)
      implements CommonOptions.Result {
    @Override
    public String text() {
      return language + " " + date + " " + root;
    }

    @Override
    public Object json() {
      return this;
    }
  }
}
