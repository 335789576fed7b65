package org.wikimill.get;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.sums.ExpectedSum;
import org.wikimill.formats.sums.Pieces;

/**
 * A file that can be downloaded.
 *
 * @param name what it is called where it goes to
 * @param sources where it is, the preferred first; at least one
 * @param sum the sum that it must have; empty only if its user wants it unverified
 * @param pieces sums of its pieces, if its length is known and the publisher states them
 * @param lengthBytes if known; what a publisher says beside its sum, or else what a server says
 */
public record RemoteFile(
    String name,
    List<URI> sources,
    Optional<ExpectedSum> sum,
    Optional<Pieces> pieces,
    OptionalLong lengthBytes) {

  public RemoteFile {
    if (!Addresses.isSafeName(name)) {
      throw new IllegalArgumentException("'" + name + "' is no name for a file");
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException(name + " is nowhere");
    }
    if (pieces.isPresent() && !pieces.get().cover(lengthBytes.orElse(-1))) {
      throw new IllegalArgumentException("not the pieces of " + name);
    }
    sources = List.copyOf(sources);
  }

  /** What it is, for a part of it that was kept: the same text means the same bytes. */
  String identity() {
    return sum.map(s -> s.algorithm().standardName() + " " + s.hex()).orElse("unverified");
  }
}
