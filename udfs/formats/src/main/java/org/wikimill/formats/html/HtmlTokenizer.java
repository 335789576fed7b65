package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Objects;

/**
 * A cursor over the tokens of a page, which it reports as positions in the bytes.
 *
 * <p>It follows the tokenizer of the HTML standard in all that decides where a token starts and
 * ends, at every malformation, and never fails: the tokens are a partition of the input. What the
 * standard leaves to the tree is decided by the start tags alone: {@code script}, {@code style},
 * {@code title} and their like switch to {@link TextMode} outside of SVG and MathML. Scripting
 * counts as disabled, so the markup inside {@code noscript} is reported; framesets are not
 * followed.
 *
 * <p>The bytes may be of any charset in which ASCII bytes mean ASCII characters wherever markup can
 * stand: UTF-8, windows-1252, ISO-8859, and the multi-byte charsets without shift sequences. Bytes
 * from 0x80 on are opaque.
 *
 * <pre>{@code
 * HtmlTokenizer tokens = new HtmlTokenizer(page);
 * while (tokens.next()) {
 *   if (tokens.token() == HtmlToken.START_TAG && tokens.tag().element() == HtmlElement.A) {
 *     int href = tokens.tag().find(HtmlAttribute.HREF);
 *     ...
 *   }
 * }
 * }</pre>
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#tokenization">HTML:
 *     tokenization</a>
 */
public final class HtmlTokenizer {
  private static final byte[] COMMENT_START = "<!--".getBytes(US_ASCII);
  private static final byte[] CDATA_START = "<![CDATA[".getBytes(US_ASCII);
  private static final int CDATA_END_BYTES = "]]>".length();
  private static final byte[] DOCTYPE_START = "<!doctype".getBytes(US_ASCII);

  private final byte[] bytes;
  private final int limit;
  private final HtmlTag tag;
  private final ForeignContent foreignContent;
  private TextMode mode = TextMode.DATA;
  private byte[] rawName = {};
  private HtmlToken token;
  private boolean foreign;
  private boolean complete;
  private int start;
  private int contentStart;
  private int contentEnd;
  private int end;

  /** A cursor before the first token of a page. The array is not copied. */
  public HtmlTokenizer(byte[] page) {
    this(page, 0, page.length);
  }

  /**
   * A cursor before the first token of a part of an array, which is not copied. Positions count
   * from the start of the array.
   */
  public HtmlTokenizer(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.limit = offset + length;
    this.end = offset;
    this.tag = new HtmlTag(bytes, limit);
    this.foreignContent = new ForeignContent(bytes);
  }

  /** Goes on in another mode, as after the start tag of an element with a text of its own. */
  void switchTo(TextMode newMode, String lastStartTag) {
    mode = newMode;
    rawName = lastStartTag.getBytes(US_ASCII);
  }

  /**
   * Moves to the next token.
   *
   * @return false at the end of the input
   */
  public boolean next() {
    if (end == limit) {
      return false;
    }
    start = end;
    complete = true;
    switch (mode) {
      case DATA -> data();
      case RCDATA, RAWTEXT -> raw(Markup.rawTextEnd(bytes, start, limit, rawName));
      case SCRIPT_DATA -> raw(Markup.scriptEnd(bytes, start, limit, rawName));
      case PLAINTEXT -> text(limit);
    }
    return true;
  }

  /** What the token is. */
  public HtmlToken token() {
    return token;
  }

  /** The first byte of the token. */
  public int start() {
    return start;
  }

  /** The byte after the token, at which the next one starts. */
  public int end() {
    return end;
  }

  /** False if the input ends inside the token. */
  public boolean isComplete() {
    return complete;
  }

  /** How the text of the token was read, or of the next token, if this is none. */
  public TextMode textMode() {
    return mode;
  }

  /** Where the content of a text, comment, document type or CDATA section starts. */
  public int contentStart() {
    return contentStart;
  }

  /** The byte after that content. */
  public int contentEnd() {
    return contentEnd;
  }

