package org.wikimill.connectors.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.HexFormat;
import org.apache.spark.unsafe.types.UTF8String;

/** Bytes as text, those outside well-formed UTF-8 as {@code %XX}. */
public final class EscapedText {
  private static final HexFormat PERCENT = HexFormat.of().withUpperCase().withPrefix("%");

  private EscapedText() {}

  /** The array is not copied if it is well-formed. */
  public static UTF8String of(byte[] bytes) {
    UTF8String text = UTF8String.fromBytes(bytes);
    return text.isValid() ? text : UTF8String.fromString(escape(bytes));
  }

  private static String escape(byte[] bytes) {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer output = CharBuffer.allocate(bytes.length * 3);
    while (true) {
      CoderResult result = decoder.decode(input, output, true);
      if (!result.isMalformed()) {
        return output.flip().toString();
      }
      int end = input.position() + result.length();
      output.put(PERCENT.formatHex(bytes, input.position(), end));
      input.position(end);
    }
  }
}
