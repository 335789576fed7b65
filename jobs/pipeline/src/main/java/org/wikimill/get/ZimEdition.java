package org.wikimill.get;

import java.net.URI;
import java.util.OptionalLong;

/**
 * An archive that is published.
 *
 * @param file its name
 * @param aboutBytes its length, rounded, if the publisher's list says
 */
public record ZimEdition(String file, URI url, OptionalLong aboutBytes) {

  /** The parts of its name, which it has. */
  ZimName name() {
    return ZimName.parse(file).orElseThrow();
  }
}