  /** The tag, if the token is a start tag or an end tag. */
  public HtmlTag tag() {
    return tag;
  }

  /** Is the start tag that of an SVG or MathML element? */
  public boolean isForeign() {
    return foreign;
  }

  private void data() {
    if (bytes[start] != '<' || !opensMarkup(start)) {
      int at = start + 1;
      while (at < limit && (bytes[at] != '<' || !opensMarkup(at))) {
        at++;
      }
      text(at);
    } else if (Ascii.isLetter(bytes[start + 1])) {
      startTag();
    } else if (bytes[start + 1] != '/') {
      declaration();
    } else if (Ascii.isLetter(bytes[start + 2])) {
      endTag();
    } else if (bytes[start + 2] == '>') {
      token(HtmlToken.DROPPED, start, start, start + 3);
    } else {
      closeAtNext(HtmlToken.COMMENT, start + 2);
    }
  }

  private boolean opensMarkup(int at) {
    if (at + 1 == limit) {
      return false;
    }
    byte b = bytes[at + 1];
    return b == '/' ? at + 2 < limit : b == '!' || b == '?' || Ascii.isLetter(b);
  }

  private void startTag() {
    int after = tag.read(start + 1);
    if (after < 0) {
      dropped();
      return;
    }
    token(HtmlToken.START_TAG, start, start, after);
    HtmlElement element = tag.element();
    foreign = foreignContent.startTag(tag);
    if (!foreign && element.textMode() != TextMode.DATA) {
      switchTo(element.textMode(), element.tagName());
    }
  }

  private void endTag() {
    int after = tag.read(start + 2);
    if (after < 0) {
      dropped();
      return;
    }
    token(HtmlToken.END_TAG, start, start, after);
    if (mode == TextMode.DATA) {
      foreignContent.endTag(tag.element());
    }
    mode = TextMode.DATA;
  }

  private void raw(int textEnd) {
    if (textEnd == start) {
      endTag();
    } else {
      text(textEnd);
    }
  }

  private void declaration() {
    if (Ascii.matches(bytes, start, limit, COMMENT_START)) {
      comment(start + COMMENT_START.length);
    } else if (Ascii.matches(bytes, start, limit, DOCTYPE_START)) {
      closeAtNext(HtmlToken.DOCTYPE, start + DOCTYPE_START.length);
    } else if (foreignContent.allowsCdata() && startsCdata()) {
      cdata(start + CDATA_START.length);
    } else {
      closeAtNext(HtmlToken.COMMENT, bytes[start + 1] == '!' ? start + 2 : start + 1);
    }
  }

  private boolean startsCdata() {
    int after = start + CDATA_START.length;
    return after <= limit && Arrays.equals(bytes, start, after, CDATA_START, 0, CDATA_START.length);
  }

  private void comment(int from) {
    int close = Markup.commentEnd(bytes, from, limit);
    if (close >= 0) {
      token(HtmlToken.COMMENT, from, Markup.commentContentEnd(bytes, from, close), close + 1);
    } else {
      token(HtmlToken.COMMENT, from, Markup.openCommentContentEnd(bytes, from, limit), limit);
      complete = false;
    }
  }

  private void cdata(int from) {
    int close = Markup.cdataEnd(bytes, from, limit);
    complete = close < limit;
    token(HtmlToken.CDATA, from, close, complete ? close + CDATA_END_BYTES : limit);
  }

  private void closeAtNext(HtmlToken kind, int from) {
    int close = from;
    while (close < limit && bytes[close] != '>') {
      close++;
    }
    complete = close < limit;
    token(kind, from, close, complete ? close + 1 : limit);
  }

  private void text(int after) {
    token(HtmlToken.TEXT, start, after, after);
  }

  private void dropped() {
    token(HtmlToken.DROPPED, start, start, limit);
    complete = false;
  }

  private void token(HtmlToken kind, int content, int contentAfter, int after) {
    token = kind;
    contentStart = content;
    contentEnd = contentAfter;
    end = after;
  }
}
