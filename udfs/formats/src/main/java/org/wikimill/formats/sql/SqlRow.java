package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The row that a {@link SqlDump} went to: its values by the place of their column.
 *
 * <p>Overwritten by the next row. The values of columns that were not selected are not there. Who
 * asks for a value that is NULL without having asked {@link #isNull} gets the exception for it.
 */
public final class SqlRow {
  private static final int ABSENT = -1;
  private static final int FIRST_BYTES = 1 << 12;

  /** Of a bad value, in a message. */
  private static final int SHOWN_BYTES = 40;

  private final String file;
  private final SqlTable table;
  private final int[] starts;
  private final int[] ends;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;
  private long offset;

  SqlRow(String file, SqlTable table) {
    this.file = file;
    this.table = table;
    this.starts = new int[table.columns().size()];
    this.ends = new int[starts.length];
  }

  /** Whether a column is NULL, or was not selected. */
  public boolean isNull(int column) {
    return starts[column] == ABSENT;
  }

  /** How many bytes the value of a column has. */
  public int lengthBytes(int column) {
    return ends[column] - starts[column];
  }

  private void checkPresent(int column) throws MalformedInputException {
    if (isNull(column)) {
      throw malformed(column, "a value that is not NULL");
    }
  }

  /** A copy of a value: of a text its bytes, of a number its digits as the dump has them. */
  public byte[] bytes(int column) throws MalformedInputException {
    checkPresent(column);
    return Arrays.copyOfRange(bytes, starts[column], ends[column]);
  }

  /** A value as UTF-8. Bytes outside well-formed UTF-8 become U+FFFD: {@link #bytes} keeps them. */
  public String text(int column) throws MalformedInputException {
    checkPresent(column);
    return text(starts[column], ends[column]);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }

  /**
   * A whole number.
   *
   * @throws MalformedInputException if the value is none, or lies outside 64 bits with sign
   */
  public long integer(int column) throws MalformedInputException {
    int at = starts[column];
    int end = ends[column];
    boolean negative = at < end && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    boolean valid = at < end;
    for (; at < end && valid; at++) {
      int digit = bytes[at] - '0';
      valid = digit >= 0 && digit <= 9 && value <= (Long.MAX_VALUE - digit) / 10;
      value = value * 10 + digit;
    }
    if (!valid) {
      throw malformed(column, "a whole number of 64 bits");
    }
    return negative ? -value : value;
  }

  /**
   * A number with a fraction.
   *
   * @throws MalformedInputException if the value is none
   */
  public double real(int column) throws MalformedInputException {
    try {
      return Double.parseDouble(digits(column));
    } catch (NumberFormatException e) {
      throw malformed(column, "a number");
    }
  }

  /** The characters of a number. */
  public String digits(int column) throws MalformedInputException {
    checkPresent(column);
    return new String(bytes, starts[column], lengthBytes(column), ISO_8859_1);
  }

  /** Where the row starts among the unpacked bytes of the dump. */
  public long offset() {
    return offset;
  }

  /** That a value is none of those which its column may have. */
  public MalformedInputException malformed(int column, String expected) {
    int end = Math.min(ends[column], starts[column] + SHOWN_BYTES);
    String found = isNull(column) ? "NULL" : "'" + text(starts[column], end) + "'";
    String name = table.columns().get(column).name();
    return new MalformedInputException(
        "bad value of column " + name, file, offset, expected, found);
  }

  void clear(long rowOffset) {
    offset = rowOffset;
    size = 0;
    Arrays.fill(starts, ABSENT);
    Arrays.fill(ends, ABSENT);
  }

  /** Begins the value of a column. */
  void begin(int column) {
    starts[column] = size;
    ends[column] = size;
  }

  void append(byte value) throws MalformedInputException {
    reserve(1);
    bytes[size++] = value;
  }

  void append(byte[] source, int from, int length) throws MalformedInputException {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Ends the value of a column. */
  void end(int column) {
    ends[column] = size;
  }

  /** Puts in the place of the hexadecimal digits of a column the bytes that they say. */
  void decodeHex(int column) throws MalformedInputException {
    int from = starts[column];
    int digits = size - from;
    // As the server reads it: an odd number of digits has a zero before them.
    int to = from;
    int high = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(bytes[from + i], 16);
      if ((i + digits) % 2 == 0) {
        high = digit << 4;
      } else {
        bytes[to++] = (byte) (high | digit);
      }
    }
    size = to;
  }

  private void reserve(int more) throws MalformedInputException {
    if (more <= bytes.length - size) {
      return;
    }
    if (more > SqlLimits.MAX_ROW_BYTES - size) {
      throw new MalformedInputException(
          "row too large",
          file,
          offset,
          "at most " + SqlLimits.MAX_ROW_BYTES + " bytes of values",
          "more");
    }
    int doubled = Math.min(bytes.length * 2, SqlLimits.MAX_ROW_BYTES);
    bytes = Arrays.copyOf(bytes, Math.max(doubled, size + more));
  }
}
