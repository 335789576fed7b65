package org.wikimill.formats.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.wikimill.formats.bytes.MalformedInputException;

/** Words, names, and what stands between them. */
final class SqlWords {
  private SqlWords() {}

  /** Goes behind blanks and comments {@code /* }; what conditional ones hold is a comment too. */
  static void skipBlanks(SqlInput in) throws IOException {
    while (true) {
      int c = in.peek();
      if (c == '/') {
        skipComment(in);
      } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        in.next();
      } else {
        return;
      }
    }
  }

  private static void skipComment(SqlInput in) throws IOException {
    long start = in.offset();
    in.next();
    int star = in.next();
    if (star >= 0 && star != '*') {
      throw new MalformedInputException("not SQL", in.name(), start, "a comment", "'/'");
    }
    int before = 0;
    int c = in.next();
    for (; c >= 0 && !(before == '*' && c == '/'); c = in.next()) {
      before = c;
    }
    if (c < 0) {
      throw new EndInsideException();
    }
  }

  /** The letters, digits and underscores that stand here, in upper case; empty if none do. */
  static String word(SqlInput in) throws IOException {
    StringBuilder word = new StringBuilder();
    for (int c = in.peek(); isWord(c); c = in.peek()) {
      word.append((char) in.next());
      check(in, word.length());
    }
    checkNotAtEnd(in);
    return word.toString().toUpperCase(Locale.ROOT);
  }

  /** A name, in backticks or without. */
  static String name(SqlInput in) throws IOException {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    if (in.peek() == '`') {
      in.next();
      for (int c = in.next(); c != '`' || in.peek() == '`'; c = in.next()) {
        if (c < 0) {
          throw new EndInsideException();
        }
        name.write(c == '`' ? in.next() : c);
        check(in, name.size());
      }
    } else {
      for (int c = in.peek(); isWord(c) || c == '$' || c > 0x7f; c = in.peek()) {
        name.write(in.next());
        check(in, name.size());
      }
      checkNotAtEnd(in);
    }
    return name.toString(StandardCharsets.UTF_8);
  }

  /** What may go on behind the end is no word yet. */
  private static void checkNotAtEnd(SqlInput in) throws IOException {
    if (in.peek() < 0) {
      throw new EndInsideException();
    }
  }

  private static void check(SqlInput in, int length) throws MalformedInputException {
    if (length > SqlLimits.MAX_NAME_BYTES) {
      throw new MalformedInputException(
          "name too long",
          in.name(),
          in.offset(),
          "at most " + SqlLimits.MAX_NAME_BYTES + " bytes",
          "more");
    }
  }

  private static boolean isWord(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
