package org.wikimill.formats.html;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.wikimill.formats.html.HtmlEncoding.Evidence;

/**
 * What a rewriter needs to know of a page, found in one pass: its charset, where its head and body
 * start and end, and every place that bears a URL.
 *
 * <p>All positions count from the start of the array. A page whose encoding is {@link
 * HtmlEncoding.Refused} is to be left as it is: nothing is found in it.
 *
 * <p>Not among the places are the texts of {@code style} elements in SVG, and what scripts make.
 */
public final class PageScan {
  /** A longer page is refused. */
  public static final int MAX_PAGE_BYTES = 1 << 28;

  /** The attribute of the {@code footer} element by which a page is known to be wikimill's. */
  public static final HtmlAttribute MARK = HtmlAttribute.WIKIMILL;

  /**
   * A start tag.
   *
   * @param start its first byte
   * @param end the byte after it
   */
  public record StartTag(int start, int end) {}

  private final byte[] bytes;
  private final int limit;
  private final HtmlTokenizer tokens;
  private final HtmlTag tag;
  private final Metadata metadata;
  private final UrlPlaces places = new UrlPlaces();
  private HtmlEncoding encoding;
  private StartTag html;
  private StartTag head;
  private StartTag body;
  private UrlPlace canonical;
  private UrlPlace base;
  private boolean marked;
  private boolean hasViewport;

  /** Where a head starts that has no tag. */
  private int top;

  private int headEnd = -1;
  private int lastBodyEnd = -1;
  private int lastHtmlEnd = -1;

  /** Where the last element that has a text of its own starts. */
  private int textTag;

  /** Where a token starts that the input ends in. */
  private int openAtEnd = -1;

  private PageScan(byte[] bytes, int offset, int length) {
    if (length > MAX_PAGE_BYTES) {
      throw new IllegalArgumentException(
          "a page of " + length + " bytes, more than " + MAX_PAGE_BYTES);
    }
    this.bytes = bytes;
    limit = offset + length;
    Optional<HtmlEncoding> mark = ByteOrderMark.encoding(bytes, offset, limit);
    encoding = mark.orElse(HtmlEncoding.UNDECLARED);
    boolean skipped = mark.isPresent() && encoding instanceof HtmlEncoding.Readable;
    top = skipped ? offset + ByteOrderMark.UTF_8_BYTES : offset;
    tokens = new HtmlTokenizer(bytes, top, limit - top);
    tag = tokens.tag();
    metadata = new Metadata(bytes, tag);
    if (encoding instanceof HtmlEncoding.Readable) {
      scan();
    }
  }

  /** Scans a page. */
  public static PageScan of(byte[] page) {
    return of(page, 0, page.length);
  }

  /**
   * Scans a page that stands in {@code [offset, offset + length)}.
   *
   * @throws IllegalArgumentException if it is longer than {@link #MAX_PAGE_BYTES}
   */
  public static PageScan of(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return new PageScan(bytes, offset, length);
  }

  /** The charset, by byte order mark, else by the first {@code meta} that names a known one. */
  public HtmlEncoding encoding() {
    return encoding;
  }

  /** The start tag of {@code html}, if it comes before head and body. */
  public Optional<StartTag> html() {
    return Optional.ofNullable(html);
  }

  /** The start tag of {@code head}, if it comes before the body. */
  public Optional<StartTag> head() {
    return Optional.ofNullable(head);
  }

  /** The first start tag of {@code body}. */
  public Optional<StartTag> body() {
    return Optional.ofNullable(body);
  }

  /**
   * Where an insertion becomes the first child of the head: after its start tag; without one after
   * that of {@code html}, the document type, or the byte order mark.
   */
  public int headStart() {
    if (head != null) {
      return head.end;
    }
    return html != null ? html.end : top;
  }

  /**
   * Where an insertion becomes the last child of the head: before its end tag, or before the start
   * tag of {@code body}; with neither of them, {@link #headStart()}.
   */
  public int headEnd() {
    if (headEnd >= 0) {
      return headEnd;
    }
    return body != null ? body.start : headStart();
  }

  /**
   * Where an insertion becomes the last child of the body: before its last end tag, that of {@code
   * html}, or at the end of the page. If the page ends inside a comment, a tag, a script or the
   * like, before that, where the insertion is not swallowed.
   */
  public int bodyEnd() {
    if (lastBodyEnd >= 0) {
      return lastBodyEnd;
    }
    if (lastHtmlEnd >= 0) {
      return lastHtmlEnd;
    }
    return openAtEnd >= 0 ? openAtEnd : limit;
  }

  /** The {@code href} of the first {@code <link rel=canonical>}. */
  public Optional<UrlPlace> canonical() {
    return Optional.ofNullable(canonical);
  }

