package org.wikimill.pipeline.delta;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;

/**
 * Where a block of a build stands: of several copies the first.
 *
 * @param cid its CID
 * @param shard the number of its CAR among those of the build, in the order of their names, or
 *     {@link #IN_NO_CAR}
 * @param offset the first of the block's bytes in that file
 * @param lengthBytes the number of the block's bytes
 */
public record BlockCopy(Cid cid, int shard, long offset, int lengthBytes) {
  /** Of a build whose blocks are in nodes alone. */
  static final int IN_NO_CAR = -1;

  void write(RowWriter out) {
    out.fixedInt(shard).fixedLong(offset).varint(lengthBytes).bytes(cid.bytes());
  }

  static BlockCopy read(RowReader in) throws MalformedInputException {
    int shard = in.fixedInt();
    long offset = in.fixedLong();
    int lengthBytes = (int) in.varint();
    return new BlockCopy(Cid.decode(in.bytes(), 0), shard, offset, lengthBytes);
  }

  boolean isBefore(BlockCopy other) {
    return shard != other.shard ? shard < other.shard : offset < other.offset;
  }
}
