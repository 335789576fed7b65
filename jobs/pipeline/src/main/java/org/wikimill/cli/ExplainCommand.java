package org.wikimill.cli;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Stores;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.explain.Explain;
import org.wikimill.pipeline.explain.Explanation;
import org.wikimill.pipeline.explain.Request;
import org.wikimill.pipeline.manifest.FinishedBuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill explain}: everything between the source and the root for one path or block. */
@Command(
    name = "explain",
    description = {
      "Tells where a file of a finished build comes from, what was done to it, of which blocks it is",
      "made, and how the root leads to it: each block read and hashed, each with its rule."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill explain snapshot wiki/Wheel                       from the source to the root",
      "  wikimill explain snapshot wiki/Wheel --source wiki.zim     and each edit of the page",
      "  wikimill explain snapshot bafkreih...                      what a block is, and whose",
      "  wikimill explain snapshot wiki/Wheel --car proof.car       the blocks that prove it",
      "  ipfs dag import --pin-roots=false proof.car                on any node; then",
      "  ipfs cat --offline /ipfs/ROOT/wiki/Wheel                   reads it from them",
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "The folder of the build, local or on any file system that Hadoop knows.")
  private String folder;

  @Parameters(
      index = "1",
      paramLabel = "PATH|CID",
      description =
          "A path of the tree, as the tables have it ('' is the root), or the CID of any block, of"
              + " any version in any base.")
  private String what;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description =
          "What the build was made of: an archive, whose entry is read and edits are told; or a dump"
              + " (a pattern for one in parts), whose page is read.")
  private String source;

  @Option(
      names = "--car",
      paramLabel = "FILE",
      description =
          "Where exactly the blocks go that prove it, as a CAR with the build's root; not a file"
              + " that exists.")
  private String car;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "So many blocks and edits are told (default: ${DEFAULT-VALUE}); all are counted.")
  private int limit;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (limit < 0) {
      throw new ParameterException(spec.commandLine(), "--limit " + limit + ": not below 0");
    }
    FinishedBuild build =
        FinishedBuild.in(Stores.at(folder, Durability.CACHED, HadoopSettings.NONE));
    Explanation explanation;
    try (Explain explain = Explain.open(build)) {
      explanation = explain(explain);
    }
    common.result(new Answer(explanation));
    return (explanation.holds() ? ExitCode.DONE : ExitCode.CHECK_FAILED).code();
  }

  private Explanation explain(Explain explain) throws Exception {
    Optional<String> origin = Optional.ofNullable(source);
    if (car == null) {
      return explain.of(what, new Request(origin, limit, Optional.empty()));
    }
    if (!explain.keepsBlocks()) {
      throw new BuildException(SETTINGS, "--car: " + folder + " keeps no blocks");
    }
    try (NewFile file = NewFiles.car(car, HadoopSettings.NONE)) {
      Request.Car proof = new Request.Car(car, file);
      return explain.of(what, new Request(origin, limit, Optional.of(proof)));
    }
  }

  private record Answer(Explanation explanation) implements CommonOptions.Result {
    @Override
    public String text() {
      return ExplainText.of(explanation);
    }

    @Override
    public Object json() {
      return explanation;
    }
  }
}
