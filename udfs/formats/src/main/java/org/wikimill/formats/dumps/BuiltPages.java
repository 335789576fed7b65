package org.wikimill.formats.dumps;

import java.io.IOException;

/** Which titles of a wiki stand in a build: asked while its pages are rendered. */
@FunctionalInterface
public interface BuiltPages {

  /**
   * Whether a page, or a redirect that leads to one, has this title.
   *
   * @param title as in {@link DumpPage#title}: canonical, see {@link Titles#canonical}
   */
  boolean contains(String title) throws IOException;
}
