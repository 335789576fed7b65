package org.wikimill.formats.wikitext;

import java.io.IOException;
import java.util.Optional;

/** The source texts of a wiki's templates and modules: asked while its pages are rendered. */
@FunctionalInterface
public interface PageTexts {

  /**
   * The source of a page.
   *
   * @param canonicalTitle see {@link org.wikimill.formats.dumps.Titles#canonical}
   * @return empty if the dump has no such page
   */
  Optional<String> text(String canonicalTitle) throws IOException;
}
