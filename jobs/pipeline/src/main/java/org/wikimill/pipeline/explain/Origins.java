package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.RedirectRow;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.explain.Explanation.Origin;
import org.wikimill.pipeline.explain.Explanation.Redirect;
import org.wikimill.pipeline.explain.Explanation.SourceFile;
import org.wikimill.pipeline.explain.Explanation.Way;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;

/** Tells where files of a build come from, by its manifest and tables. */
final class Origins {
  private static final String WIKI = "wiki";

  private final Manifest manifest;
  private final Lookup lookup;

  Origins(FinishedBuild build, Lookup lookup) {
    this.manifest = build.manifest();
    this.lookup = lookup;
  }

  /** The origin of a file. */
  Origin of(FileRow row) throws IOException {
    Optional<Manifest.Source> source = source(row);
    Optional<RedirectRow> redirect = lookup.redirect(row.sourceEntry());
    return new Origin(
        way(row, source, redirect),
        source.map(Origins::told).orElse(null),
        row.sourceEntry(),
        HexFormat.of().formatHex(row.sourceSha256()),
        !Arrays.equals(row.sha256(), row.sourceSha256()),
        row.aliasOf(),
        redirect.map(Origins::told).orElse(null),
        row.pageId(),
        row.revisionId());
  }

  /** The source whose directory a file is in. */
  Optional<Manifest.Source> source(FileRow row) {
    String path = Utf8.text(row.path());
    return manifest.sources().stream()
        .filter(
            source -> {
              String directory = source.facts().directory();
              return directory.isEmpty() || path.startsWith(directory + "/");
            })
        .findFirst();
  }

  private Way way(FileRow row, Optional<Manifest.Source> source, Optional<RedirectRow> redirect) {
    if (row.aliasOf() != null) {
      return Way.ALIAS;
    }
    if (redirect.filter(r -> r.served() == RedirectRow.Served.HTML).isPresent()) {
      return Way.FORWARD;
    }
    if (row.pageId() != null) {
      return Way.RENDERED;
    }
    if (source.isEmpty() || source.get().facts().dump() != null) {
      return Way.MADE;
    }
    boolean named = row.sourceEntry().equals(new String(row.path(), UTF_8));
    String sum = HexFormat.of().formatHex(row.sha256());
    if (named && sum.equals(source.get().sums().sha256())) {
      return Way.SOURCE;
    }
    boolean site = manifest.recipe().policy().layout().equals("site");
    return named && site && isOurs(row, source.get()) ? Way.MADE : Way.ENTRY;
  }

  /** Whether no entry of an archive can stand there: its articles, or a letter's directory. */
  private static boolean isOurs(FileRow row, Manifest.Source source) {
    String directory = source.facts().directory();
    String path = Utf8.text(row.path()).substring(directory.isEmpty() ? 0 : directory.length() + 1);
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    return slash < 0 || !first.equals(WIKI) && first.codePointCount(0, first.length()) > 1;
  }

  private static SourceFile told(Manifest.Source source) {
    return new SourceFile(
        source.facts().directory(),
        source.facts().kind(),
        source.facts().lengthBytes(),
        source.facts().uuid(),
        source.sums().sha256());
  }

  private static Redirect told(RedirectRow row) {
    return new Redirect(row.target(), row.status().text(), row.served().text());
  }
}
