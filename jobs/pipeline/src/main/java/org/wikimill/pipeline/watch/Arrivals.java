package org.wikimill.pipeline.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimHeader;
import org.wikimill.formats.zim.ZimParts;

/**
 * Archives to be built: files that others put where patterns find them. What fetches archives by
 * itself would put them there too, before a pattern is expanded.
 */
record Arrivals(HadoopSettings hadoop) {

  /** The archives that a pattern finds, whole or not. */
  List<String> of(String pattern) throws IOException {
    return Locations.expand(List.of(pattern), hadoop.configuration());
  }

  /** What an archive still lacks, so far as its header tells; empty if it seems whole. */
  Optional<String> missing(String location) throws IOException {
    try (PositionedInput input = open(location)) {
      OptionalLong whole = ZimHeader.wholeLengthBytes(input);
      return whole.isEmpty() || whole.getAsLong() == input.length()
          ? Optional.empty()
          : Optional.of("it has " + input.length() + " bytes of " + whole.getAsLong());
    }
  }

  private PositionedInput open(String location) throws IOException {
    return Locations.isUri(location)
        ? ArchiveInputs.open(location, hadoop.configuration())
        : ZimParts.open(Path.of(location));
  }
}
