package org.wikimill.formats.ipld;

import java.util.Arrays;
import java.util.Optional;

/**
 * The text forms of binary CIDs: digits of a base after a letter that names it. Decoding accepts
 * exactly what encoding gives.
 *
 * @see <a href="https://github.com/multiformats/multibase">Multibase</a>
 */
public enum Multibase {
  /** Hexadecimal, lower case. */
  BASE16("base16", 'f', "0123456789abcdef"),

  /** RFC 4648, lower case, no padding: the usual one of CIDv1. */
  BASE32("base32", 'b', "abcdefghijklmnopqrstuvwxyz234567"),

  /** A number in digits and lower case letters: of IPNS names, which must fit into a DNS label. */
  BASE36("base36", 'k', "0123456789abcdefghijklmnopqrstuvwxyz"),

  /** A number without the letters that look alike: of CIDv0, there without the first letter. */
  BASE58BTC("base58btc", 'z', "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),

  /** RFC 4648, for URLs, no padding: the shortest. */
  BASE64URL("base64url", 'u', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

  private final String baseName;
  private final char prefix;
  private final String digits;

  Multibase(String baseName, char prefix, String digits) {
    this.baseName = baseName;
    this.prefix = prefix;
    this.digits = digits;
  }

  /** The name in the table of multibase, such as {@code base32}. */
  public String baseName() {
    return baseName;
  }

  /**
   * The base of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Multibase named(String name) {
    return Arrays.stream(values())
        .filter(base -> base.baseName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no base '"
                        + name
                        + "': choose "
                        + String.join(
                            ", ", Arrays.stream(values()).map(Multibase::baseName).toList())));
  }

  /** The base that a text in multibase names by its first letter. */
  static Optional<Multibase> of(char prefix) {
    return Arrays.stream(values()).filter(base -> base.prefix == prefix).findFirst();
  }

  /** The text of the bytes, with the letter that names the base. */
  public String encode(byte[] bytes) {
    return prefix + digits(bytes);
  }

  /** The text of the bytes, without that letter. */
  String digits(byte[] bytes) {
    return isBitwise() ? bitwise(bytes) : number(bytes);
  }

  /** The bytes of a text without the letter. */
  byte[] bytes(String text) {
    return isBitwise() ? fromBitwise(text) : fromNumber(text);
  }

  private boolean isBitwise() {
    return Integer.bitCount(digits.length()) == 1;
  }

  private int bitsPerDigit() {
    return Integer.numberOfTrailingZeros(digits.length());
  }

  private String bitwise(byte[] bytes) {
    int width = bitsPerDigit();
    int mask = digits.length() - 1;
    StringBuilder text = new StringBuilder((bytes.length * 8 + width - 1) / width);
    int buffer = 0;
    int bits = 0;
    for (byte octet : bytes) {
      buffer = (buffer << 8 | (octet & 0xff)) & 0x3fff;
      for (bits += 8; bits >= width; bits -= width) {
        text.append(digits.charAt(buffer >>> (bits - width) & mask));
      }
    }
    if (bits > 0) {
      text.append(digits.charAt(buffer << (width - bits) & mask));
    }
    return text.toString();
  }

  private byte[] fromBitwise(String text) {
    int width = bitsPerDigit();
    byte[] bytes = new byte[text.length() * width / 8];
    int buffer = 0;
    int bits = 0;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      buffer = (buffer << width | digit(text.charAt(i))) & 0x3fff;
      bits += width;
      if (bits >= 8) {
        bits -= 8;
        bytes[length++] = (byte) (buffer >>> bits);
      }
    }
    if (bits >= width || (buffer & (1 << bits) - 1) != 0) {
      throw new IllegalArgumentException(baseName + " text does not end on a whole byte");
    }
    return bytes;
  }

  private String number(byte[] bytes) {
    int radix = digits.length();
    int zeros = leadingZeros(bytes);
    byte[] rest = bytes.clone();
    StringBuilder reversed = new StringBuilder(bytes.length * 160 / 100 + 1);
    for (int start = zeros; start < rest.length; ) {
      int remainder = 0;
      for (int i = start; i < rest.length; i++) {
        int value = remainder << 8 | (rest[i] & 0xff);
        rest[i] = (byte) (value / radix);
        remainder = value % radix;
      }
      reversed.append(digits.charAt(remainder));
      if (rest[start] == 0) {
        start++;
      }
    }
    return reversed.append(digits.substring(0, 1).repeat(zeros)).reverse().toString();
  }

  private byte[] fromNumber(String text) {
    int radix = digits.length();
    byte[] bytes = new byte[text.length()];
    int start = bytes.length;
    int zeros = 0;
    boolean leading = true;
    for (int c = 0; c < text.length(); c++) {
      int carry = digit(text.charAt(c));
      leading &= carry == 0;
      zeros += leading ? 1 : 0;
      for (int i = bytes.length - 1; i >= start || carry != 0; i--) {
        carry += radix * (bytes[i] & 0xff);
        bytes[i] = (byte) carry;
        carry >>>= 8;
        start = Math.min(start, i);
      }
    }
    return Arrays.copyOfRange(bytes, start - zeros, bytes.length);
  }

  private static int leadingZeros(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    return zeros;
  }

  private int digit(char c) {
    int digit = digits.indexOf(c);
    if (digit < 0) {
      throw new IllegalArgumentException("'" + c + "' is not a digit of " + baseName);
    }
    return digit;
  }
}
