package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * Character data of XML 1.0 as UTF-8, what it stands for, and what it may not be.
 *
 * <p>Line ends become LF (section 2.11), then references their characters (4.1), so that a CR that
 * is written as a reference stays one. The five predefined entities alone are defined: a document
 * type is refused.
 */
final class XmlText {
  /** The longest reference has six hexadecimal digits, but zeros may stand in front. */
  private static final int MAX_REFERENCE_BYTES = 32;

  private XmlText() {}

  /** The bytes that character data stands for. */
  static byte[] resolve(byte[] data, int start, int end, String file, long place)
      throws MalformedInputException {
    int special = start;
    while (special < end && data[special] != '&' && data[special] != '\r') {
      special++;
    }
    if (special == end) {
      return Arrays.copyOfRange(data, start, end);
    }
    // No reference is shorter than the UTF-8 of its character.
    ByteBuffer text = ByteBuffer.allocate(end - start).put(data, start, special - start);
    int at = special;
    while (at < end) {
      byte b = data[at];
      if (b == '&') {
        int semicolon = semicolon(data, at, end);
        text.put(character(data, at, semicolon, file, place));
        at = semicolon + 1;
      } else {
        boolean lineEnd = b == '\r';
        text.put(lineEnd ? (byte) '\n' : b);
        at += lineEnd && at + 1 < end && data[at + 1] == '\n' ? 2 : 1;
      }
    }
    return Arrays.copyOf(text.array(), text.position());
  }

  /** What a reference stands for, in UTF-8. */
  private static byte[] character(byte[] data, int start, int semicolon, String file, long place)
      throws MalformedInputException {
    String reference = new String(data, start + 1, semicolon - start - 1, UTF_8);
    boolean closed = semicolon < data.length && data[semicolon] == ';';
    int character = closed ? character(reference) : -1;
    if (character < 0) {
      throw new MalformedInputException(
          "reference is not defined",
          file,
          place,
          "that of a character, or &lt; and the like",
          "&" + reference);
    }
    return Character.toString(character).getBytes(UTF_8);
  }

  /** Text from its bytes, which must be UTF-8. */
  static String decode(byte[] text, String file, long place) throws MalformedInputException {
    String decoded = new String(text, UTF_8);
    if (decoded.indexOf('\uFFFD') >= 0 && !isUtf8(text)) {
      throw new MalformedInputException(
          "text is not UTF-8", file, place, "UTF-8", "bytes that are not");
    }
    return decoded;
  }

  private static boolean isUtf8(byte[] text) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Where the reference ends: at the next semicolon, or where there should have been one. */
  private static int semicolon(byte[] data, int from, int end) {
    int last = Math.min(end, from + MAX_REFERENCE_BYTES);
    int at = from + 1;
    while (at < last && data[at] != ';') {
      at++;
    }
    return at;
  }

  /** The character of a reference, without its {@code &} and {@code ;}; -1 if it has none. */
  private static int character(String reference) {
    return switch (reference) {
      case "lt" -> '<';
      case "gt" -> '>';
      case "amp" -> '&';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> numbered(reference);
    };
  }

  private static int numbered(String reference) {
    boolean hex = reference.startsWith("#x");
    if (!reference.startsWith("#")) {
      return -1;
    }
    try {
      int number = Integer.parseUnsignedInt(reference.substring(hex ? 2 : 1), hex ? 16 : 10);
      return isCharacter(number) ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** What XML allows as a character. */
  private static boolean isCharacter(int number) {
    return number == '\t'
        || number == '\n'
        || number == '\r'
        || number >= 0x20 && number < 0xD800
        || number > 0xDFFF && number < 0xFFFE
        || number > 0xFFFF && number <= Character.MAX_CODE_POINT;
  }
}
