package org.wikimill.formats.ipld;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a CAR of version 1: a header that names the roots, then blocks as they come.
 *
 * <p>Blocks are neither checked nor deduplicated. {@code writer::put} serves as a {@link
 * BlockSink}. Not thread-safe.
 */
public final class CarWriter implements Closeable {
  private final OutputStream out;
  private final BlockBuffer head = new BlockBuffer(CarFormat.MAX_SECTION_OVERHEAD_BYTES);
  private long position;

  /**
   * Writes the header.
   *
   * @param out takes each section in two writes, so that it should be buffered for small blocks;
   *     closed with the writer
   * @param roots at least one, as readers in the field demand: {@link Cid#IDENTITY_EMPTY} where
   *     there is none
   */
  public CarWriter(OutputStream out, List<Cid> roots) throws IOException {
    if (roots.isEmpty()) {
      throw new IllegalArgumentException("a CAR names a root");
    }
    this.out = out;
    byte[] header = new CarHeader(1, List.copyOf(roots)).encode();
    head.varint(header.length);
    head.bytes(header);
    out.write(head.array(), 0, head.length());
    position = head.length();
  }

  /**
   * Writes a block.
   *
   * @return the offset of its section, at the varint of the section's length; the block itself
   *     starts {@link #sectionOverheadBytes} later
   * @throws IllegalArgumentException if CID and block together exceed 8 MiB
   */
  public long put(Cid cid, byte[] bytes, int offset, int length) throws IOException {
    int cidBytes = cid.lengthBytes();
    if (length > CarFormat.MAX_SECTION_BYTES - cidBytes) {
      throw new IllegalArgumentException(
          "block " + cid + " is too long for a CAR section: " + length + " bytes");
    }
    head.clear();
    head.varint(cidBytes + length);
    head.cid(cid);
    out.write(head.array(), 0, head.length());
    out.write(bytes, offset, length);
    long section = position;
    position += head.length() + length;
    return section;
  }

  /** How many bytes of a section stand before the block: the section's length and the CID. */
  public static int sectionOverheadBytes(Cid cid, int blockBytes) {
    return BlockBuffer.varintLength(cid.lengthBytes() + blockBytes) + cid.lengthBytes();
  }

  /** What stands before a block in its section: the section's length and the CID. */
  public static byte[] sectionHead(Cid cid, int blockBytes) {
    BlockBuffer head = new BlockBuffer(CarFormat.MAX_SECTION_OVERHEAD_BYTES);
    head.varint(cid.lengthBytes() + blockBytes);
    head.cid(cid);
    return head.toByteArray();
  }

  /** The length of what has been written. */
  public long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
