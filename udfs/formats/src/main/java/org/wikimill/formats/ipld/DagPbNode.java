package org.wikimill.formats.ipld;

import java.util.Arrays;
import java.util.List;

/**
 * A dag-pb node: links and data.
 *
 * @param links in the order of the block
 * @param data the payload, for UnixFS a {@link UnixFsData}; not copied; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // equals is by content
public record DagPbNode(List<Link> links, byte[] data) {
  public DagPbNode {
    links = List.copyOf(links);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DagPbNode node
        && links.equals(node.links)
        && Arrays.equals(data, node.data);
  }

  @Override
  public int hashCode() {
    return 31 * links.hashCode() + Arrays.hashCode(data);
  }
}
