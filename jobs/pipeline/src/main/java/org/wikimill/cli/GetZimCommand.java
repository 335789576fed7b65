package org.wikimill.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wikimill.get.Kiwix;
import org.wikimill.get.ZimEdition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill get zim}: an archive that Kiwix publishes. */
@Command(
    name = "zim",
    description = "Downloads an archive that Kiwix publishes, or lists those that there are.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill get zim wikipedia tr                            all articles, with pictures: the newest",
      "  wikimill get zim wikipedia tr all nopic 2026-01 -o zims  another flavour, of a date",
      "  wikimill get zim --list wikipedia tr                     which there are",
      "  wikimill get zim wikipedia tr --if-newer -q -o zims      for a timer, before 'wikimill watch'",
    })
final class GetZimCommand implements Callable<Integer> {
  private static final String NO_FLAVOUR = "none";

  @Parameters(index = "0", paramLabel = "PROJECT", description = "wikipedia, wiktionary, ...")
  private String project;

  @Parameters(
      index = "1",
      paramLabel = "LANGUAGE",
      description = "As in the wiki's host name: tr, zh-min-nan.")
  private String language;

  @Parameters(
      index = "2",
      paramLabel = "EDITION",
      arity = "0..1",
      defaultValue = "all",
      description = "What is selected: all, top, medicine ... (default: ${DEFAULT-VALUE}).")
  private String edition;

  @Parameters(
      index = "3",
      paramLabel = "FLAVOUR",
      arity = "0..1",
      defaultValue = "maxi",
      description =
          "maxi: all; nopic: no pictures; mini: introductions; none: a name without flavour"
              + " (default: ${DEFAULT-VALUE}).")
  private String flavour;

  @Parameters(
      index = "4",
      paramLabel = "DATE",
      arity = "0..1",
      defaultValue = Kiwix.LATEST,
      description = "Such as 2026-01 (default: ${DEFAULT-VALUE}).")
  private String date;

  @Option(
      names = "--list",
      fallbackValue = "true",
      description = "List the archives of the project in the language, and download none.")
  private boolean list;

  @Option(
      names = "--catalog",
      paramLabel = "URL",
      defaultValue = "https://library.kiwix.org/catalog/v2/",
      description = "The catalogue (default: ${DEFAULT-VALUE}).")
  private String catalog;

  @Option(
      names = "--kiwix",
      paramLabel = "URL",
      defaultValue = "https://download.kiwix.org/",
      description = "Where the folder zim/ is (default: ${DEFAULT-VALUE}).")
  private String kiwix;

  @Mixin private GetOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    check();
    URI catalogUri = options.folder("--catalog", catalog);
    URI base = options.folder("--kiwix", kiwix);
    if (list) {
      try (GetProgress progress = new GetProgress(options.common(), spec.commandLine().getErr())) {
        Kiwix found = new Kiwix(catalogUri, options.publisher(base), progress);
        options.common().result(new Answer(found.editions(project, language)));
      }
      return ExitCode.DONE.code();
    }
    String named = flavour.equals(NO_FLAVOUR) ? "" : flavour;
    return options.run(
        base,
        (publisher, listener) -> {
          Kiwix found = new Kiwix(catalogUri, publisher, listener);
          return List.of(
              publisher.file(found.edition(project, language, edition, named, date).url()));
        });
  }

  private void check() {
    List<String> wrong = new ArrayList<>();
    if (!project.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
      wrong.add("PROJECT '" + project + "': small letters, such as wikipedia");
    }
    if (!language.matches("[a-z0-9][a-z0-9-]{0,31}")) {
      wrong.add("LANGUAGE '" + language + "': small letters, such as tr");
    }
    if (!date.equals(Kiwix.LATEST) && !date.matches("[0-9]{4}-[0-9]{2}[a-z]?")) {
      wrong.add("DATE '" + date + "': latest, or such as 2026-01");
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", wrong));
    }
  }

  /** A line for each archive. */
  private record Answer(List<ZimEdition> archives) implements CommonOptions.Result {
    @Override
    public String text() {
      return archives.isEmpty()
          ? "none"
          : String.join("\n", archives.stream().map(Answer::line).toList());
    }

    private static String line(ZimEdition zim) {
      return zim.aboutBytes().isPresent()
          ? String.format(
              Locale.ROOT, "%s  about %,d bytes", zim.file(), zim.aboutBytes().getAsLong())
          : zim.file();
    }

    @Override
    public Object json() {
      record Item(String file, String url, Long aboutBytes) {}
      record Items(List<Item> archives) {}
      return new Items(
          archives.stream()
              .map(
                  zim ->
                      new Item(
                          zim.file(),
                          zim.url().toString(),
                          zim.aboutBytes().isPresent() ? zim.aboutBytes().getAsLong() : null))
              .toList());
    }
  }
}
