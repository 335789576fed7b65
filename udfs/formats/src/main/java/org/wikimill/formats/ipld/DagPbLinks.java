package org.wikimill.formats.ipld;

import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The links of a dag-pb block one after the other, from any of them on: for who wants few of many,
 * and comes back for more. Not thread-safe.
 */
public final class DagPbLinks {
  private final BlockCursor in;

  /**
   * @param name what messages call the block
   * @param block not copied
   * @param position 0, or a {@link #position()} in the same block
   */
  public DagPbLinks(String name, byte[] block, int position) {
    this.in = new BlockCursor(name, 0, block, position, block.length);
  }

  /**
   * The next link; empty at the end.
   *
   * @throws MalformedInputException if its bytes are no link; what stands beside links is not
   *     looked at
   */
  public Optional<Link> next() throws MalformedInputException {
    while (in.remaining() > 0) {
      int tag = in.octet("field");
      BlockCursor field = in.slice(in.length("field length"), "field");
      if (tag == DagPb.NODE_LINK) {
        return Optional.of(DagPb.link(field));
      }
    }
    return Optional.empty();
  }

  /** The byte at which the next link is looked for. */
  public int position() {
    return in.position();
  }
}
