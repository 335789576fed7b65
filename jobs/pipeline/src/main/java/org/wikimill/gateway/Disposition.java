package org.wikimill.gateway;

import java.nio.charset.StandardCharsets;

/** The header {@code Content-Disposition} (RFC 6266). */
final class Disposition {
  private Disposition() {}

  /** To be shown, with a name to be saved under. */
  static String inline(String fileName) {
    return of("inline", fileName);
  }

  /** To be saved. */
  static String attachment(String fileName) {
    return of("attachment", fileName);
  }

  /** The name twice: in ASCII for old programs, and whole. */
  private static String of(String kind, String fileName) {
    StringBuilder ascii = new StringBuilder();
    fileName
        .codePoints()
        .forEach(c -> ascii.appendCodePoint(c < ' ' || c > '~' || c == '"' || c == '\\' ? '_' : c));
    String whole = Percent.encode(fileName.getBytes(StandardCharsets.UTF_8));
    return kind + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + whole;
  }
}
