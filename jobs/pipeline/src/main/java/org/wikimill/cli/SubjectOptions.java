package org.wikimill.cli;

import java.io.IOException;
import java.util.Optional;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.publish.Subject;
import org.wikimill.pipeline.snapshots.Edition;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is published: a build, or a root that nodes have; its name and date. */
final class SubjectOptions {
  private static final String NAME = "[A-Za-z0-9._-]{1,128}";
  private static final String DATE = "\\d{4}-\\d{2}(-\\d{2})?";

  @Parameters(
      paramLabel = "DIR|ROOT",
      description = "The folder of a finished build, or a root that some node has.")
  private String what;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What it is called, as pins and paths have it (default: the build's snapshot name, without"
              + " its date).")
  private String name;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "YYYY-MM or YYYY-MM-DD (default: the one that ends the snapshot's name).")
  private String date;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** The date, if it is given; null if it is that of the name. */
  String date() {
    return date;
  }

  /** The build, if it is one. */
  Optional<FinishedBuild> build(HadoopSettings hadoop) throws IOException {
    return root().isPresent()
        ? Optional.empty()
        : Optional.of(FinishedBuild.in(Stores.at(what, Durability.SYNCED, hadoop)));
  }

  private Optional<Cid> root() {
    try {
      Cid root = Cid.parse(what.startsWith("/ipfs/") ? what.substring(6) : what);
      if (root.hashFunction() != Cid.SHA2_256) {
        throw wrong(what + ": only roots of SHA2-256");
      }
      return Optional.of(root);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What is published. */
  Subject read(Optional<FinishedBuild> build) {
    Optional<String> snapshot = build.map(of -> of.manifest().recipe().snapshot());
    Optional<Edition> edition = snapshot.flatMap(Edition::of);
    String series =
        Optional.ofNullable(name)
            .or(() -> edition.map(Edition::series))
            .or(() -> snapshot)
            .orElseThrow(() -> wrong("--name: a root alone has no name"));
    String day =
        Optional.ofNullable(date)
            .or(() -> edition.map(Edition::date))
            .orElseThrow(() -> wrong("--date: the name '" + series + "' ends with none"));
    if (!series.matches(NAME) || series.matches("\\.+")) {
      throw wrong("--name " + series + ": letters, digits and ._- only, 128 at most");
    }
    if (!day.matches(DATE)) {
      throw wrong("--date " + day + ": YYYY-MM or YYYY-MM-DD");
    }
    return new Subject(
        build.map(of -> Cid.parse(of.manifest().root())).or(this::root).orElseThrow(),
        series + "_" + day,
        Subject.FOLDER + series + "/" + day,
        build.map(of -> of.manifest().counts().blocks()).orElse(0L),
        build.filter(of -> !BuildBlocks.shards(of).isEmpty()),
        build.map(FinishedBuild::store));
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec.commandLine(), text);
  }
}
