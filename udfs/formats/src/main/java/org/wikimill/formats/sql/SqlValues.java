package org.wikimill.formats.sql;

import java.io.IOException;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The reading of values, as they stand in {@code VALUES (...)}.
 *
 * <p>Texts in single or double quotes, with every escape of the server; hexadecimal literals {@code
 * 0x41} and {@code x'41'}; both with or without an introducer such as {@code _binary}; numbers;
 * {@code NULL}. Expressions are refused.
 */
final class SqlValues {
  private static final boolean[] OF_NUMBERS = new boolean[1 << Byte.SIZE];

  static {
    "0123456789+-.eE".chars().forEach(c -> OF_NUMBERS[c] = true);
  }

  private final SqlInput in;

  SqlValues(SqlInput in) {
    this.in = in;
  }

  /**
   * Reads one value.
   *
   * @param row where it goes; null if it is not wanted
   * @param column the place of its column in the row
   */
  void read(SqlRow row, int column) throws IOException {
    int first = in.peek();
    if (first == '\'' || first == '"') {
      quoted(row, column);
    } else if (first >= 0 && OF_NUMBERS[first] && first != 'e' && first != 'E') {
      number(row, column);
    } else {
      word(row, column);
    }
  }

  /** Goes behind a text in quotes, or a name in backticks, that begins here. */
  void skipQuoted() throws IOException {
    quoted(null, 0);
  }

  private void quoted(SqlRow row, int column) throws IOException {
    int quote = in.next();
    begin(row, column);
    while (true) {
      plain(quote, row);
      int c = in.next();
      if (c < 0) {
        throw new EndInsideException();
      } else if (c == '\\' && quote != '`') {
        escape(row);
      } else if (c == quote && in.peek() != quote) {
        end(row, column);
        return;
      } else {
        append(row, c == quote ? in.next() : c);
      }
    }
  }

  /** Takes over what stands before the next quote or backslash. */
  private void plain(int quote, SqlRow row) throws IOException {
    do {
      byte[] piece = in.piece;
      int end = in.end;
      int at = in.at;
      while (at < end && piece[at] != quote && piece[at] != '\\') {
        at++;
      }
      append(row, in.at, at);
      in.at = at;
    } while (in.at == in.end && in.refill());
  }

  private void escape(SqlRow row) throws IOException {
    int c = in.next();
    if (c < 0) {
      throw new EndInsideException();
    }
    if (c == '%' || c == '_') {
      append(row, '\\'); // Kept for LIKE, so that elsewhere the backslash is part of the text.
    }
    append(
        row,
        switch (c) {
          case '0' -> 0;
          case 'b' -> '\b';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'Z' -> 26;
          default -> c;
        });
  }

  private void number(SqlRow row, int column) throws IOException {
    begin(row, column);
    boolean zero = in.peek() == '0';
    long start = in.offset();
    do {
      byte[] piece = in.piece;
      int end = in.end;
      int at = in.at;
      while (at < end && piece[at] >= 0 && OF_NUMBERS[piece[at]]) {
        at++;
      }
      append(row, in.at, at);
      in.at = at;
    } while (in.at == in.end && in.refill());
    if (zero && in.offset() == start + 1 && in.peek() == 'x') {
      in.next();
      begin(row, column);
      hex(row, column);
    }
    end(row, column);
  }

  /** {@code NULL}, {@code x'41'}, or an introducer and the text or number behind it. */
  private void word(SqlRow row, int column) throws IOException {
    long start = in.offset();
    String word = SqlWords.word(in);
    int next = in.peek();
    if (word.equals("NULL")) {
      return;
    } else if (word.equals("X") && next == '\'') {
      in.next();
      begin(row, column);
      hex(row, column);
      expect('\'');
      end(row, column);
      return;
    } else if (word.startsWith("_") && word.length() > 1) {
      SqlWords.skipBlanks(in);
      if (in.peek() != '_') {
        read(row, column);
        return;
      }
    }
    if (next < 0) {
      throw new EndInsideException();
    }
    throw new MalformedInputException(
        "not a value",
        in.name(),
        start,
        "a text, a number or NULL",
        word.isEmpty() ? "'" + (char) next + "'" : word);
  }

  /** Digits, which become the bytes that they say. An odd number of them has a zero in front. */
  private void hex(SqlRow row, int column) throws IOException {
    while (Character.digit(in.peek(), 16) >= 0) {
      append(row, in.next());
    }
    if (row != null) {
      row.decodeHex(column);
    }
  }

  private void expect(char mark) throws IOException {
    int found = in.next();
    if (found < 0) {
      throw new EndInsideException();
    } else if (found != mark) {
      throw new MalformedInputException(
          "not a value", in.name(), in.offset() - 1, mark + "", (char) found + "");
    }
  }

  private static void begin(SqlRow row, int column) {
    if (row != null) {
      row.begin(column);
    }
  }

  private static void end(SqlRow row, int column) {
    if (row != null) {
      row.end(column);
    }
  }

  private static void append(SqlRow row, int value) throws MalformedInputException {
    if (row != null) {
      row.append((byte) value);
    }
  }

  private void append(SqlRow row, int from, int to) throws MalformedInputException {
    if (row != null) {
      row.append(in.piece, from, to - from);
    }
  }
}
