package org.wikimill.formats.ipld;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * A sorted index of a CAR on disk: from a multihash to the offset of a section.
 *
 * <p>Format: MultihashIndexSorted (multicodec 0x0401) as the readers in the field write it, all
 * numbers little-endian. Opening reads and checks the directory of buckets alone; a look-up reads a
 * few records near the place that the digest suggests. Safe for use by many threads if the input
 * is.
 */
public final class MultihashIndex implements Closeable {
  /** Records of one hash function and digest length, sorted by digest. */
  private record Bucket(long hashFunction, int digestBytes, long start, long records) {
    int width() {
      return digestBytes + Long.BYTES;
    }
  }

  /**
   * Where a block stands.
   *
   * @param rank its number among all that the index lists, from 0 on
   * @param offset of its section, counted from the start of the CARv1
   */
  public record Place(long rank, long offset) {}

  private final PositionedInput input;
  private final List<Bucket> buckets;

  private MultihashIndex(PositionedInput input, List<Bucket> buckets) {
    this.input = input;
    this.buckets = buckets;
  }

  /**
   * Opens an index; {@code input} is closed with it, not if this throws.
   *
   * @throws MalformedInputException if the buckets are out of order or do not fill the file
   */
  public static MultihashIndex open(PositionedInput input) throws IOException {
    return new MultihashIndex(input, new Directory(input).buckets());
  }

  /** The number of blocks that are listed. */
  public long size() {
    return buckets.stream().mapToLong(Bucket::records).sum();
  }

