package org.wikimill.gateway;

import java.io.IOException;
import java.io.InputStream;
import org.wikimill.formats.bytes.PositionedInput;

/** A part of an input as a stream. */
final class RangeStream extends InputStream {
  private final PositionedInput input;
  private final long end;
  private long position;

  /** Bytes from {@code start} on, {@code count} of them, all of which there are. */
  RangeStream(PositionedInput input, long start, long count) {
    this.input = input;
    this.position = start;
    this.end = start + count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (position == end && count > 0) {
      return -1;
    }
    int length = (int) Math.min(count, end - position);
    input.readFully(position, target, offset, length);
    position += length;
    return length;
  }
}
