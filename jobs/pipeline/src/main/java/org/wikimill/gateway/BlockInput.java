package org.wikimill.gateway;

import java.io.IOException;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.ipld.Cid;

/**
 * The bytes of a block, which is asked for at each read and not held between.
 *
 * @param length of the block
 */
record BlockInput(BlockSource blocks, Cid cid, long length) implements PositionedInput {
  static BlockInput of(BlockSource blocks, Cid cid) throws IOException {
    return new BlockInput(blocks, cid, blocks.block(cid).length);
  }

  @Override
  public String name() {
    return cid.toString();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    Inputs.of(name(), blocks.block(cid)).readFully(position, target, offset, count);
  }
}
