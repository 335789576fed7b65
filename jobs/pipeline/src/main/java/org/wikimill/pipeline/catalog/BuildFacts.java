package org.wikimill.pipeline.catalog;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Size;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.snapshots.Edition;

/**
 * What a list of snapshots says of a finished build: from its manifest and its tables, and from
 * {@code run.json} how its sources were called.
 *
 * @param build the build
 */
public record BuildFacts(FinishedBuild build) {
  /** As archives are named: {@code wikipedia_tr_all_maxi}. */
  private static final Pattern ARCHIVE = Pattern.compile("[a-z]+_([a-z]{2,3}(?:-[a-z]+)*)_.+");

  /** As databases of wikis are: {@code zh_min_nanwiki}. */
  private static final Pattern DATABASE =
      Pattern.compile(
          "([a-z]{2,3}(?:_[a-z]+)*)"
              + "wik(?:i|tionary|ibooks|inews|iquote|isource|iversity|ivoyage)(?:[_-].*)?");

  /** What of a run's record tells how its sources were called. */
  private record Run(List<String> sourceLocations) {}

  /**
   * What the publisher says, and no build can know.
   *
   * @param date instead of that in the build's name
   * @param file the name of the only source, instead of that which the build read
   * @param url where the only source can be had
   * @param published when the snapshot was published
   */
  public record Details(
      Optional<String> date,
      Optional<String> file,
      Optional<String> url,
      Optional<Instant> published) {}

  /** The code of the wiki's language, if the build's name tells it. */
  public Optional<String> language() {
    String snapshot = build.manifest().recipe().snapshot();
    for (Pattern form : List.of(ARCHIVE, DATABASE)) {
      Matcher matcher = form.matcher(snapshot);
      if (matcher.matches()) {
        return Optional.of(matcher.group(1).replace('_', '-'));
      }
    }
    return Optional.empty();
  }

  /** The build's name without its date. */
  public String name() {
    String snapshot = build.manifest().recipe().snapshot();
    return Edition.of(snapshot).map(Edition::series).orElse(snapshot);
  }

  /**
   * The entry of the build.
   *
   * @param before the snapshot that it comes after
   * @throws IllegalArgumentException if its date is not known, or details are of one source and it
   *     has several
   */
  public PublishedSnapshot snapshot(Details details, Optional<PublishedSnapshot> before)
      throws IOException {
    Manifest manifest = build.manifest();
    String date =
        details
            .date()
            .or(() -> Edition.of(manifest.recipe().snapshot()).map(Edition::date))
            .orElseThrow(() -> new IllegalArgumentException("the build's name has no date"));
    Optional<Cid> said = Optional.ofNullable(manifest.recipe().policy().previous()).map(Cid::parse);
    return new PublishedSnapshot(
        CatalogReader.date(date),
        Cid.parse(manifest.root()),
        before.map(PublishedSnapshot::root).or(() -> said),
        sources(details),
        new Size(treeBytes(), storedBlocks()),
        manifest.recipe().profile().name(),
        manifest.recipe().format(),
        sha256(Json.bytes(manifest.recipe().policy())),
        details.published());
  }

  private List<Source> sources(Details details) throws IOException {
    List<Manifest.Source> sources = build.manifest().sources();
    if (sources.size() != 1 && (details.file().isPresent() || details.url().isPresent())) {
      throw new IllegalArgumentException("the build has " + sources.size() + " sources");
    }
    Optional<String> archiveUrl =
        details
            .url()
            .map(CatalogReader::url)
            .or(() -> Optional.ofNullable(build.manifest().recipe().policy().archiveUrl()));
    Optional<String> url = sources.size() == 1 ? archiveUrl : Optional.empty();
    List<String> files = fileNames(sources.size());
    return IntStream.range(0, sources.size())
        .mapToObj(
            i ->
                new Source(
                    details
                        .file()
                        .map(CatalogReader::fileName)
                        .or(() -> files.stream().skip(i).findFirst()),
                    Optional.ofNullable(sources.get(i).sums().sha256()),
                    url))
        .toList();
  }

  /** The names of the sources' files, where each source is one; else none. */
  private List<String> fileNames(int count) throws IOException {
    if (!build.store().exists(Manifest.RUN_NAME)) {
      return List.of();
    }
    List<String> locations =
        Json.read(build.store(), Manifest.RUN_NAME, Run.class).sourceLocations();
    if (locations == null || locations.size() != count) {
      return List.of();
    }
    return locations.stream().map(place -> place.substring(place.lastIndexOf('/') + 1)).toList();
  }

  /** The root's row stands first in one of the parts of table {@code dirs}. */
  private long treeBytes() throws IOException {
    for (FileFact part : build.parts(Tables.DIRS)) {
      try (TableReader<DirRow> rows =
          TableReader.open(build.store().open(part.name()), Tables.DIRS)) {
        Optional<DirRow> first = rows.next();
        if (first.isPresent() && first.get().path().length == 0) {
          return first.get().tsize();
        }
      }
    }
    throw new MalformedInputException(
        "table dirs without a root", build.store().location(), -1, "a row of no path", "none");
  }

  private OptionalLong storedBlocks() {
    long blocks = build.manifest().counts().blocks();
    return blocks > 0 ? OptionalLong.of(blocks) : OptionalLong.empty();
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
  }
}
