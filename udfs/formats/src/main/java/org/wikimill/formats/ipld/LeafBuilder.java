package org.wikimill.formats.ipld;

import java.io.IOException;

/**
 * Turns chunks into leaves of files, each by itself: tasks that share a huge file make the leaves
 * of their ranges with it, for {@link BalancedLayout} to join. Not thread-safe.
 */
public final class LeafBuilder {
  private final CidProfile profile;
  private final BlockHasher hasher;
  private final BlockBuffer leaf;

  /** A builder whose blocks go to {@code sink}. */
  public LeafBuilder(CidProfile profile, BlockSink sink) {
    this(profile, new BlockHasher(profile, sink));
  }

  LeafBuilder(CidProfile profile, BlockHasher hasher) {
    this.profile = profile;
    this.hasher = hasher;
    this.leaf = new BlockBuffer(profile.leaves() == CidProfile.Leaves.RAW ? 0 : 1 << 10);
  }

  /**
   * The leaf of a chunk.
   *
   * @param length {@link CidProfile#chunkBytes()}; less for a file's last chunk
   */
  public UnixFsNode leaf(byte[] bytes, int offset, int length) throws IOException {
    if (profile.leaves() == CidProfile.Leaves.RAW) {
      return new UnixFsNode(hasher.put(Codec.RAW, bytes, offset, length), length);
    }
    int dataBytes = length == 0 ? 0 : 1 + BlockBuffer.varintLength(length) + length;
    leaf.clear();
    DagPb.startData(leaf, 2 + dataBytes + 1 + BlockBuffer.varintLength(length));
    leaf.octet(UnixFsDataCodec.TYPE);
    leaf.octet(UnixFsData.Type.FILE.number());
    if (length > 0) {
      leaf.octet(UnixFsDataCodec.DATA);
      leaf.varint(length);
      leaf.bytes(bytes, offset, length);
    }
    leaf.octet(UnixFsDataCodec.FILE_SIZE);
    leaf.varint(length);
    return new UnixFsNode(hasher.put(leaf), leaf.length());
  }
}