  /**
   * Finds a block; the first of them if there are several copies.
   *
   * @param multihash as {@link Cid#multihash()} gives it
   * @throws IllegalArgumentException if it is no multihash
   */
  public Optional<Place> find(byte[] multihash) throws IOException {
    BlockCursor in = new BlockCursor("multihash", 0, multihash, 0, multihash.length);
    long hashFunction;
    byte[] digest;
    try {
      hashFunction = in.shortestVarint("multihash code");
      digest = in.bytes(in.length("digest length"), "digest");
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    long before = 0;
    for (Bucket bucket : buckets) {
      if (bucket.hashFunction == hashFunction && bucket.digestBytes == digest.length) {
        return search(bucket, digest, before);
      }
      before += bucket.records;
    }
    return Optional.empty();
  }

  private Optional<Place> search(Bucket bucket, byte[] digest, long before) throws IOException {
    Window window = new Window(bucket, digest);
    long index = window.lowerBound();
    if (index == bucket.records || window.compare(index) != 0) {
      return Optional.empty();
    }
    return Optional.of(new Place(before + index, window.offset(index)));
  }

  /**
   * A look-up in a bucket, through a few neighbouring records that are read at once.
   *
   * <p>Digests are spread evenly, so that a record stands near the place that its first bytes
   * suggest: mostly the first window holds it. Where they are not, halving goes on.
   */
  private final class Window {
    private static final int RECORDS = 256;

    private final Bucket bucket;
    private final byte[] digest;
    private byte[] rows = {};
    private long first;

    Window(Bucket bucket, byte[] digest) {
      this.bucket = bucket;
      this.digest = digest;
    }

    /** The first record that is not less than the digest. */
    long lowerBound() throws IOException {
      long low = 0;
      long high = bucket.records;
      long probe = (long) (bucket.records * fraction());
      while (low < high) {
        read(Math.max(low, Math.min(probe, high) - RECORDS / 2), high);
        if (compare(first) >= 0) {
          high = first;
        } else if (compare(last()) < 0) {
          low = last() + 1;
        } else {
          return halve(first + 1, last());
        }
        probe = (low + high) >>> 1;
      }
      if (low < bucket.records && (rows.length == 0 || low < first || low > last())) {
        read(low, low + 1);
      }
      return low;
    }

    /** The same between two records of the window, of which the second is not less. */
    private long halve(long from, long to) {
      long low = from;
      long high = to;
      while (low < high) {
        long middle = (low + high) >>> 1;
        if (compare(middle) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** Where the digest stands among all that there could be: 0 to 1. */
    private double fraction() {
      double fraction = 0;
      for (int i = Math.min(digest.length, 7) - 1; i >= 0; i--) {
        fraction = (fraction + (digest[i] & 0xff)) / 256;
      }
      return fraction;
    }

    private long last() {
      return first + rows.length / bucket.width() - 1;
    }

    /** Reads records from {@code from} on, none from {@code to} on. */
    private void read(long from, long to) throws IOException {
      rows = new byte[(int) Math.min(RECORDS, to - from) * bucket.width()];
      first = from;
      input.readFully(bucket.start + from * bucket.width(), rows, 0, rows.length);
    }

    /** Compares the digest of a record of the window with the one that is sought. */
    int compare(long index) {
      int at = (int) (index - first) * bucket.width();
      return Arrays.compareUnsigned(rows, at, at + digest.length, digest, 0, digest.length);
    }

    long offset(long index) throws MalformedInputException {
      int at = (int) (index - first) * bucket.width();
      BlockCursor in =
          new BlockCursor(
              input.name(),
              bucket.start + first * bucket.width(),
              rows,
              at + digest.length,
              at + bucket.width());
      int start = in.position();
      long offset = in.littleEndian(Long.BYTES, "offset");
      if (offset < 0) {
        throw in.malformed(
            "offset out of range in CAR index",
            start,
            "at most 63 bits",
            Long.toUnsignedString(offset));
      }
      return offset;
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** Reads the buckets' heads, which stand among the records. */
  private static final class Directory {
    private final PositionedInput input;
    private final byte[] head = new byte[12];
    private long position;

    Directory(PositionedInput input) {
      this.input = input;
    }

    List<Bucket> buckets() throws IOException {
      BlockCursor codec = take(2);
      int start = codec.position();
      if (codec.shortestVarint("index codec") != CarFormat.MULTIHASH_INDEX_SORTED) {
        throw codec.malformed("unknown CAR index", start, "codec 0x401", "another");
      }
      List<Bucket> buckets = new ArrayList<>();
      long functions = take(4).littleEndian(4, "number of hash functions");
      long previous = -1;
      for (long i = 0; i < functions; i++) {
        BlockCursor in = take(12);
        long function = in.littleEndian(8, "hash function");
        long widths = in.littleEndian(4, "number of widths");
        require(function > previous, "hash functions out of order in CAR index", function);
        previous = function;
        widths(function, widths, buckets);
      }
      require(position == input.length(), "bytes after the CAR index", input.length() - position);
      return List.copyOf(buckets);
    }

    private void widths(long function, long count, List<Bucket> buckets) throws IOException {
      long previous = Long.BYTES - 1;
      for (long i = 0; i < count; i++) {
        BlockCursor in = take(12);
        long width = in.littleEndian(4, "width");
        long bytes = in.littleEndian(8, "bucket length");
        boolean fits = width > previous && width <= Cid.MAX_DIGEST_BYTES + Long.BYTES;
        require(fits, "width out of order or range in CAR index", width);
        boolean whole = bytes >= 0 && bytes <= input.length() - position && bytes % width == 0;
        require(whole, "bucket length out of bounds in CAR index", bytes);
        buckets.add(new Bucket(function, (int) width - Long.BYTES, position, bytes / width));
        position += bytes;
        previous = width;
      }
    }

    private BlockCursor take(int count) throws IOException {
      int available = (int) Math.min(count, input.length() - position);
      input.readFully(position, head, 0, available);
      position += available;
      return new BlockCursor(input.name(), position - available, head, 0, available);
    }

    private void require(boolean holds, String reason, long found) throws IOException {
      if (!holds) {
        throw new MalformedInputException(
            reason,
            input.name(),
            position,
            "an index that fills its file",
            Long.toUnsignedString(found));
      }
    }
  }
}
