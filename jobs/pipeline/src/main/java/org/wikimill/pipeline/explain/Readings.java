package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.explain.Explanation.Origin;
import org.wikimill.pipeline.explain.Explanation.Reading;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.SourceFacts;

/** Asks the source itself where a file comes from. */
final class Readings {
  private final FinishedBuild build;
  private final Lookup lookup;
  private final Request request;

  /**
   * @param request names the source
   */
  Readings(FinishedBuild build, Lookup lookup, Request request) {
    this.build = build;
    this.lookup = lookup;
    this.request = request;
  }

  /**
   * What the source says of a file; of what is no entry's, why it says nothing.
   *
   * @param source that of the file
   * @param broken takes a line for each thing that is not as the tables say
   * @throws BuildException if the source that is named is another
   */
  Reading of(FileRow row, Origin origin, Optional<Manifest.Source> source, List<String> broken)
      throws IOException, BuildException {
    return switch (origin.way()) {
      case FORWARD -> none("a page that the build made, to lead to the redirect's target");
      case MADE -> none("made by the build, of no entry");
      case SOURCE -> none("the source itself, as it is");
      case RENDERED -> none("rendered from a dump, whose pages cannot be read one by one");
      case ENTRY, ALIAS -> {
        SourceFacts facts = source.orElseThrow().facts();
        yield facts.dump() == null
            ? read(row, facts, broken)
            : none("of a dump, whose pages cannot be read one by one");
      }
    };
  }

  private static Reading none(String note) {
    return SourceReader.none(note);
  }

  private Reading read(FileRow row, SourceFacts facts, List<String> broken)
      throws IOException, BuildException {
    String location = request.source().orElseThrow();
    try (SourceReader reader =
        SourceReader.open(location, build.manifest().recipe().policy(), request.limit())) {
      if (!reader.uuid().equals(facts.uuid()) || reader.lengthBytes() != facts.lengthBytes()) {
        throw new BuildException(
            SETTINGS,
            "--source "
                + location
                + " is another archive: UUID "
                + reader.uuid()
                + ", "
                + reader.lengthBytes()
                + " bytes; expected "
                + facts.uuid()
                + ", "
                + facts.lengthBytes());
      }
      String folder = facts.directory().isEmpty() ? "" : facts.directory() + "/";
      String name = row.sourceEntry().substring(folder.length());
      byte[] place = original(row);
      int start = folder.getBytes(UTF_8).length;
      return reader.read(row, name, Arrays.copyOfRange(place, start, place.length), broken);
    }
  }

  /** Where the page was edited to stand: an alias has the bytes of the file that it repeats. */
  private byte[] original(FileRow row) throws IOException {
    if (row.aliasOf() == null) {
      return row.path();
    }
    byte[] repeated = row.aliasOf().getBytes(UTF_8);
    return lookup.file(repeated).isPresent() ? repeated : row.path();
  }
}
