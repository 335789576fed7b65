package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.COMPRESSION_MASK;
import static org.wikimill.formats.zim.ZimFormat.EXTENDED_FLAG;
import static org.wikimill.formats.zim.ZimFormat.MAX_BLOBS_IN_CLUSTER;
import static org.wikimill.formats.zim.ZimFormat.u32;
import static org.wikimill.formats.zim.ZimFormat.u64;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bytes.StoredBytes;

/**
 * The blobs of one cluster, one after the other.
 *
 * <p>The cluster's stored bytes are read once and decoded once, in pieces: memory holds the offset
 * table, a buffer and the decoder's window, whatever the size of a blob. Decoding stops behind the
 * last blob. Not thread-safe.
 */
public final class ClusterReader implements Closeable {
  private static final int SKIP_BUFFER_BYTES = 1 << 16;
  private static final int FIRST_OFFSETS = 1 << 10;

  private final String file;
  private final int cluster;
  private final long position;
  private final Compression compression;
  private final boolean extended;
  private final StoredBytes stored;
  private final InputStream decoded;
  private final long[] offsets;
  private final BlobStream content = new BlobStream();
  private long at;
  private int blob = -1;
  private byte[] skipBuffer;

  /**
   * Reads the info byte and the offset table.
   *
   * @param start the position of the info byte
   * @param end where the cluster's stored bytes have ended at the latest
   * @param maxBlobs the number of entries of the archive: more blobs are not plausible
   */
  ClusterReader(PositionedInput input, int cluster, long start, long end, int maxBlobs)
      throws IOException {
    this.file = input.name();
    this.cluster = cluster;
    this.position = start;
    this.stored = new StoredBytes(input, start, end);
    int info = stored.read();
    this.compression =
        Compression.of(info & COMPRESSION_MASK)
            .orElseThrow(() -> malformed("unknown compression", "0 to 5", info & COMPRESSION_MASK));
    this.extended = (info & EXTENDED_FLAG) != 0;
    this.decoded = openDecoder();
    try {
      this.offsets = readOffsets(Math.min(maxBlobs, MAX_BLOBS_IN_CLUSTER));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The number of blobs, 0 included. */
  public int blobCount() {
    return offsets.length - 1;
  }

  public Compression compression() {
    return compression;
  }

  /** Whether the offset table has 64-bit numbers. */
  public boolean extended() {
    return extended;
  }

  /** The size in bytes of any blob of the cluster, which takes no decoding of content. */
  public long size(int anyBlob) {
    Objects.checkIndex(anyBlob, blobCount());
    return offsets[anyBlob + 1] - offsets[anyBlob];
  }

  /**
   * Moves to the next blob, past what was left unread of the current one.
   *
   * @return false behind the last blob
   */
  public boolean next() throws IOException {
    if (blob + 1 >= blobCount()) {
      blob = blobCount();
      return false;
    }
    moveTo(blob + 1);
    return true;
  }

  /**
   * Moves forward to {@code target}, which may be the current blob only while none of it was read.
   *
   * @param target a blob number as dirents have it: unsigned
   * @throws MalformedInputException if the cluster has no such blob
   */
  public void skipTo(int target) throws IOException {
    if (Integer.compareUnsigned(target, blobCount()) >= 0) {
      throw malformed(
          "blob number outside the cluster",
          "a number below " + blobCount(),
          Integer.toUnsignedString(target));
    }
    if (at > offsets[target]) {
      throw new IllegalStateException("blob " + target + " lies behind, reading goes forward only");
    }
    moveTo(target);
  }

  /** The number of the current blob. */
  public int blob() {
    return blob;
  }

  /** The size of the current blob in bytes. */
  public long size() {
    checkCurrent();
    return size(blob);
  }

  /**
   * The bytes of the current blob. It is one object for all blobs: moving on moves it on. It ends
   * exactly at the blob's end; a cluster that ends earlier or does not decode raises a {@link
   * MalformedInputException}. Closing it does nothing.
   */
  public InputStream content() {
    checkCurrent();
    return content;
  }

  @Override
  public void close() throws IOException {
    decoded.close();
  }

  private void checkCurrent() {
    if (blob < 0 || blob >= blobCount()) {
      throw new NoSuchElementException("no blob before next() nor behind the last one");
    }
  }

  private InputStream openDecoder() throws IOException {
    try {
      return Decoders.open(compression, stored);
    } catch (IOException e) {
      throw blame(e);
    }
  }

  private long[] readOffsets(int maxBlobs) throws IOException {
    int width = extended ? Long.BYTES : Integer.BYTES;
    byte[] bytes = new byte[FIRST_OFFSETS * width];
    readFully(bytes, width);
    long first = offset(bytes, 0);
    long count = first / width;
    if (first % width != 0 || count < 1 || count > maxBlobs + 1L) {
      throw malformed(
          "first blob offset not plausible",
          "a multiple of " + width + " from " + width + " to " + (maxBlobs + 1L) * width,
          Long.toUnsignedString(first));
    }
    long[] read = new long[(int) Math.min(count, FIRST_OFFSETS)];
    read[0] = first;
    for (int done = 1; done < count; ) {
      if (done == read.length) { // Grows as the table proves to be there.
        read = Arrays.copyOf(read, (int) Math.min(count, done * 2L));
      }
      int n = Math.min(FIRST_OFFSETS, read.length - done);
      readFully(bytes, n * width);
      for (int i = 0; i < n; i++, done++) {
        read[done] = offset(bytes, i * width);
        checkAscending(read, done);
      }
    }
    checkStored(read[read.length - 1]);
    return read;
  }

  private long offset(byte[] bytes, int index) {
    return extended ? u64(bytes, index) : Integer.toUnsignedLong(u32(bytes, index));
  }

  private void checkAscending(long[] read, int i) throws MalformedInputException {
    if (read[i] < read[i - 1]) {
      throw malformed(
          "blob offsets not ascending",
          "an offset of " + read[i - 1] + " or more for the end of blob " + (i - 1),
          Long.toUnsignedString(read[i]));
    }
  }

  private void checkStored(long last) throws MalformedInputException {
    if (compression == Compression.NONE && last - at > stored.remaining()) {
      throw malformed(
          "cluster reaches into what follows it",
          "at most " + (at + stored.remaining()) + " bytes",
          last);
    }
  }

  private void moveTo(int target) throws IOException {
    long start = offsets[target];
    while (at < start) {
      if (compression == Compression.NONE) {
        at += stored.skip(start - at);
      } else {
        if (skipBuffer == null) {
          skipBuffer = new byte[SKIP_BUFFER_BYTES];
        }
        decode(skipBuffer, 0, (int) Math.min(skipBuffer.length, start - at));
      }
    }
    blob = target;
    content.remaining = offsets[target + 1] - start;
  }

  private void readFully(byte[] bytes, int count) throws IOException {
    for (int done = 0; done < count; ) {
      done += decode(bytes, done, count - done);
    }
  }

  /** Decodes at least one byte. */
  private int decode(byte[] target, int offset, int length) throws IOException {
    int count;
    try {
      count = decoded.read(target, offset, length);
    } catch (IOException e) {
      throw blame(e);
    }
    if (count <= 0) {
      throw malformed("cluster ends too early", "more content", "its end after " + at + " bytes");
    }
    at += count;
    return count;
  }

  private IOException blame(IOException failure) {
    if (stored.caused(failure)) {
      return failure;
    }
    IOException malformed =
        malformed(
            "cluster does not decode",
            "valid " + compression,
            Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName()));
    malformed.initCause(failure);
    return malformed;
  }

  private MalformedInputException malformed(String reason, String expected, Object found) {
    return new MalformedInputException(
        reason, file, position, expected + " in cluster " + cluster, String.valueOf(found));
  }

  /** The current blob's bytes. */
  private final class BlobStream extends InputStream {
    private long remaining;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (remaining == 0) {
        return length == 0 ? 0 : -1;
      }
      if (length == 0) {
        return 0;
      }
      int count = decode(target, offset, (int) Math.min(length, remaining));
      remaining -= count;
      return count;
    }
  }
}
