package org.wikimill.formats.dumps;

import java.io.Closeable;
import java.io.IOException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The XML from the start of a range on, decompressed, in pieces that lie in the range or behind.
 */
interface XmlPieces extends Closeable {

  /** The pieces from the start of a range to the end of the file. The input stays open. */
  static XmlPieces open(PositionedInput input, DumpRange range) throws IOException {
    DumpCompression compression = DumpCompression.of(input);
    return switch (compression) {
      case NONE -> new PlainPieces(input, range);
      case BZIP2 -> new Bzip2Pieces(input, range);
      case GZIP, XZ, SEVEN_ZIP -> StreamPieces.open(input, compression);
    };
  }

  /**
   * Goes to the next piece.
   *
   * @return false at the end of the file
   * @throws java.io.EOFException if the file ends too early for its compression
   */
  boolean next() throws IOException;

  /** The piece; good until {@link #next}. */
  byte[] bytes();

  /** How many of {@link #bytes} count. */
  int length();

  /** Whether the piece lies in the range. */
  boolean inRange();

  /** The byte of the file in which a byte of the piece lies, as near as the compression tells. */
  long place(int index);
}
