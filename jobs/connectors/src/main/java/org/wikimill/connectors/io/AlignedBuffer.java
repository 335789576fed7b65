package org.wikimill.connectors.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.util.CleanerUtil;

/**
 * Memory outside the heap whose address is a multiple of a block of the disk, as direct I/O asks.
 *
 * <p>It is freed when it is closed: the collector, which sees a small object, would let gigabytes
 * gather.
 */
final class AlignedBuffer implements Closeable {
  private final ByteBuffer memory;
  private final ByteBuffer bytes;

  /**
   * @param sizeBytes its size, a multiple of the alignment for direct I/O
   * @param alignmentBytes what its address is a multiple of: a power of two
   */
  AlignedBuffer(int sizeBytes, int alignmentBytes) {
    memory = ByteBuffer.allocateDirect(sizeBytes + alignmentBytes);
    bytes = memory.alignedSlice(alignmentBytes).limit(sizeBytes).slice();
  }

  ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (CleanerUtil.UNMAP_SUPPORTED) {
      CleanerUtil.getCleaner().freeBuffer(memory);
    }
  }
}
