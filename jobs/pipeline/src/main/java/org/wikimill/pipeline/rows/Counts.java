package org.wikimill.pipeline.rows;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;

/**
 * What a partition did, in numbers that add up over partitions.
 *
 * @param files entries of the source that are files of their own
 * @param aliases redirects served as files
 * @param forwards redirects served by a page that forwards, or by a line of {@code _redirects}
 * @param notServed redirects that the tree does not serve: by policy, loops, loose ends
 * @param excluded entries outside the tree: by namespace, deleted
 * @param errors entries that could not be processed
 * @param fallbacks those of {@code files} that show less than their page, or its source, since it
 *     could not be rendered
 * @param generated files that the build makes, pages that forward among them
 * @param contentBytes bytes of the files of their own, generated ones too
 * @param blocks blocks stored
 * @param blockBytes bytes of the blocks stored
 * @param repeatedBlocks blocks not stored again because their shard had them
 * @param repeatedBytes bytes of those
 * @param links references of the pages of a site
 */
public record Counts(
    long files,
    long aliases,
    long forwards,
    long notServed,
    long excluded,
    long errors,
    long fallbacks,
    long generated,
    long contentBytes,
    long blocks,
    long blockBytes,
    long repeatedBlocks,
    long repeatedBytes,
    LinkCounts links) {

  public static final Counts NONE =
      new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LinkCounts.NONE);

  /** Nothing but blocks. */
  public static Counts ofBlocks(ShardSink.Stored stored) {
    return new Counts(
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        stored.blocks(),
        stored.bytes(),
        stored.repeatedBlocks(),
        stored.repeatedBytes(),
        LinkCounts.NONE);
  }

  /** Nothing but entries outside the tree. */
  public static Counts ofExcluded(long excluded) {
    return new Counts(0, 0, 0, 0, excluded, 0, 0, 0, 0, 0, 0, 0, 0, LinkCounts.NONE);
  }

  /** Nothing but links. */
  public static Counts ofLinks(LinkCounts links) {
    return new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, links);
  }

  /** The counts with files that the build added. */
  public Counts withGenerated(long count, long bytes) {
    return plus(new Counts(0, 0, 0, 0, 0, 0, 0, count, bytes, 0, 0, 0, 0, LinkCounts.NONE));
  }

  /** All entries that are accounted for. */
  public long entries() {
    return files + aliases + forwards + notServed + excluded + errors;
  }

  public Counts plus(Counts o) {
    return new Counts(
        files + o.files,
        aliases + o.aliases,
        forwards + o.forwards,
        notServed + o.notServed,
        excluded + o.excluded,
        errors + o.errors,
        fallbacks + o.fallbacks,
        generated + o.generated,
        contentBytes + o.contentBytes,
        blocks + o.blocks,
        blockBytes + o.blockBytes,
        repeatedBlocks + o.repeatedBlocks,
        repeatedBytes + o.repeatedBytes,
        links.plus(o.links));
  }

  void write(RowWriter out) {
    out.varint(files)
        .varint(aliases)
        .varint(forwards)
        .varint(notServed)
        .varint(excluded)
        .varint(errors)
        .varint(fallbacks)
        .varint(generated)
        .varint(contentBytes)
        .varint(blocks)
        .varint(blockBytes)
        .varint(repeatedBlocks)
        .varint(repeatedBytes);
    links.write(out);
  }

  static Counts read(RowReader in) {
    return new Counts(
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        in.varint(),
        LinkCounts.read(in));
  }
}
