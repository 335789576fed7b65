package org.wikimill.connectors.io;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.wikimill.connectors.io.LocalStore.Durability;

/** Finds the store for a location that a user wrote. */
public final class Stores {
  private Stores() {}

  /**
   * The folder at a location.
   *
   * @param location a URI if it holds {@code ://}, else a local path, whatever characters it has
   * @param durability whether committed files are forced to the medium
   * @throws IOException if no file system is known for the URI, or it does not answer
   */
  public static Store at(String location, Durability durability, HadoopSettings settings)
      throws IOException {
    if (!Locations.isUri(location)) {
      return new LocalStore(Path.of(location), durability);
    }
    // Past Hadoop, whose local file system would add a checksum file to each file.
    if (location.startsWith("file://")) {
      return new LocalStore(Path.of(URI.create(location)), durability);
    }
    return HadoopStore.at(location, durability, settings);
  }
}
