package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.HtmlEncoding.Evidence;
import org.wikimill.formats.html.HtmlEncoding.Readable;
import org.wikimill.formats.html.PageScan;

/**
 * Finds the edits that make a page of an archive one of the site, which reads well without a
 * server, says what it is, and asks no other host for anything.
 *
 * <ul>
 *   <li>A footer ends the body: see {@link SiteNotice}. It also marks the page as done.
 *   <li>What browsers would load from other hosts is not loaded: its attribute is renamed to {@code
 *       data-wikimill-NAME}, in CSS its URL is replaced by an empty one. A policy in the head holds
 *       scripts to the same.
 *   <li>Hyperlinks and forms that lead to other hosts get {@code rel="external nofollow noopener
 *       noreferrer"} beside what they have.
 *   <li>Relative URLs are respelled in a page that stands in another directory than its name says,
 *       and in any page if they lead to what layout {@code site} moves by its name alone.
 *   <li>{@code noindex}, if it is wanted.
 * </ul>
 *
 * <p>Each edit tells its {@link SiteRule}. The edits follow from the arguments alone. One rewriter
 * serves one thread.
 */
public final class PageRewriter {
  private final PageHead head;
  private final PageFooter footer;

  /** A rewriter for the pages of one site. */
  public PageRewriter(SiteNotice notice) {
    head = new PageHead(notice.robots());
    footer = new PageFooter(notice);
  }

  /**
   * The edits of a page: none if it has wikimill's footer already, or an encoding in which markup
   * cannot be found ({@link org.wikimill.formats.html.HtmlEncoding.Refused}). Of such a page no
   * link is told either.
   *
   * @param page holds the page in its first {@code length} bytes, at most {@link
   *     PageScan#MAX_PAGE_BYTES}
   * @param start the framed name of the page ({@link Layout#framed}), from which its relative URLs
   *     start
   * @param place where it stands, from the root of its site
   * @param title any text; may be empty
   * @param links is told what the page refers to
   */
  public HtmlEdits edits(
      byte[] page, int length, byte[] start, byte[] place, String title, LinkSink links) {
    Objects.checkFromIndexSize(0, length, page.length);
    HtmlEdits edits = new HtmlEdits();
    PageScan scan = PageScan.of(page, 0, length);
    if (scan.isMarked() || !(scan.encoding() instanceof Readable encoding)) {
      return edits;
    }
    Charset charset = encoding.charset();
    head.edit(page, length, scan, edits);
    new PageLinks(page, length, charset, scan, LinkBase.of(start, place), links, edits).edit();
    Optional<String> canonical = scan.canonical().map(url -> url.value(page, charset));
    // Where the page does not say its charset, browsers guess, and ASCII is right in any case.
    Charset written = encoding.evidence() == Evidence.DEFAULT ? US_ASCII : charset;
    edits
        .because(SiteRule.FOOTER.text())
        .insert(scan.bodyEnd(), footer.bytes(written, title, canonical, place));
    return edits;
  }
}
