package org.wikimill.pipeline.source;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.wikimill.formats.bytes.PositionedInput;

/** What a source is, told by its first bytes and never by its name. */
enum SourceFormat {
  /** An archive; also whatever is none of the others, of which its reader tells what is wrong. */
  ZIM("zim"),
  /** Pages as MediaWiki exports them, compressed or not. */
  XML("wikimedia-xml"),
  /** Rendered pages as Wikimedia Enterprise hands them out: JSON lines, in a tar or not. */
  HTML("wikimedia-html");

  private static final int HEAD_BYTES = 64 << 10;
  private static final int TAR_MAGIC_AT = 257;
  private static final byte[] TAR_MAGIC = {'u', 's', 't', 'a', 'r'};
  private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
  private static final byte[][] XML_COMPRESSED = {
    {'B', 'Z', 'h'},
    HexFormat.of().parseHex("fd377a585a00"), // xz
    HexFormat.of().parseHex("377abcaf271c") // 7z
  };

  private final String kind;

  SourceFormat(String kind) {
    this.kind = kind;
  }

  /** The name in a manifest. */
  String kind() {
    return kind;
  }

  /** The format of what the input holds. */
  static SourceFormat of(PositionedInput input) throws IOException {
    byte[] head = new byte[(int) Math.min(HEAD_BYTES, input.length())];
    input.readFully(0, head, 0, head.length);
    for (byte[] magic : XML_COMPRESSED) {
      if (startsWith(head, magic, 0)) {
        return XML;
      }
    }
    return ofText(startsWith(head, GZIP, 0) ? unzipped(head) : head);
  }

  private static SourceFormat ofText(byte[] head) {
    if (startsWith(head, TAR_MAGIC, TAR_MAGIC_AT)) {
      return HTML;
    }
    // UTF-16 has zero bytes and a mark in front of the same letters.
    for (byte b : head) {
      if (b == '<') {
        return XML;
      }
      if (b == '{') {
        return HTML;
      }
      boolean skipped = b <= ' '; // white space, zero bytes, and marks of byte order
      if (!skipped) {
        return ZIM;
      }
    }
    return ZIM;
  }

  private static boolean startsWith(byte[] bytes, byte[] magic, int at) {
    return bytes.length >= at + magic.length
        && Arrays.equals(bytes, at, at + magic.length, magic, 0, magic.length);
  }

  private static byte[] unzipped(byte[] head) throws IOException {
    byte[] text = new byte[TAR_MAGIC_AT + TAR_MAGIC.length];
    int length = 0;
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
      for (int n = in.read(text, 0, text.length); n > 0; ) {
        length += n;
        n = in.read(text, length, text.length - length);
      }
    } catch (EOFException | ZipException e) {
      // What came before the end of the head, or of the file, tells enough.
    }
    return Arrays.copyOf(text, length);
  }
}
