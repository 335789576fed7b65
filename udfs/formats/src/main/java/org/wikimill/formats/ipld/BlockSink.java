package org.wikimill.formats.ipld;

import java.io.IOException;

/** Where finished blocks go: children before their parents, a block as often as it occurs. */
@FunctionalInterface
public interface BlockSink {
  /** Discards every block: for CIDs alone. */
  BlockSink NONE = (cid, bytes, offset, length) -> {};

  /**
   * Takes a block.
   *
   * @param bytes holds the block from {@code offset} on; reused by the caller after the call
   */
  void put(Cid cid, byte[] bytes, int offset, int length) throws IOException;
}
