package org.wikimill.formats.dumps;

import java.io.IOException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.XmlScanner.Kind;

/** Reads elements with what is in them, and tells where one is not closed. */
final class XmlElements {
  private static final int MAX_DEPTH = 32;

  private final XmlScanner scanner;
  private final String file;
  private final Texts texts;

  /** Whether the texts of revisions are kept. */
  enum Texts {
    READ,
    SKIP
  }

  XmlElements(XmlScanner scanner, String file, Texts texts) {
    this.scanner = scanner;
    this.file = file;
    this.texts = texts;
  }

  /** Reads an element in an element: it must be read to its end. */
  @FunctionalInterface
  interface Child {
    /**
     * Reads it.
     *
     * @param kind that of the tag that the scanner stands at, OPEN or EMPTY
     */
    void read(Kind kind) throws IOException;
  }

  /** Reads the elements in the element whose open tag the scanner stands at, and its close tag. */
  void children(String parent, Child child) throws IOException {
    while (true) {
      Kind kind = scanner.next();
      if (kind == Kind.OPEN || kind == Kind.EMPTY) {
        child.read(kind);
      } else if (kind == Kind.CLOSE && scanner.tag().equals(parent)) {
        return;
      } else {
        throw unexpected(kind, "</" + parent + ">");
      }
    }
  }

  /** Reads an element without looking at it. */
  void skip(Kind kind) throws IOException {
    if (scanner.tag().equals("page")) {
      throw unexpected(kind, "the end of the page before");
    }
    int depth = kind == Kind.OPEN ? 1 : 0;
    while (depth > 0) {
      Kind next = scanner.next();
      switch (next) {
        case OPEN -> depth++;
        case CLOSE -> depth--;
        case EMPTY -> {}
        case DECLARATION, END -> throw unexpected(next, "the end of an element");
      }
      if (depth > MAX_DEPTH) {
        throw scanner.malformed("elements are too deep", "at most " + MAX_DEPTH, "more");
      }
    }
  }

  /** The text of an element that holds nothing else. */
  String text(Kind kind) throws IOException {
    if (kind == Kind.EMPTY) {
      return "";
    }
    closing(scanner.tag(), true);
    long place = scanner.place();
    byte[] data = scanner.text();
    return XmlText.decode(XmlText.resolve(data, 0, data.length, file, place), file, place);
  }

  /** The text of a revision as it stands there; nothing if texts are not kept. */
  byte[] rawText(Kind kind) throws IOException {
    if (kind == Kind.EMPTY) {
      return new byte[0];
    }
    boolean keep = texts == Texts.READ;
    closing(scanner.tag(), keep);
    return keep ? scanner.text() : new byte[0];
  }

  /** The number that an element holds. */
  long number(Kind kind) throws IOException {
    return parse(text(kind));
  }

  /** A number of the format. */
  long parse(String digits) throws MalformedInputException {
    try {
      return Long.parseLong(digits.strip());
    } catch (NumberFormatException e) {
      throw scanner.malformed("number is none", "digits", digits);
    }
  }

  /** The number of a namespace. */
  int namespace(String digits) throws MalformedInputException {
    long number = parse(digits);
    if (number != (int) number) {
      throw scanner.malformed("number is none", "that of a namespace", digits);
    }
    return (int) number;
  }

  private void closing(String parent, boolean keepText) throws IOException {
    Kind kind = keepText ? scanner.nextWithText() : scanner.next();
    if (kind != Kind.CLOSE || !scanner.tag().equals(parent)) {
      throw unexpected(kind, "</" + parent + ">");
    }
  }

  private IOException unexpected(Kind kind, String expected) {
    return kind == Kind.END
        ? new UnexpectedEndException()
        : scanner.malformed("tags do not match", expected, kind + " " + scanner.tag());
  }

  /** The end of the file within an element: the cursor knows what was the last page before. */
  static final class UnexpectedEndException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
