package org.wikimill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.wikimill.pipeline.manifest.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of every command: what goes to stdout, and how much to stderr. */
final class CommonOptions {
  @SuppressWarnings("UnusedVariable") // ConfigFile has read it when this is set
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Values of flags, by their names without dashes, and Spark settings; flags given here go"
              + " before. See conf/.")
  private Path config;

  @Option(
      names = {"-q", "--quiet"},
      fallbackValue = "true",
      description = "Nothing but the result, and errors.")
  private boolean quiet;

  @Option(names = "--json", fallbackValue = "true", description = "The result as JSON.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** What a command is run for. */
  interface Result {
    String text();

    /** A record. */
    Object json() throws IOException;
  }

  boolean quiet() {
    return quiet;
  }

  boolean json() {
    return json;
  }

  /** Writes the result to stdout. */
  void result(Result result) throws IOException {
    String text =
        json
            ? new String(Json.bytes(result.json()), StandardCharsets.UTF_8).stripTrailing()
            : result.text();
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  /** Writes to stderr, unless asked to be quiet. */
  void tell(List<String> lines) {
    if (!quiet) {
      lines.forEach(spec.commandLine().getErr()::println);
    }
  }
}
