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
import org.wikimill.pipeline.catalog.CatalogFile;
import org.wikimill.pipeline.catalog.Language;
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
    CatalogFile list = CatalogFile.open(file);
    try {
      String code = code(facts);
      Optional<Language> known = list.catalog().language(code);
      PublishedSnapshot snapshot = facts.snapshot(details(), before(known, build));
      boolean isThere =
          known.flatMap(l -> l.at(snapshot.date())).filter(s -> same(s, snapshot)).isPresent();
      if (!isThere) {
        String wiki = name == null ? facts.name() : name;
        list.with(code, wiki, snapshot).write(file);
      }
      tell(signer.signatures(), isThere);
      common.result(new Answer(code, snapshot.date(), snapshot.root().toString(), !isThere));
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

  /** The newest in the list, unless that is this build. */
  private static Optional<PublishedSnapshot> before(Optional<Language> known, FinishedBuild build) {
    return known
        .flatMap(Language::newest)
        .filter(newest -> !newest.root().toString().equals(build.manifest().root()));
  }

  /** When it was published, and after what, is said once. */
  private static boolean same(PublishedSnapshot there, PublishedSnapshot now) {
    return there.root().equals(now.root()) && there.date().equals(now.date());
  }

  private void tell(List<Signature> signatures, boolean isThere) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(isThere ? "the list has it already" : "the list has it now");
    for (String made : SnapshotsSignCommand.sign(file, signatures)) {
      lines.add("signed in " + made);
    }
    boolean isStale = signatures.isEmpty() && !isThere && isSigned();
    if (isStale) {
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
