package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * Goes through the tags of an export, and the text before each.
 *
 * <p>Of XML it reads what MediaWiki writes: elements, attributes, text and references, and the
 * declaration in front. Comments, CDATA, processing instructions and document types are refused:
 * then {@code <} occurs in tags alone, a reader may start at any byte, and no entity can be
 * defined. The memory is that of one text and two pieces.
 */
final class XmlScanner implements Closeable {
  /** MediaWiki allows 2 MiB of text; references make that longer. */
  static final int MAX_TEXT_BYTES = 64 << 20;

  static final int MAX_TAG_BYTES = 1 << 16;

  private static final int FIRST_CAPACITY = 1 << 16;

  /** What {@link #next} came to. */
  enum Kind {
    OPEN,
    /** An element without content, {@code <minor />}. */
    EMPTY,
    CLOSE,
    /** {@code <?xml ...?>}. */
    DECLARATION,
    END
  }

  private final XmlPieces pieces;
  private final String file;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int limit;
  private int textStart;
  private int tagStart;

  /** The byte after the tag: where reading goes on. */
  private int tagEnd;

  /** Where the last piece starts. */
  private int pieceStart;

  /** Where the first piece behind the range starts. */
  private int foreignStart = Integer.MAX_VALUE;

  /** The place in the file of what stands in front of the last piece. */
  private long earlierPlace;

  private boolean started;
  private boolean sawMarkup;
  private boolean endedEarly;
  private Utf16Decoder utf16;
  private String tag;

  XmlScanner(XmlPieces pieces, String file) {
    this.pieces = pieces;
    this.file = file;
  }

  /** Goes to the next tag, and drops the text before it. */
  Kind next() throws IOException {
    return next(false);
  }

  /** Goes to the next tag, and keeps the text before it for {@link #text}. */
  Kind nextWithText() throws IOException {
    return next(true);
  }

  private Kind next(boolean keepText) throws IOException {
    textStart = tagEnd;
    tagStart = tagEnd;
    if (!findTag(keepText)) {
      return Kind.END;
    }
    sawMarkup = true;
    if (!keepText) {
      textStart = tagStart;
    }
    if (!findTagEnd()) {
      return Kind.END;
    }
    return switch (buffer[tagStart + 1]) {
      case '/' -> {
        tag = tagName(tagStart + 2);
        yield Kind.CLOSE;
      }
      case '!', '?' -> declaration();
      default -> {
        tag = tagName(tagStart + 1);
        yield buffer[tagEnd - 2] == '/' ? Kind.EMPTY : Kind.OPEN;
      }
    };
  }

  private boolean findTag(boolean keepText) throws IOException {
    while (true) {
      while (tagStart < limit && buffer[tagStart] != '<') {
        tagStart++;
      }
      if (tagStart < limit) {
        return true;
      }
      if (!keepText) {
        textStart = limit;
      }
      tagEnd = limit;
      if (!fill()) {
        return false;
      }
    }
  }

