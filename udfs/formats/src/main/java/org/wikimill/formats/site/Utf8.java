package org.wikimill.formats.site;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Well-formedness of UTF-8, byte for byte (RFC 3629, Unicode 3.9 table 3-7). */
public final class Utf8 {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private Utf8() {}

  /**
   * The bytes with each one outside well-formed UTF-8 written as {@code %XX}, upper-case. Returns
   * {@code bytes} itself where there is none.
   */
  public static byte[] escapeMalformed(byte[] bytes) {
    int firstBad = wellFormedFrom(bytes, 0);
    if (firstBad == bytes.length) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
    int start = 0;
    for (int bad = firstBad; bad < bytes.length; bad = wellFormedFrom(bytes, start)) {
      out.write(bytes, start, bad - start);
      out.write('%');
      out.write(HEX[(bytes[bad] & 0xff) >>> 4]);
      out.write(HEX[bytes[bad] & 0x0f]);
      start = bad + 1;
    }
    out.write(bytes, start, bytes.length - start);
    return out.toByteArray();
  }

  /** {@link #escapeMalformed} as a string. */
  public static String text(byte[] bytes) {
    return new String(escapeMalformed(bytes), StandardCharsets.UTF_8);
  }

  /** The first byte from {@code start} on that begins no well-formed sequence. */
  private static int wellFormedFrom(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length) {
      int length = sequenceLength(bytes, at);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return at;
  }

  private static int sequenceLength(byte[] bytes, int at) {
    int lead = bytes[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) {
      return 0;
    }
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    int second = bytes[at + 1] & 0xff;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
