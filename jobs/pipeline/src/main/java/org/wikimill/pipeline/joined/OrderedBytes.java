package org.wikimill.pipeline.joined;

import java.io.ByteArrayOutputStream;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * Bytes inside a key, so that keys sort as the bytes do and then by what follows: a zero is
 * followed by 0xff, and two zeros are the end.
 */
final class OrderedBytes {
  private static final int AFTER_ZERO = 0xff;

  private OrderedBytes() {}

  static void write(RowWriter out, byte[] value) {
    for (byte b : value) {
      out.byteValue(b);
      if (b == 0) {
        out.byteValue(AFTER_ZERO);
      }
    }
    out.byteValue(0).byteValue(0);
  }

  static byte[] read(RowReader in) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (int b = in.byteValue(); b != 0 || in.byteValue() == AFTER_ZERO; b = in.byteValue()) {
      value.write(b);
    }
    return value.toByteArray();
  }
}
