package org.wikimill.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of names in URLs (RFC 3986, section 2). */
final class Percent {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._~";

  private Percent() {}

  /** A name as a segment of a path or a value of a query: only unreserved characters stay. */
  static String encode(byte[] name) {
    return encode(name, UNRESERVED);
  }

  /**
   * The same, with more characters that stay as they are.
   *
   * @param kept ASCII alone
   */
  static String encode(byte[] name, String kept) {
    StringBuilder text = new StringBuilder(name.length + 16);
    for (byte octet : name) {
      char c = (char) (octet & 0xff);
      boolean isAlphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (isAlphanumeric || kept.indexOf(c) >= 0) {
        text.append(c);
      } else {
        HEX.toHexDigits(text.append('%'), octet);
      }
    }
    return text.toString();
  }

  /**
   * The bytes of an encoded text; what is not encoded is taken as UTF-8.
   *
   * @throws HttpFailure 400 if a {@code %} is not followed by two hexadecimal digits
   */
  static byte[] decode(String text) throws HttpFailure {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
      } else if (i + 2 < encoded.length && isHex(encoded[i + 1]) && isHex(encoded[i + 2])) {
        bytes.write(
            HexFormat.fromHexDigit(encoded[i + 1]) << 4 | HexFormat.fromHexDigit(encoded[i + 2]));
        i += 2;
      } else {
        throw new HttpFailure(400, "malformed percent-encoding in the URL");
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isHex(byte octet) {
    return octet > 0 && HexFormat.isHexDigit(octet);
  }
}
