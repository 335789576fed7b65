package org.wikimill.formats.ipld;

import java.util.Arrays;

/**
 * A link of a dag-pb node.
 *
 * @param cid what it links
 * @param name the name in bytes, not copied; empty for the chunks of files and where a decoded node
 *     has none
 * @param tsize the cumulative size of what it links, in bytes; a hint that nothing proves
 */
@SuppressWarnings("ArrayRecordComponent") // equals is by content
public record Link(Cid cid, byte[] name, long tsize) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Link link
        && cid.equals(link.cid)
        && Arrays.equals(name, link.name)
        && tsize == link.tsize;
  }

  @Override
  public int hashCode() {
    return 31 * cid.hashCode() + Arrays.hashCode(name);
  }
}
