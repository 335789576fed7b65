package org.wikimill.formats.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A range of an input as a stream that reads each byte at most once, through a bounded buffer. */
public final class StoredBytes extends InputStream {
  private static final int BUFFER_BYTES = 1 << 19;

  private final PositionedInput input;
  private final long end;
  private final byte[] buffer;
  private long position;
  private int next;
  private int limit;
  private IOException mediumFailure;

  /** The bytes of {@code [start, end)}. Closing the stream leaves the input open. */
  public StoredBytes(PositionedInput input, long start, long end) {
    this.input = input;
    this.position = start;
    this.end = end;
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, end - start)];
  }

  /** The bytes that are left. */
  public long remaining() {
    return end - position + (limit - next);
  }

  /** Whether the medium, not the data, is to blame for {@code failure}. */
  public boolean caused(IOException failure) {
    return failure == mediumFailure;
  }

  @Override
  public int read() throws IOException {
    if (next == limit && !refill()) {
      return -1;
    }
    return buffer[next++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (next == limit) {
      if (length >= buffer.length && position < end) {
        int count = (int) Math.min(length, end - position);
        readMedium(target, offset, count);
        return count;
      }
      if (!refill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - next);
    System.arraycopy(buffer, next, target, offset, count);
    next += count;
    return count;
  }

  /** Skips without reading. */
  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, remaining()));
    long buffered = Math.min(skipped, limit - next);
    next += (int) buffered;
    position += skipped - buffered;
    return skipped;
  }

  private boolean refill() throws IOException {
    int count = (int) Math.min(buffer.length, end - position);
    if (count == 0) {
      return false;
    }
    next = 0;
    limit = 0;
    readMedium(buffer, 0, count);
    limit = count;
    return true;
  }

  private void readMedium(byte[] target, int offset, int count) throws IOException {
    try {
      input.readFully(position, target, offset, count);
    } catch (IOException e) {
      mediumFailure = e;
      throw e;
    }
    position += count;
  }
}
