package org.wikimill.formats.html;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The charset of a page, and how it is known. */
public sealed interface HtmlEncoding {

  /** How the charset of a page is known. */
  enum Evidence {
    BYTE_ORDER_MARK,
    META,
    /** Nothing in the page says so. */
    DEFAULT
  }

  /** UTF-8, for pages that do not say what they are in. */
  HtmlEncoding UNDECLARED = new Readable(StandardCharsets.UTF_8, Evidence.DEFAULT);

  /** How it is known. */
  Evidence evidence();

  /** A charset in which the bytes of markup are those of ASCII. */
  record Readable(Charset charset, Evidence evidence) implements HtmlEncoding {}

  /**
   * An encoding in which markup cannot be found byte by byte: UTF-16, and those with shift
   * sequences.
   *
   * @param name what it is called
   */
  record Refused(String name, Evidence evidence) implements HtmlEncoding {}
}
