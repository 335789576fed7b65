package org.wikimill.pipeline.verify;

import java.util.Comparator;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * Something in a build that is not as it must be.
 *
 * <p>In their natural order, what is wrong with files as a whole comes first: it explains much of
 * the rest.
 *
 * @param scope what the defect is one of
 * @param file the file, relative to the build's folder
 * @param offset the byte at which what is wrong starts; -1 if it has no place
 * @param what what is wrong, a short noun phrase or sentence
 * @param expected what would be right
 * @param found what is there
 */
public record Defect(
    Scope scope, String file, long offset, String what, String expected, String found)
    implements Comparable<Defect> {

  /** What a defect is one of. */
  public enum Scope {
    /** The file as a whole: it is missing, of another length or sum, or cannot be read on. */
    FILE,
    /** Something in the file, which can be read. */
    CONTENT
  }

  private static final Comparator<Defect> ORDER =
      Comparator.comparing(Defect::scope)
          .thenComparing(Defect::file)
          .thenComparingLong(Defect::offset)
          .thenComparing(Defect::what)
          .thenComparing(Defect::expected)
          .thenComparing(Defect::found);

  /** The longest text of an input that is repeated in a defect, in characters. */
  private static final int MAX_TEXT = 1000;

  public Defect {
    what = line(what);
    expected = line(expected);
    found = line(found);
  }

  /** A file that cannot be read, or not on. */
  static Defect unreadable(String file, MalformedInputException why) {
    return new Defect(Scope.FILE, file, why.offset(), why.reason(), why.expected(), why.found());
  }

  /** A defect without a place. */
  static Defect of(Scope scope, String file, String what, Object expected, Object found) {
    return new Defect(scope, file, -1, what, String.valueOf(expected), String.valueOf(found));
  }

  /** A defect of what starts at a byte. */
  static Defect at(String file, long offset, String what, Object expected, Object found) {
    return new Defect(
        Scope.CONTENT, file, offset, what, String.valueOf(expected), String.valueOf(found));
  }

  void write(RowWriter out) {
    out.byteValue(scope.ordinal())
        .text(file)
        .varint(offset + 1)
        .text(what)
        .text(expected)
        .text(found);
  }

  static Defect read(RowReader in) {
    Scope scope = Scope.values()[in.byteValue()];
    return new Defect(scope, in.text(), in.varint() - 1, in.text(), in.text(), in.text());
  }

  @Override
  public int compareTo(Defect other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String place = offset < 0 ? file : file + " at byte " + offset;
    return place + ": " + what + ", expected " + expected + ", found " + found;
  }

  private static String line(String text) {
    String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    return cut.replaceAll("\\p{Cntrl}+", " ");
  }
}
