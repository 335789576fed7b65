package org.wikimill.formats.dumps;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Turns UTF-16 that comes in pieces into UTF-8. */
final class Utf16Decoder {
  private final CharsetDecoder decoder;

  /** What of the pieces so far is no whole character yet. */
  private ByteBuffer rest = ByteBuffer.allocate(0);

  private Utf16Decoder(CharsetDecoder decoder) {
    this.decoder = decoder;
  }

  /** The decoder for text that starts with these bytes; null if they are no mark of UTF-16. */
  static Utf16Decoder forText(byte[] head, int length) {
    int mark = length < 2 ? 0 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
    return switch (mark) {
      case 0xFEFF -> new Utf16Decoder(UTF_16BE.newDecoder());
      case 0xFFFE -> new Utf16Decoder(UTF_16LE.newDecoder());
      default -> null;
    };
  }

  /** The next piece as UTF-8. */
  byte[] decode(byte[] piece, int length) throws CharacterCodingException {
    ByteBuffer input = ByteBuffer.allocate(rest.remaining() + length);
    input.put(rest).put(piece, 0, length).flip();
    CharBuffer output = CharBuffer.allocate(input.remaining() / 2 + 1);
    CoderResult result = decoder.decode(input, output, false);
    if (result.isError()) {
      result.throwException();
    }
    rest = input;
    return output.flip().toString().getBytes(UTF_8);
  }
}
