package org.wikimill.formats.ipld;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * A sorted index of a CAR on disk: from a multihash to the offset of a section.
 *
 * <p>Format: MultihashIndexSorted (multicodec 0x0401) as the readers in the field write it, all
 * numbers little-endian. Opening reads and checks the directory of buckets alone; a look-up is a
 * binary search in the file. Safe for use by many threads if the input is.
 */
public final class MultihashIndex implements Closeable {
  /** Records of one hash function and digest length, sorted by digest. */
  private record Bucket(long hashFunction, int digestBytes, long start, long records) {
    int width() {
      return digestBytes + Long.BYTES;
    }
  }

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
   * Where the section of a block starts, counted from the start of the CARv1; the first of them if
   * there are several copies.
   *
   * @param multihash as {@link Cid#multihash()} gives it
   * @throws IllegalArgumentException if it is no multihash
   */
  public OptionalLong lookup(byte[] multihash) throws IOException {
    BlockCursor in = new BlockCursor("multihash", 0, multihash, 0, multihash.length);
    long hashFunction;
    byte[] digest;
    try {
      hashFunction = in.shortestVarint("multihash code");
      digest = in.bytes(in.length("digest length"), "digest");
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    for (Bucket bucket : buckets) {
      if (bucket.hashFunction == hashFunction && bucket.digestBytes == digest.length) {
        return search(bucket, digest);
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong search(Bucket bucket, byte[] digest) throws IOException {
    byte[] row = new byte[bucket.width()];
    long low = 0;
    long high = bucket.records;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (compare(bucket, middle, row, digest) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == bucket.records || compare(bucket, low, row, digest) != 0) {
      return OptionalLong.empty();
    }
    long at = bucket.start + low * bucket.width();
    BlockCursor in = new BlockCursor(input.name(), at, row, digest.length, row.length);
    long offset = in.littleEndian(Long.BYTES, "offset");
    if (offset < 0) {
      throw in.malformed(
          "offset out of range in CAR index",
          digest.length,
          "at most 63 bits",
          Long.toUnsignedString(offset));
    }
    return OptionalLong.of(offset);
  }

  /** Reads a record and compares its digest with another. */
  private int compare(Bucket bucket, long index, byte[] row, byte[] digest) throws IOException {
    input.readFully(bucket.start + index * row.length, row, 0, row.length);
    return Arrays.compareUnsigned(row, 0, digest.length, digest, 0, digest.length);
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
