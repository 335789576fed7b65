package org.wikimill.pipeline.nodeaudit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import scala.Tuple2;

/**
 * One step up: harmed blocks, and blocks above such, meet what stands above them. Both are sorted
 * by multihash.
 *
 * <p>It makes a row for each path that is met, its key, and one for each block above by multihash,
 * for the next step; the first byte of a value tells which, as {@link Above.Kind} counts them.
 */
final class Ascent extends RowPump {
  private final Iterator<Tuple2<byte[], byte[]>> origins;
  private final Iterator<Tuple2<byte[], byte[]>> aboves;
  private final RowWriter out = new RowWriter();
  private Tuple2<byte[], byte[]> origin;
  private Tuple2<byte[], byte[]> above;
  private boolean begun;

  Ascent(Iterator<Tuple2<byte[], byte[]>> origins, Iterator<Tuple2<byte[], byte[]>> aboves) {
    this.origins = origins;
    this.aboves = aboves;
  }

  /** Whether a row is one for the next step. */
  static boolean isBlock(Tuple2<byte[], byte[]> row) {
    return row._2[0] == Above.Kind.BLOCK.ordinal();
  }

  /** The {@link Origin} of a row, encoded. */
  static byte[] origin(byte[] value) {
    return Arrays.copyOfRange(value, 1, value.length);
  }

  @Override
  protected boolean step() throws IOException {
    if (!begun) {
      begun = true;
      origin = next(origins);
      above = next(aboves);
    }
    if (origin == null || above == null) {
      return false;
    }
    int order = Arrays.compareUnsigned(origin._1, above._1);
    if (order < 0) {
      origin = next(origins);
    } else if (order > 0) {
      above = next(aboves);
    } else {
      meet(origin._1);
    }
    return true;
  }

  /** A block is met once however many ways lead to it from the same origin. */
  private void meet(byte[] multihash) {
    Map<ByteBuffer, byte[]> met = new LinkedHashMap<>();
    while (origin != null && Arrays.equals(origin._1, multihash)) {
      met.putIfAbsent(ByteBuffer.wrap(origin._2), origin._2);
      origin = next(origins);
    }
    while (above != null && Arrays.equals(above._1, multihash)) {
      Above parent = Above.decode(above._2);
      for (byte[] of : met.values()) {
        byte[] value = out.clear().byteValue(parent.kind().ordinal()).raw(of).toBytes();
        emit(parent.bytes(), value);
      }
      above = next(aboves);
    }
  }

  private static Tuple2<byte[], byte[]> next(Iterator<Tuple2<byte[], byte[]>> rows) {
    return rows.hasNext() ? rows.next() : null;
  }
}
