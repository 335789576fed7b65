package org.wikimill.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.catalog.Catalog;
import org.wikimill.pipeline.catalog.CatalogFile;
import org.wikimill.pipeline.catalog.Language;
import org.wikimill.pipeline.catalog.PublishedSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wikimill snapshots list}: what a list of snapshots tells. */
@Command(
    name = "list",
    description = "Prints a line for each snapshot: language, date, bytes, root.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  wikimill snapshots list snapshots.yml          all languages, the oldest snapshot first",
      "  wikimill snapshots list snapshots.yml --json   everything that the list has",
    })
final class SnapshotsListCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The list: snapshots.yml.")
  private Path file;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws Exception {
    common.result(new Answer(read(file).catalog()));
    return ExitCode.DONE.code();
  }

  /** A list that must be there. */
  static CatalogFile read(Path file) throws Exception {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return CatalogFile.open(file);
  }

  /** A line, or a record, for each snapshot. */
  private record Answer(Catalog catalog) implements CommonOptions.Result {
    private record Source(String file, String sha256, String url) {}

    private record Row(
        String language,
        String name,
        String date,
        String root,
        String previous,
        List<Source> sources,
        long bytes,
        Long blocks,
        String profile,
        int format,
        String policy,
        String published) {}

    private record Rows(List<Row> snapshots) {}

    @Override
    public String text() {
      return String.join("\n", rows().stream().map(Answer::line).toList());
    }

    private static String line(Row row) {
      return String.format(
          Locale.ROOT, "%-12s %-10s %,18d  %s", row.language, row.date, row.bytes, row.root);
    }

    private List<Row> rows() {
      return catalog.languages().stream()
          .flatMap(language -> language.snapshots().stream().map(s -> row(language, s)))
          .toList();
    }

    private static Row row(Language language, PublishedSnapshot snapshot) {
      return new Row(
          language.code(),
          language.name(),
          snapshot.date(),
          snapshot.root().toString(),
          snapshot.previous().map(Cid::toString).orElse(null),
          snapshot.sources().stream()
              .map(
                  source ->
                      new Source(
                          source.file().orElse(null),
                          source.sha256().orElse(null),
                          source.url().orElse(null)))
              .toList(),
          snapshot.size().bytes(),
          snapshot.size().blocks().isPresent() ? snapshot.size().blocks().getAsLong() : null,
          snapshot.profile(),
          snapshot.format(),
          snapshot.policy(),
          snapshot.published().map(Instant::toString).orElse(null));
    }

    @Override
    public Object json() {
      return new Rows(rows());
    }
  }
}