  /** The {@code href} of the first {@code base}, which is not among {@link #places()}. */
  public Optional<UrlPlace> base() {
    return Optional.ofNullable(base);
  }

  /**
   * The places that bear URLs, in the order of the page. {@code style} attributes are among them if
   * they have a parenthesis, which every function of CSS needs, or a character reference.
   */
  public List<UrlPlace> places() {
    return Collections.unmodifiableList(places);
  }

  /**
   * Does the page say how wide it is laid out? If not, phones take it for one of a desk's width.
   */
  public boolean hasViewport() {
    return hasViewport;
  }

  /** Does the page have a {@code footer} with the {@link #MARK}? */
  public boolean isMarked() {
    return marked;
  }

  private void scan() {
    boolean inOrder = true;
    while (tokens.next() && encoding instanceof HtmlEncoding.Readable) {
      switch (tokens.token()) {
        case START_TAG -> startTag();
        case END_TAG -> endTag();
        case TEXT -> text();
        case DOCTYPE -> top = inOrder ? tokens.end() : top;
        case COMMENT, CDATA, DROPPED -> {}
      }
      inOrder &= tokens.token() != HtmlToken.START_TAG && tokens.token() != HtmlToken.END_TAG;
      openAtEnd = tokens.isComplete() ? openAtEnd : tokens.start();
    }
    if (tokens.textMode() != TextMode.DATA) {
      openAtEnd = textTag;
    }
    if (encoding instanceof HtmlEncoding.Refused) {
      places.clear();
      canonical = null;
      base = null;
    }
  }

  private void startTag() {
    HtmlElement element = tag.element();
    if (!tokens.isForeign()) {
      structure(element);
    }
    long seen = 0;
    for (int i = 0; i < tag.attributeCount(); i++) {
      HtmlAttribute attribute = tag.attribute(i);
      if (attribute != HtmlAttribute.OTHER && (seen >> attribute.ordinal() & 1) == 0) {
        seen |= 1L << attribute.ordinal();
        attribute(element, attribute, i);
      }
    }
  }

  private void structure(HtmlElement element) {
    switch (element) {
      case HTML -> html = html == null && isBeforeHead() ? tagHere() : html;
      case HEAD -> head = isBeforeHead() ? tagHere() : head;
      case BODY -> body = body == null ? tagHere() : body;
      case META -> meta();
      case LINK -> canonical = canonical == null && metadata.isCanonical() ? href() : canonical;
      case BASE -> base = base == null ? href() : base;
      case FOOTER -> marked |= tag.find(MARK) >= 0;
      default -> {
        if (element.textMode() != TextMode.DATA) {
          textTag = tokens.start();
        }
      }
    }
  }

  private boolean isBeforeHead() {
    return head == null && headEnd < 0 && body == null;
  }

  private void attribute(HtmlElement element, HtmlAttribute attribute, int index) {
    UrlKind kind = tokens.isForeign() ? attribute.kindOnForeign() : attribute.kindOn(element);
    if (kind != null && (kind != UrlKind.DECLARATIONS || mayCallFunctions(index))) {
      places.addAttribute(kind, attribute, tokens.start(), tag, index);
    }
  }

  private boolean mayCallFunctions(int index) {
    for (int i = tag.valueStart(index); i < tag.valueEnd(index); i++) {
      if (bytes[i] == '(' || bytes[i] == '&') {
        return true;
      }
    }
    return false;
  }

  private void meta() {
    if (encoding.evidence() == Evidence.DEFAULT) {
      encoding = metadata.encoding().orElse(encoding);
    }
    hasViewport |= metadata.isViewport();
    int content = tag.find(HtmlAttribute.CONTENT);
    if (content >= 0 && metadata.refreshes()) {
      places.addAttribute(UrlKind.REFRESH, HtmlAttribute.CONTENT, tokens.start(), tag, content);
    }
  }

  private UrlPlace href() {
    int index = tag.find(HtmlAttribute.HREF);
    return index < 0
        ? null
        : UrlPlace.of(UrlKind.URL, HtmlAttribute.HREF, tokens.start(), tag, index);
  }

  private StartTag tagHere() {
    return new StartTag(tokens.start(), tokens.end());
  }

  private void endTag() {
    switch (tag.element()) {
      case HEAD -> headEnd = headEnd < 0 && body == null ? tokens.start() : headEnd;
      case BODY -> lastBodyEnd = tokens.start();
      case HTML -> lastHtmlEnd = tokens.start();
      default -> {}
    }
  }

  private void text() {
    if (tokens.textMode() == TextMode.RAWTEXT && tag.element() == HtmlElement.STYLE) {
      places.addStyleSheet(textTag, tokens.start(), tokens.end());
    }
  }
}
