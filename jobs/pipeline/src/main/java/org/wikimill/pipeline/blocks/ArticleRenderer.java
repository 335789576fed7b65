package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.Optional;
import org.wikimill.formats.dumps.DumpPage;

/** Makes pages of a dump into HTML documents: from the page and the build alone. */
interface ArticleRenderer {

  /**
   * A page as readers see it, before anything of its site is added.
   *
   * @param html a document in UTF-8
   * @param failure why it could not be rendered as it should, and shows less, or its source
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Article(byte[] html, Optional<String> failure) {}

  /** Renders a page that is neither missing nor a redirect. */
  Article render(DumpPage page) throws IOException;
}
