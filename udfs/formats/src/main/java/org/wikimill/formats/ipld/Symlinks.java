package org.wikimill.formats.ipld;

import java.io.IOException;

/** Symbolic links as UnixFS nodes. */
public final class Symlinks {
  private Symlinks() {}

  /**
   * The node of a symlink, whose block goes to {@code sink}.
   *
   * @param target where it points, as the bytes of the path, at least one
   */
  public static UnixFsNode of(CidProfile profile, BlockSink sink, byte[] target)
      throws IOException {
    if (target.length == 0) {
      throw new IllegalArgumentException("a symlink has a target");
    }
    BlockBuffer block = new BlockBuffer(target.length + 32);
    DagPb.writeData(block, UnixFsData.of(UnixFsData.Type.SYMLINK).withData(target).encode());
    return new UnixFsNode(new BlockHasher(profile, sink).put(block), block.length());
  }
}
