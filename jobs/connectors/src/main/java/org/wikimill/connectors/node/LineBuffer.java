package org.wikimill.connectors.node;

import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream, one at a time, each no longer than a limit. */
final class LineBuffer {
  /** A line that is longer than the limit. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(int maxBytes) {
      super("a line of more than " + maxBytes + " bytes");
    }
  }

  private final byte[] line;
  private final byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;

  LineBuffer(int maxBytes) {
    line = new byte[maxBytes];
  }

  /** What holds the line that {@link #next} found. */
  byte[] array() {
    return line;
  }

  /** The length of the next line that is not blank; -1 at the end of the stream. */
  int next(InputStream in) throws IOException {
    int length = 0;
    while (true) {
      if (start == end) {
        start = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        if (end == 0) {
          return length == 0 ? -1 : length;
        }
      }
      byte b = buffer[start++];
      if (b == '\n') {
        if (length > 0) {
          return length;
        }
      } else if (length == line.length) {
        throw new TooLong(line.length);
      } else if (b != '\r') {
        line[length++] = b;
      }
    }
  }
}
