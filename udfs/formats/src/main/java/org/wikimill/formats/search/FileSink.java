package org.wikimill.formats.search;

import java.io.IOException;

/** Takes the files that are made for a site. */
@FunctionalInterface
public interface FileSink {
  /**
   * Takes a file.
   *
   * @param place where it stands, from the site's root
   * @param mime its media type
   */
  void file(byte[] place, String mime, byte[] content) throws IOException;
}
