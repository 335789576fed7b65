package org.wikimill.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;

/** A text as the value of a key: UTF-8, in a zstd frame that tells its length. */
public final class TextValue {
  private static final int LEVEL = 3;

  private TextValue() {}

  public static byte[] encode(String text) {
    return Zstd.compress(text.getBytes(UTF_8), LEVEL);
  }

  public static String decode(byte[] value) {
    int length = Math.toIntExact(Zstd.getFrameContentSize(value));
    return new String(Zstd.decompress(value, length), UTF_8);
  }
}
