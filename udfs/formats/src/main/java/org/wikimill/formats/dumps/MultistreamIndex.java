package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bzip2.Bzip2Blocks;

/**
 * The index beside a multistream dump: a line {@code offset:id:title} for each page, with the byte
 * at which the page's stream starts.
 */
final class MultistreamIndex {
  private static final int HEAD_BYTES = 4;

  private MultistreamIndex() {}

  /**
   * Checks that an index belongs to a dump: that a stream starts wherever its first block says.
   *
   * @param index compressed with bzip2, or plain
   * @throws MalformedInputException if it does not
   */
  static void check(PositionedInput index, PositionedInput dump) throws IOException {
    XmlPieces pieces = XmlPieces.open(index, new DumpRange(0, index.length()));
    if (!firstPiece(pieces)) {
      throw disagrees(index, dump, "lines", "none");
    }
    String text = new String(pieces.bytes(), 0, pieces.length(), UTF_8);
    long last = Long.MIN_VALUE;
    // What follows the last line end may be cut.
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
      int colon = line.indexOf(':');
      long offset = colon < 0 ? -1 : offset(line.substring(0, colon));
      if (offset != last && !startsStream(dump, offset)) {
        throw disagrees(index, dump, "the start of a stream", line);
      }
      last = offset;
    }
  }

  private static boolean firstPiece(XmlPieces pieces) throws IOException {
    try (pieces) {
      return pieces.next();
    } catch (EOFException e) {
      return false;
    }
  }

  private static long offset(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean startsStream(PositionedInput dump, long offset) throws IOException {
    if (offset < 0 || offset > dump.length() - HEAD_BYTES) {
      return false;
    }
    byte[] head = new byte[HEAD_BYTES];
    dump.readFully(offset, head, 0, HEAD_BYTES);
    return Bzip2Blocks.startsWith(head);
  }

  private static MalformedInputException disagrees(
      PositionedInput index, PositionedInput dump, String expected, String found) {
    return new MalformedInputException(
        "index is not of this dump", index.name(), -1, expected + " in " + dump.name(), found);
  }
}
