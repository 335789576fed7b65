package org.wikimill.connectors.node;

import java.io.IOException;
import java.util.OptionalLong;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.VerifiedBlock;
import org.wikimill.formats.ipld.Cid;

/** The blocks that a node itself has, hashed here. */
public final class NodeSource implements BlockSource {
  private final KuboClient node;

  /**
   * @param node closed by whoever opened it
   */
  public NodeSource(KuboClient node) {
    this.node = node;
  }

  /**
   * @throws NodeException if the node does not answer
   */
  @Override
  public byte[] block(Cid cid) throws IOException {
    byte[] block = node.block(cid).orElseThrow(() -> new MissingBlockException(cid));
    return VerifiedBlock.of(cid, block, node.node().toString());
  }

  /** A node has no order of blocks. */
  @Override
  public OptionalLong number(Cid cid) {
    return OptionalLong.empty();
  }
}
