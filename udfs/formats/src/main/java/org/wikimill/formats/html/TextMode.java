package org.wikimill.formats.html;

/** How the tokenizer reads the bytes after a start tag. */
public enum TextMode {
  /** Markup and character references count. */
  DATA,
  /** Character references count, markup does not: {@code title}, {@code textarea}. */
  RCDATA,
  /** Nothing counts but the end tag: {@code style}, {@code iframe} and others. */
  RAWTEXT,
  /** As {@link #RAWTEXT}, with the escapes of {@code script}. */
  SCRIPT_DATA,
  /** Nothing counts, to the end of the input: {@code plaintext}. */
  PLAINTEXT
}
