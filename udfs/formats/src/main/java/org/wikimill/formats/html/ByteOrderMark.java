package org.wikimill.formats.html;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.formats.html.HtmlEncoding.Evidence;
import org.wikimill.formats.html.HtmlEncoding.Readable;
import org.wikimill.formats.html.HtmlEncoding.Refused;

/** What the first bytes of a page say of its encoding, before any markup is read. */
final class ByteOrderMark {
  /** The length of that of UTF-8. */
  static final int UTF_8_BYTES = 3;

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] UTF_8 = HEX.parseHex("efbbbf");
  private static final byte[] UTF_16BE = HEX.parseHex("feff");
  private static final byte[] UTF_16LE = HEX.parseHex("fffe");

  /** {@code <?x}, as an XML declaration starts. */
  private static final byte[] XML_IN_UTF_16BE = HEX.parseHex("003c003f0078");

  private static final byte[] XML_IN_UTF_16LE = HEX.parseHex("3c003f007800");

  private ByteOrderMark() {}

  static Optional<HtmlEncoding> encoding(byte[] bytes, int from, int limit) {
    if (starts(bytes, from, limit, UTF_8)) {
      return Optional.of(new Readable(StandardCharsets.UTF_8, Evidence.BYTE_ORDER_MARK));
    }
    if (starts(bytes, from, limit, UTF_16BE) || starts(bytes, from, limit, XML_IN_UTF_16BE)) {
      return Optional.of(new Refused("utf-16be", Evidence.BYTE_ORDER_MARK));
    }
    if (starts(bytes, from, limit, UTF_16LE) || starts(bytes, from, limit, XML_IN_UTF_16LE)) {
      return Optional.of(new Refused("utf-16le", Evidence.BYTE_ORDER_MARK));
    }
    return Optional.empty();
  }

  private static boolean starts(byte[] bytes, int from, int limit, byte[] mark) {
    int end = from + mark.length;
    return end <= limit && Arrays.equals(bytes, from, end, mark, 0, mark.length);
  }
}
