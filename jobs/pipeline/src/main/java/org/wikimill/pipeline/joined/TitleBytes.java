package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.wikimill.connectors.rows.EscapedText;

/** Titles as they stand in the tables made here: UTF-8, with spaces, without namespace. */
final class TitleBytes {
  private TitleBytes() {}

  /** A title as the wiki's own tables have it, with underscores. The array is changed. */
  static byte[] ofTable(byte[] title) {
    for (int i = 0; i < title.length; i++) {
      if (title[i] == '_') {
        title[i] = ' ';
      }
    }
    return utf8(title);
  }

  /** Bytes that should be UTF-8: each that is not becomes {@code %XX}. */
  static byte[] utf8(byte[] text) {
    return EscapedText.of(text).getBytes();
  }

  /** A title with its namespace, as people read it. */
  static byte[] ofPage(String title, int namespace) {
    int colon = namespace == 0 ? -1 : title.indexOf(':');
    return title.substring(colon + 1).getBytes(UTF_8);
  }

  /** The title of a category, which has the name of its namespace. */
  static byte[] ofCategory(String title) {
    return title.substring(title.indexOf(':') + 1).getBytes(UTF_8);
  }
}
