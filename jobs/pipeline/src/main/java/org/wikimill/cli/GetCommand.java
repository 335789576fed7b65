package org.wikimill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wikimill get}: downloads of archives and dumps, found, resumed and verified. */
@Command(
    name = "get",
    description = {
      "Downloads archives and dumps: finds the newest, goes on where it was cut off, and gives a file",
      "its name once it is whole and has the sum that its publisher states."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {GetZimCommand.class, GetDumpCommand.class, GetUrlCommand.class},
    footer = {
      "",
      "Examples:",
      "  wikimill get zim wikipedia tr                          the newest Turkish archive of Kiwix",
      "  wikimill get dump enwiki --tables page,categorylinks   the newest dump of Wikimedia",
      "  wikimill get url https://example.org/a.zim             a file with a sum beside it",
    })
final class GetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "get what? zim, dump or url");
  }
}
