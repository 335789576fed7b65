package org.wikimill.pipeline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Hashes in ascending order, unsigned, and for each some bytes, in a file that is read in place.
 *
 * <p>The values stand one after the other; then the hashes, eight bytes each; then the end of each
 * value, eight bytes; then the number of hashes and {@link #MAGIC}. Big-endian throughout.
 */
final class KeyFile {
  private static final long MAGIC = 0x574d_4b45_5953_3031L; // "WMKEYS01"
  private static final int TRAILER_BYTES = 2 * Long.BYTES;

  /** So many steps of interpolation take a hash among billions; then the interval is halved. */
  private static final int MAX_INTERPOLATIONS = 16;

  private KeyFile() {}

  /** Writes a file. Holds 16 bytes a hash. */
  static final class Writer implements Closeable {
    private final NewFile file;
    private long[] hashes = new long[1 << 10];
    private long[] ends = new long[1 << 10];
    private int count;
    private long written;

    Writer(Store store, String name) throws IOException {
      file = store.create(name);
    }

    /**
     * Adds a value.
     *
     * @param hash above all before it
     */
    void add(long hash, byte[] value) throws IOException {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
      }
      file.write(value);
      written += value.length;
      hashes[count] = hash;
      ends[count++] = written;
    }

    void commit() throws IOException {
      write(hashes, count);
      write(ends, count);
      write(new long[] {count, MAGIC}, 2);
      file.commit();
    }

    private void write(long[] numbers, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      for (int i = 0; i < length; i++) {
        buffer.putLong(numbers[i]);
        if (!buffer.hasRemaining() || i == length - 1) {
          file.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
      }
    }

    /** Removes the file unless it was committed. */
    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** Looks hashes up. */
  static final class Reader implements Closeable {
    private final PositionedInput input;
    private final long count;
    private final long hashesAt;

    /** Closing the reader closes the input. */
    Reader(PositionedInput input) throws IOException {
      this.input = input;
      long end = input.length() - TRAILER_BYTES;
      this.count = end < 0 || number(end + Long.BYTES) != MAGIC ? -1 : number(end);
      this.hashesAt = end - 2 * Long.BYTES * count;
      if (count < 0 || count > end / (2 * Long.BYTES)) {
        throw new MalformedInputException(
            "not a file of keys", input.name(), Math.max(0, end), "its trailer", "none");
      }
    }

    boolean contains(long hash) throws IOException {
      return find(hash) >= 0;
    }

    /** The value of a hash. */
    Optional<byte[]> value(long hash) throws IOException {
      long at = find(hash);
      if (at < 0) {
        return Optional.empty();
      }
      long start = at == 0 ? 0 : end(at - 1);
      byte[] value = new byte[Math.toIntExact(end(at) - start)];
      input.readFully(start, value, 0, value.length);
      return Optional.of(value);
    }

    /**
     * The position of a hash; -1 if it is not there. Hashes are spread evenly, so that where one
     * stands follows, about, from its own value and those at the ends of the interval.
     */
    private long find(long hash) throws IOException {
      long low = 0;
      long high = count - 1;
      for (int step = 0; low <= high; step++) {
        long first = hash(low);
        long last = hash(high);
        if (Long.compareUnsigned(hash, first) < 0 || Long.compareUnsigned(hash, last) > 0) {
          return -1;
        }
        long middle = low + (high - low) / 2;
        if (step < MAX_INTERPOLATIONS && first != last) {
          double share = unsigned(hash - first) / unsigned(last - first);
          middle = Math.min(high, low + (long) (share * (high - low)));
        }
        long found = hash(middle);
        if (found == hash) {
          return middle;
        }
        if (Long.compareUnsigned(found, hash) < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1;
    }

    private static double unsigned(long number) {
      return (number >>> 1) * 2.0;
    }

    private long hash(long at) throws IOException {
      return number(hashesAt + at * Long.BYTES);
    }

    private long end(long at) throws IOException {
      return number(hashesAt + (count + at) * Long.BYTES);
    }

    private long number(long position) throws IOException {
      byte[] bytes = new byte[Long.BYTES];
      input.readFully(position, bytes, 0, bytes.length);
      return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
