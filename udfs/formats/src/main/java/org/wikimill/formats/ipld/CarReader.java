package org.wikimill.formats.ipld;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Reads a CAR of version 1 or 2 from section to section; blocks are read on request.
 *
 * <p>Refuses headers over 32 MiB, sections over 8 MiB, empty sections and whatever is cut short.
 * Blocks are not hashed. Of a CARv2 the index is left alone. Not thread-safe.
 */
public final class CarReader implements Closeable {
  private static final int WINDOW_BYTES = 64 << 10;

  /**
   * Where a block stands; offsets count from the start of the input.
   *
   * @param sectionOffset the varint of the section's length
   * @param blockOffset the first byte of the block
   */
  public record Section(Cid cid, long sectionOffset, long blockOffset, int blockLength) {}

  private final PositionedInput input;
  private final int version;
  private final long dataOffset;
  private final List<Cid> roots;
  private final byte[] window;
  private long windowStart;
  private int windowBytes;
  private byte[] block = {};
  private long end;
  private long indexOffset;
  private long position;

  /** Reads the headers; closes {@code input} with the reader, not if it throws. */
  public CarReader(PositionedInput input) throws IOException {
    this.input = input;
    this.window = new byte[(int) Math.min(WINDOW_BYTES, input.length())];
    this.end = input.length();
    CarHeader header = header();
    version = header.version();
    if (version == 2) {
      position = enterData();
      dataOffset = position;
      header = header();
      if (header.version() != 1) {
        throw malformed("unknown version of the CARv2 data", dataOffset, "1", "2");
      }
    } else {
      dataOffset = 0;
    }
    roots = header.roots();
  }

  /** 1 or 2. */
  public int version() {
    return version;
  }

  /** What the header names, in its order. */
  public List<Cid> roots() {
    return roots;
  }

  /** Where the CARv1 starts, from which offsets in an index count: 0 in version 1. */
  public long dataOffset() {
    return dataOffset;
  }

  /** Where the sections end. */
  long dataEnd() {
    return end;
  }

  /** Where the index of a CARv2 starts; 0 if there is none. */
  long indexOffset() {
    return indexOffset;
  }

  /** The next section; empty at the end of the data. */
  public Optional<Section> next() throws IOException {
    if (position == end) {
      return Optional.empty();
    }
    Section section = section(cursor(CarFormat.MAX_SECTION_OVERHEAD_BYTES), position, end);
    position = section.blockOffset() + section.blockLength();
    return Optional.of(section);
  }

  /**
   * Reads the head of a section.
   *
   * @param in at the section, whose first bytes it holds
   * @param start the offset of the section
   * @param end where the data end
   */
  static Section section(BlockCursor in, long start, long end) throws MalformedInputException {
    int first = in.position();
    long length = in.shortestVarint("section length");
    long cidOffset = start + in.position() - first;
    if (length == 0 || length > CarFormat.MAX_SECTION_BYTES) {
      throw in.malformed(
          "section length out of range",
          first,
          "1 to " + CarFormat.MAX_SECTION_BYTES + " bytes",
          Long.toUnsignedString(length));
    }
    if (length > end - cidOffset) {
      throw in.malformed("section is cut short", first, length + " bytes", (end - cidOffset) + "");
    }
    Cid cid = Cid.read(in.slice((int) Math.min(length, in.remaining()), "CID"));
    int blockLength = (int) length - cid.lengthBytes();
    return new Section(cid, start, cidOffset + cid.lengthBytes(), blockLength);
  }

  /**
   * The bytes of a block.
   *
   * @return an array that holds the block from 0 on and is reused by the next call
   */
  public byte[] block(Section section) throws IOException {
    int length = section.blockLength();
    if (block.length < length) {
      block = new byte[Math.max(length, Math.min(2 * block.length, CarFormat.MAX_SECTION_BYTES))];
    }
    if (length > window.length) {
      input.readFully(section.blockOffset(), block, 0, length);
    } else {
      fill(section.blockOffset(), length);
      int from = (int) (section.blockOffset() - windowStart);
      System.arraycopy(window, from, block, 0, length);
    }
    return block;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  private CarHeader header() throws IOException {
    long start = position;
    BlockCursor in = cursor(10);
    int first = in.position();
    long length = in.shortestVarint("CAR header length");
    position += in.position() - first;
    long limit = Math.min(CarFormat.MAX_HEADER_BYTES, end - position);
    if (length > limit) {
      throw malformed("CAR header is too long", start, "at most " + limit + " bytes", length + "");
    }
    byte[] bytes = new byte[(int) length];
    input.readFully(position, bytes, 0, bytes.length);
    CarHeader header =
        CarHeader.decode(new BlockCursor(input.name(), position, bytes, 0, bytes.length));
    position += length;
    return header;
  }

  /** Reads the header of a CARv2, sets the end of its data and returns their start. */
  private long enterData() throws IOException {
    long start = position;
    BlockCursor in = cursor(CarFormat.V2_HEADER_BYTES);
    in.bytes(CarFormat.V2_CHARACTERISTICS_BYTES, "CARv2 characteristics");
    long dataStart = in.littleEndian(8, "CARv2 data offset");
    long dataBytes = in.littleEndian(8, "CARv2 data size");
    long indexStart = in.littleEndian(8, "CARv2 index offset");
    long first = start + CarFormat.V2_HEADER_BYTES;
    if (dataStart < first || dataStart > end || dataBytes < 0 || dataBytes > end - dataStart) {
      throw malformed(
          "CARv2 data out of bounds",
          start + CarFormat.V2_CHARACTERISTICS_BYTES,
          "a range in bytes " + first + " to " + end,
          dataBytes + " bytes from " + dataStart);
    }
    if (indexStart != 0 && (indexStart < dataStart + dataBytes || indexStart >= end)) {
      throw malformed(
          "CARv2 index out of bounds",
          start + CarFormat.V2_HEADER_BYTES - 8,
          "0, or a byte from " + (dataStart + dataBytes) + " to " + end,
          Long.toUnsignedString(indexStart));
    }
    end = dataStart + dataBytes;
    indexOffset = indexStart;
    return dataStart;
  }

  /** A cursor over the next {@code count} bytes, or fewer at the end of the data. */
  private BlockCursor cursor(int count) throws IOException {
    int available = (int) Math.min(count, end - position);
    fill(position, available);
    int from = (int) (position - windowStart);
    return new BlockCursor(input.name(), windowStart, window, from, from + available);
  }

  /** Moves the window, unless it holds that range, so that it starts with it. */
  private void fill(long from, int count) throws IOException {
    if (from >= windowStart && from + count <= windowStart + windowBytes) {
      return;
    }
    windowBytes = 0;
    int bytes = (int) Math.min(window.length, input.length() - from);
    input.readFully(from, window, 0, bytes);
    windowStart = from;
    windowBytes = bytes;
  }

  private MalformedInputException malformed(
      String reason, long offset, String expected, String found) {
    return new MalformedInputException(reason, input.name(), offset, expected, found);
  }
}
