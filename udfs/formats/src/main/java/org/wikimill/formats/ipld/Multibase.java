package org.wikimill.formats.ipld;

import java.util.Arrays;

/**
 * The two text alphabets of CIDs: base58btc of version 0, base32 (RFC 4648, lower case, no padding)
 * of version 1. Decoding accepts exactly what encoding gives.
 */
final class Multibase {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private Multibase() {}

  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte octet : bytes) {
      buffer = (buffer << 8 | (octet & 0xff)) & 0xfff;
      for (bits += 8; bits >= 5; bits -= 5) {
        text.append(BASE32.charAt(buffer >>> (bits - 5) & 31));
      }
    }
    if (bits > 0) {
      text.append(BASE32.charAt(buffer << (5 - bits) & 31));
    }
    return text.toString();
  }

  static byte[] fromBase32(String text) {
    byte[] bytes = new byte[text.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      buffer = (buffer << 5 | digit(BASE32, text.charAt(i), "base32")) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[length++] = (byte) (buffer >>> bits);
      }
    }
    if (bits >= 5 || (buffer & (1 << bits) - 1) != 0) {
      throw new IllegalArgumentException("base32 text does not end on a whole byte");
    }
    return bytes;
  }

  static String base58(byte[] bytes) {
    int zeros = leadingZeros(bytes);
    byte[] rest = bytes.clone();
    StringBuilder reversed = new StringBuilder(bytes.length * 138 / 100 + 1);
    for (int start = zeros; start < rest.length; ) {
      int remainder = 0;
      for (int i = start; i < rest.length; i++) {
        int value = remainder << 8 | (rest[i] & 0xff);
        rest[i] = (byte) (value / 58);
        remainder = value % 58;
      }
      reversed.append(BASE58.charAt(remainder));
      if (rest[start] == 0) {
        start++;
      }
    }
    return reversed.append("1".repeat(zeros)).reverse().toString();
  }

  static byte[] fromBase58(String text) {
    byte[] bytes = new byte[text.length()];
    int start = bytes.length;
    int zeros = 0;
    boolean leading = true;
    for (int c = 0; c < text.length(); c++) {
      int carry = digit(BASE58, text.charAt(c), "base58btc");
      leading &= carry == 0;
      zeros += leading ? 1 : 0;
      for (int i = bytes.length - 1; i >= start || carry != 0; i--) {
        carry += 58 * (bytes[i] & 0xff);
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

  private static int digit(String alphabet, char c, String base) {
    int digit = alphabet.indexOf(c);
    if (digit < 0) {
      throw new IllegalArgumentException("'" + c + "' is not a digit of " + base);
    }
    return digit;
  }
}
