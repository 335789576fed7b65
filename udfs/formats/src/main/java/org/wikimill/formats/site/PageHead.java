package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import org.wikimill.formats.html.HtmlAttribute;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.HtmlElement;
import org.wikimill.formats.html.HtmlTag;
import org.wikimill.formats.html.HtmlToken;
import org.wikimill.formats.html.HtmlTokenizer;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.html.TextMode;
import org.wikimill.formats.site.SiteNotice.Robots;

/**
 * What goes into the head of a page: a policy by which browsers load nothing from other hosts,
 * whatever scripts ask for, {@code noindex} if that is wanted, the width of phones for pages that
 * do not say how wide they are, and a style that keeps articles off the footer where they would lie
 * under it.
 *
 * <p>The policy allows what comes with the site, over HTTP and from files, and the scripts and
 * styles in pages.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class PageHead {
  private static final byte[] POLICY =
      ("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
              + " 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'\">")
          .getBytes(US_ASCII);

  /**
   * In two layouts of mwoffliner what follows the article would lie over it: one makes the body as
   * high as the window, out of which articles flow; the other puts all parts of the body side by
   * side.
   */
  private static final byte[] FLOW =
      ("<style>body.skin-minerva,body.skin-minerva>div{height:auto!important}"
              + "body.article-list-home{display:block!important}</style>")
          .getBytes(US_ASCII);

  private static final byte[] VIEWPORT =
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">".getBytes(US_ASCII);

  private static final byte[] NOINDEX =
      "<meta name=\"robots\" content=\"noindex\">".getBytes(US_ASCII);

  /** Browsers look for the charset in no more than that. */
  private static final int CHARSET_WITHIN_BYTES = 1024;

  private final Robots robots;

  PageHead(Robots robots) {
    this.robots = robots;
  }

  /** Adds what the head of a page needs, of ASCII alone. */
  void edit(byte[] page, int length, PageScan scan, HtmlEdits edits) {
    int position = position(page, length, scan);
    edits.because(SiteRule.POLICY.text()).insert(position, POLICY);
    if (robots == Robots.NOINDEX) {
      edits.because(SiteRule.NOINDEX.text()).insert(position, NOINDEX);
    }
    if (!scan.hasViewport()) {
      edits.because(SiteRule.VIEWPORT.text()).insert(position, VIEWPORT);
    }
    if (scan.body().filter(body -> needsFlow(page, body)).isPresent()) {
      edits.because(SiteRule.FLOW.text()).insert(position, FLOW);
    }
  }

  private static boolean needsFlow(byte[] page, PageScan.StartTag body) {
    String tag = new String(page, body.start(), body.end() - body.start(), ISO_8859_1);
    return tag.contains("skin-minerva") || tag.contains("article-list-home");
  }

  /**
   * Where they go: first in the head; but after the {@code meta} that declares the charset, which
   * browsers look for at the start of a page, if nothing before it can load anything.
   */
  private static int position(byte[] page, int length, PageScan scan) {
    int start = scan.headStart();
    int window = Math.min(length - start, CHARSET_WITHIN_BYTES);
    HtmlTokenizer tokens = new HtmlTokenizer(page, start, window);
    while (tokens.next() && isHarmless(page, tokens)) {
      if (tokens.token() == HtmlToken.START_TAG && declaresCharset(page, tokens.tag())) {
        return tokens.end();
      }
    }
    return start;
  }

  private static boolean isHarmless(byte[] page, HtmlTokenizer tokens) {
    return switch (tokens.token()) {
      case COMMENT -> tokens.isComplete();
      case TEXT ->
          tokens.textMode() == TextMode.RCDATA
              || new String(page, tokens.start(), tokens.end() - tokens.start(), US_ASCII)
                  .isBlank();
      case START_TAG, END_TAG ->
          tokens.tag().element() == HtmlElement.META || tokens.tag().element() == HtmlElement.TITLE;
      case CDATA, DOCTYPE, DROPPED -> false;
    };
  }

  private static boolean declaresCharset(byte[] page, HtmlTag tag) {
    if (tag.find(HtmlAttribute.CHARSET) >= 0) {
      return true;
    }
    int header = tag.find(HtmlAttribute.HTTP_EQUIV);
    if (header < 0) {
      return false;
    }
    byte[] name = Arrays.copyOfRange(page, tag.valueStart(header), tag.valueEnd(header));
    return new String(name, US_ASCII).toLowerCase(Locale.ROOT).equals("content-type");
  }
}
