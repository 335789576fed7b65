package org.wikimill.formats.html;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.wikimill.formats.html.CharacterReferences.Place;
import org.wikimill.formats.html.HtmlEncoding.Evidence;

/**
 * The text of a page as a reader would copy it: without title, scripts, styles, templates and what
 * only browsers without scripts show, its character references resolved.
 *
 * <p>White space is one space; what begins or ends a block, a cell or a line begins a line. Style
 * sheets are not applied: what one hides is text all the same.
 */
public final class HtmlText {
  /** Elements whose tags begin a line. */
  private static final Set<HtmlElement> BLOCKS =
      EnumSet.of(
          HtmlElement.ADDRESS,
          HtmlElement.ARTICLE,
          HtmlElement.ASIDE,
          HtmlElement.BLOCKQUOTE,
          HtmlElement.BODY,
          HtmlElement.BR,
          HtmlElement.CAPTION,
          HtmlElement.CENTER,
          HtmlElement.DD,
          HtmlElement.DETAILS,
          HtmlElement.DIV,
          HtmlElement.DL,
          HtmlElement.DT,
          HtmlElement.FIELDSET,
          HtmlElement.FIGCAPTION,
          HtmlElement.FIGURE,
          HtmlElement.FOOTER,
          HtmlElement.FORM,
          HtmlElement.H1,
          HtmlElement.H2,
          HtmlElement.H3,
          HtmlElement.H4,
          HtmlElement.H5,
          HtmlElement.H6,
          HtmlElement.HEADER,
          HtmlElement.HGROUP,
          HtmlElement.HR,
          HtmlElement.LEGEND,
          HtmlElement.LI,
          HtmlElement.LISTING,
          HtmlElement.MAIN,
          HtmlElement.MENU,
          HtmlElement.NAV,
          HtmlElement.OL,
          HtmlElement.OPTION,
          HtmlElement.P,
          HtmlElement.PRE,
          HtmlElement.SECTION,
          HtmlElement.SUMMARY,
          HtmlElement.TABLE,
          HtmlElement.TBODY,
          HtmlElement.TD,
          HtmlElement.TFOOT,
          HtmlElement.TH,
          HtmlElement.THEAD,
          HtmlElement.TR,
          HtmlElement.UL);

  private final HtmlTokenizer tokens;
  private final byte[] page;
  private final Metadata metadata;
  private final Charset charset;
  private final StringBuilder text = new StringBuilder();

  /** What the page has told so far; if it is not {@link #charset}, the pass is in vain. */
  private HtmlEncoding encoding;

  /** What stands between the text so far and what comes: nothing, a space, or a line end. */
  private char gap;

  /** Open elements whose content is no text. */
  private int left;

  private boolean title;

  private HtmlText(byte[] page, HtmlEncoding.Readable encoding) {
    int start = start(page);
    this.page = page;
    this.charset = encoding.charset();
    this.encoding = encoding;
    this.tokens = new HtmlTokenizer(page, start, page.length - start);
    this.metadata = new Metadata(page, tokens.tag());
  }

  /**
   * The text of a page.
   *
   * @throws IllegalArgumentException if it has more than {@link PageScan#MAX_PAGE_BYTES}
   */
  public static String of(byte[] page) {
    if (page.length > PageScan.MAX_PAGE_BYTES) {
      throw new IllegalArgumentException(
          "a page of " + page.length + " bytes, more than " + PageScan.MAX_PAGE_BYTES);
    }
    Optional<HtmlEncoding> mark = ByteOrderMark.encoding(page, 0, page.length);
    return of(page, mark.orElse(HtmlEncoding.UNDECLARED));
  }

  /** One pass, and another if what it meets, in the head as a rule, declares another encoding. */
  private static String of(byte[] page, HtmlEncoding encoding) {
    if (encoding instanceof HtmlEncoding.Refused refused) {
      boolean known = Charset.isSupported(refused.name());
      Charset charset = known ? Charset.forName(refused.name()) : StandardCharsets.UTF_8;
      byte[] utf8 = new String(page, charset).getBytes(StandardCharsets.UTF_8);
      return of(utf8, new HtmlEncoding.Readable(StandardCharsets.UTF_8, refused.evidence()));
    }
    HtmlText pass = new HtmlText(page, (HtmlEncoding.Readable) encoding);
    pass.run();
    return pass.isRight() ? pass.text.toString() : of(page, pass.encoding);
  }

  /** The first byte after a mark of UTF-8. */
  private static int start(byte[] page) {
    return ByteOrderMark.encoding(page, 0, page.length)
            .filter(HtmlEncoding.Readable.class::isInstance)
            .isPresent()
        ? ByteOrderMark.UTF_8_BYTES
        : 0;
  }

  private void run() {
    while (isRight() && tokens.next()) {
      switch (tokens.token()) {
        case TEXT -> characters(Place.TEXT);
        case CDATA -> characters(null);
        case START_TAG -> tag(1);
        case END_TAG -> tag(-1);
        case COMMENT, DOCTYPE, DROPPED -> {
          // no text
        }
      }
    }
  }

  private void tag(int step) {
    HtmlElement element = tokens.tag().element();
    if (step > 0 && element == HtmlElement.META && !tokens.isForeign()) {
      meta();
    }
    title = step > 0 && element == HtmlElement.TITLE;
    if (element == HtmlElement.TEMPLATE || element == HtmlElement.NOSCRIPT) {
      left = Math.max(0, left + step);
    }
    if (BLOCKS.contains(element)) {
      gap = '\n';
    }
  }

  /** The first that names a known charset counts, and none beside a mark. */
  private void meta() {
    if (encoding.evidence() == Evidence.DEFAULT) {
      encoding = metadata.encoding().orElse(encoding);
    }
  }

  private boolean isRight() {
    return encoding instanceof HtmlEncoding.Readable readable && readable.charset().equals(charset);
  }

  /**
   * @param references where character references stand; null if they do not count
   */
  private void characters(Place references) {
    boolean shown = tokens.textMode() == TextMode.DATA || tokens.textMode() == TextMode.RCDATA;
    if (left > 0 || title || !shown) {
      return;
    }
    int start = tokens.contentStart();
    String content = new String(page, start, tokens.contentEnd() - start, charset);
    if (references != null) {
      content = CharacterReferences.resolve(content, references);
    }
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') {
        gap = gap == '\n' ? gap : ' ';
      } else {
        if (gap != 0 && !text.isEmpty()) {
          text.append(gap);
        }
        gap = 0;
        text.append(c);
      }
    }
  }
}
