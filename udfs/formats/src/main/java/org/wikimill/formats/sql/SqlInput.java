package org.wikimill.formats.sql;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The bytes of a dump in their order, unpacked if they are gzip, one piece at a time in memory.
 *
 * <p>The loops that look at every byte work on {@link #piece} itself, from {@link #at} to {@link
 * #end}. Of gzip all members are read; one that ends early is the end, and {@link #isCut} says so.
 */
final class SqlInput implements Closeable {
  private static final int PIECE_BYTES = 1 << 18;

  /** What is asked of the decoder at once: when it fails, what it had decoded of that is lost. */
  private static final int DECODED_BYTES = 1 << 13;

  final byte[] piece = new byte[PIECE_BYTES];
  int at;
  int end;

  private final PositionedInput input;
  private final Stored stored;
  private final InputStream bytes;
  private long before;
  private boolean ended;
  private boolean cut;

  SqlInput(PositionedInput input) throws IOException {
    this.input = input;
    this.stored = new Stored(input);
    this.bytes = isGzip(input) ? unpacked() : stored;
  }

  private static boolean isGzip(PositionedInput input) throws IOException {
    byte[] start = new byte[(int) Math.min(2, input.length())];
    input.readFully(0, start, 0, start.length);
    return start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
  }

  private InputStream unpacked() throws IOException {
    InputStream buffered = new BufferedInputStream(stored, 1 << 16);
    try {
      return GzipCompressorInputStream.builder()
          .setInputStream(buffered)
          .setDecompressConcatenated(true)
          .get();
    } catch (IOException e) {
      cut = check(e);
      return InputStream.nullInputStream();
    }
  }

  String name() {
    return input.name();
  }

  /** Where the next byte stands among the unpacked bytes. */
  long offset() {
    return before + at;
  }

  /** Whether the packed bytes end before their format lets them. Known at the end. */
  boolean isCut() {
    return cut;
  }

  /** The next byte, which stays the next one; -1 at the end. */
  int peek() throws IOException {
    return at < end || refill() ? piece[at] & 0xff : -1;
  }

  /** The next byte; -1 at the end. */
  int next() throws IOException {
    return at < end || refill() ? piece[at++] & 0xff : -1;
  }

  /** Puts the next bytes into the piece, all of which must have been read. False at the end. */
  boolean refill() throws IOException {
    before += end;
    at = 0;
    end = 0;
    try {
      while (!ended && end < PIECE_BYTES) {
        int n = bytes.read(piece, end, Math.min(DECODED_BYTES, PIECE_BYTES - end));
        ended = n < 0;
        end += Math.max(0, n);
      }
    } catch (IOException e) {
      cut = check(e);
      ended = true;
    }
    return end > 0;
  }

  /** Whether the decoder failed because there were no more bytes. Throws what else it can be. */
  private boolean check(IOException failure) throws IOException {
    if (stored.failure != null) {
      throw stored.failure;
    }
    if (stored.exhausted) {
      return true;
    }
    MalformedInputException malformed =
        new MalformedInputException(
            "gzip does not decode", name(), -1, "gzip members", String.valueOf(failure));
    malformed.initCause(failure);
    throw malformed;
  }

  @Override
  public void close() throws IOException {
    try (input) {
      bytes.close();
    }
  }

  /** The bytes as they are stored, and how reading them ended. */
  private static final class Stored extends InputStream {
    private final PositionedInput input;
    private long position;
    private boolean exhausted;
    private IOException failure;

    Stored(PositionedInput input) {
      this.input = input;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = (int) Math.min(length, input.length() - position);
      if (n == 0 && length > 0) {
        exhausted = true;
        return -1;
      }
      try {
        input.readFully(position, target, offset, n);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      position += n;
      return n;
    }
  }
}