  /** A tag ends at the first {@code >} outside of quotes. */
  private boolean findTagEnd() throws IOException {
    int quote = 0;
    tagEnd = tagStart + 1;
    while (true) {
      while (tagEnd == limit) {
        if (!fill()) {
          return false;
        }
      }
      byte b = buffer[tagEnd++];
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '>') {
        return true;
      }
      if (tagEnd - tagStart > MAX_TAG_BYTES) {
        throw malformed("tag is too long", "at most " + MAX_TAG_BYTES + " bytes", "more");
      }
    }
  }

  private Kind declaration() throws IOException {
    tag = new String(buffer, tagStart, Math.min(tagEnd - tagStart, 9), ISO_8859_1);
    if (!tag.startsWith("<?xml ")) {
      throw malformed("markup that no export has", "an element", tag);
    }
    String encoding = attribute("encoding").orElse("UTF-8");
    if (utf16 == null && !encoding.equalsIgnoreCase("UTF-8")) {
      throw malformed("encoding is not supported", "UTF-8", encoding);
    }
    return Kind.DECLARATION;
  }

  private String tagName(int start) {
    int end = start;
    while (!XmlAttributes.isSpace(buffer[end]) && buffer[end] != '>' && buffer[end] != '/') {
      end++;
    }
    return new String(buffer, start, end - start, UTF_8);
  }

  /** The name of the element of the tag. */
  String tag() {
    return tag;
  }

  /** An attribute of the tag. */
  Optional<String> attribute(String name) throws IOException {
    XmlAttributes attributes = new XmlAttributes(buffer, tagStart, tagEnd);
    while (attributes.next()) {
      if (attributes.hasName(name)) {
        byte[] value =
            XmlText.resolve(buffer, attributes.valueStart(), attributes.valueEnd(), file, place());
        return Optional.of(XmlText.decode(value, file, place()));
      }
    }
    if (attributes.areMalformed()) {
      throw malformed("attribute has no quotes", "a name, = and a quoted value", "other text");
    }
    return Optional.empty();
  }

  /** The text before the tag, as it stands there: see {@link XmlText#resolve}. */
  byte[] text() {
    return Arrays.copyOfRange(buffer, textStart, tagStart);
  }

  /** Whether the tag starts in the range. */
  boolean inRange() {
    return tagStart < foreignStart;
  }

  /** The byte of the file in which the tag starts, as near as the compression tells. */
  long place() {
    return tagStart >= pieceStart ? pieces.place(tagStart - pieceStart) : earlierPlace;
  }

  /** Whether any tag, or the start of one, has been met. */
  boolean sawMarkup() {
    return sawMarkup;
  }

  /** Whether the file ended too early for its compression. */
  boolean endedEarly() {
    return endedEarly;
  }

  /** Whether the text is UTF-16, which cannot be read from within. */
  boolean isUtf16() {
    return utf16 != null;
  }

  /** What is wrong at the tag. */
  MalformedInputException malformed(String reason, String expected, String found) {
    return new MalformedInputException(reason, file, place(), expected, found);
  }

  @Override
  public void close() throws IOException {
    pieces.close();
  }

  /** Appends the next piece; what stands before the text goes. */
  private boolean fill() throws IOException {
    if (limit - textStart > MAX_TEXT_BYTES) {
      throw malformed("text is too long", "at most " + MAX_TEXT_BYTES + " bytes", "more");
    }
    if (started) {
      earlierPlace = pieces.place(Math.max(0, tagStart - pieceStart));
    }
    if (!nextPiece()) {
      return false;
    }
    byte[] piece = pieces.bytes();
    int length = pieces.length();
    if (!started) {
      started = true;
      utf16 = Utf16Decoder.forText(piece, length);
    }
    if (utf16 != null) {
      piece = decode(piece, length);
      length = piece.length;
    }
    dropBeforeText();
    if (buffer.length - limit < length) {
      buffer = Arrays.copyOf(buffer, Math.max(limit + length, buffer.length * 2));
    }
    System.arraycopy(piece, 0, buffer, limit, length);
    pieceStart = limit;
    limit += length;
    if (foreignStart == Integer.MAX_VALUE && !pieces.inRange()) {
      foreignStart = pieceStart;
    }
    return true;
  }

  private boolean nextPiece() throws IOException {
    try {
      return !endedEarly && pieces.next();
    } catch (EOFException e) {
      endedEarly = true;
      return false;
    }
  }

  private byte[] decode(byte[] piece, int length) throws IOException {
    try {
      return utf16.decode(piece, length);
    } catch (CharacterCodingException e) {
      throw malformed("text is not UTF-16", "UTF-16, as its mark says", "other bytes");
    }
  }

  private void dropBeforeText() {
    System.arraycopy(buffer, textStart, buffer, 0, limit - textStart);
    limit -= textStart;
    tagStart -= textStart;
    tagEnd -= textStart;
    pieceStart -= textStart;
    if (foreignStart != Integer.MAX_VALUE) {
      foreignStart = Math.max(0, foreignStart - textStart);
    }
    textStart = 0;
  }
}
