package org.wikimill.pipeline.rows;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * How pages refer to other files, in numbers that add up over partitions. Whatever one page refers
 * to several times in one way is one reference.
 *
 * @param references those to the site that they are part of
 * @param external those to anything else
 * @param broken those of {@code references} whose target is no file of the tree
 * @param brokenTargets places that these lead to
 */
public record LinkCounts(long references, long external, long broken, long brokenTargets) {
  public static final LinkCounts NONE = new LinkCounts(0, 0, 0, 0);

  public LinkCounts plus(LinkCounts o) {
    return new LinkCounts(
        references + o.references,
        external + o.external,
        broken + o.broken,
        brokenTargets + o.brokenTargets);
  }

  void write(RowWriter out) {
    out.varint(references).varint(external).varint(broken).varint(brokenTargets);
  }

  static LinkCounts read(RowReader in) {
    return new LinkCounts(in.varint(), in.varint(), in.varint(), in.varint());
  }
}
