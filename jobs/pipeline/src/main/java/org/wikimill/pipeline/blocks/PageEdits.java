package org.wikimill.pipeline.blocks;

import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.site.LinkSink;
import org.wikimill.formats.site.PageRewriter;
import org.wikimill.formats.site.SearchBox;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;

/** The edits that make the pages of a source those of its site. One serves one thread. */
public final class PageEdits {
  /** Longer pages are published as they are: there are none that people read. */
  public static final int MAX_PAGE_BYTES = 1 << 25;

  private final Frame frame;
  private final Placement placement;
  private final PageRewriter rewriter;

  /**
   * @param frame what is added to pages
   */
  public PageEdits(Frame frame, Placement placement) {
    this.frame = frame;
    this.placement = placement;
    this.rewriter = new PageRewriter(frame.notice());
  }

  /** Whether an entry is a page, which is edited if it is not too long. */
  public boolean isPage(PageRow entry) {
    return placement.mime(entry).filter(SiteLayout::isHtml).isPresent();
  }

  /**
   * The edits of the page of an entry, or of a file of the layout's own that shows one; none if it
   * is published as it is.
   *
   * @param page holds the page in its first {@code length} bytes
   * @param place where it stands in its site
   */
  public HtmlEdits of(PageRow entry, byte[] page, int length, byte[] place, LinkSink links) {
    HtmlEdits edits = made(entry, page, length, place, links);
    if (!edits.isEmpty() && entry.target() == frame.mainEntry()) {
      SearchBox.insert(page, length, place, edits);
    }
    return edits;
  }

  /** The same of a page that the source does not have as it is. */
  HtmlEdits made(PageRow entry, byte[] page, int length, byte[] place, LinkSink links) {
    byte[] start = placement.layout().framed(entry.name());
    return rewriter.edits(page, length, start, place, Utf8.text(entry.title()), links);
  }

  /** The edits of a page of the site's own. */
  HtmlEdits own(byte[] page, byte[] place, String title, LinkSink links) {
    return rewriter.edits(page, page.length, place, place, title, links);
  }
}
