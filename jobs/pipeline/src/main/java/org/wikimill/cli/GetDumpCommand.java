package org.wikimill.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wikimill.get.Articles;
import org.wikimill.get.Wikimedia;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill get dump}: files of a dump that Wikimedia publishes. */
@Command(
    name = "dump",
    description = "Downloads pages and tables of a wiki from the newest dump that has them all.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill get dump trwiki                                articles, and the index of their streams",
      "  wikimill get dump enwiki --parts -o dumps               the same in parts, two at once",
      "  wikimill get dump enwiki 20260101 --tables page,categorylinks --articles none",
      "  wikimill get dump enwiki --articles content --dry-run   the newer export: which files",
    })
final class GetDumpCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "WIKI", description = "Its database: enwiki, trwikisource.")
  private String wiki;

  @Parameters(
      index = "1",
      paramLabel = "DATE",
      arity = "0..1",
      defaultValue = Wikimedia.LATEST,
      description = "Such as 20260101 (default: ${DEFAULT-VALUE}: that has all that is wanted).")
  private String date;

  @Option(
      names = "--articles",
      paramLabel = "KIND",
      defaultValue = "multistream",
      description =
          "Pages: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). current: with talk pages;"
              + " content: the export that follows these.")
  private Articles articles;

  @Option(
      names = "--parts",
      fallbackValue = "true",
      description = "Pages in the parts that dumps of large wikis have, instead of one file.")
  private boolean parts;

  @Option(
      names = "--tables",
      paramLabel = "NAME",
      split = ",",
      description = "Tables: page, redirect, categorylinks, linktarget, langlinks, image ...")
  private List<String> tables = new ArrayList<>();

  @Option(
      names = "--dumps",
      paramLabel = "URL",
      defaultValue = "https://dumps.wikimedia.org/",
      description = "Where dumps are published (default: ${DEFAULT-VALUE}).")
  private String dumps;

  @Mixin private GetOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    Wikimedia.Wanted wanted =
        new Wikimedia.Wanted(
            wiki, date, articles, parts ? Articles.Parts.CUT : Articles.Parts.WHOLE, tables);
    return options.run(
        options.folder("--dumps", dumps),
        (publisher, listener) -> new Wikimedia(publisher, listener).files(wanted));
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    if (!wiki.matches("[a-z][a-z0-9_]{1,63}")) {
      wrong.add("WIKI '" + wiki + "': the name of a database, such as enwiki");
    }
    if (!date.equals(Wikimedia.LATEST) && !date.matches("[0-9]{8}")) {
      wrong.add("DATE '" + date + "': latest, or such as 20260101");
    }
    for (String table : tables) {
      if (!table.matches("[a-z][a-z0-9_]{0,63}")) {
        wrong.add("--tables '" + table + "': the name of a table, such as page");
      }
    }
    if (articles == Articles.NONE && tables.isEmpty()) {
      wrong.add("--articles none: nothing is wanted without --tables");
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }
}
