package org.wikimill.pipeline.paths;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A claim to a place in the tree.
 *
 * @param place the place that is claimed
 * @param rank how well: see {@link Rank}; the better come first
 * @param source the claimant's name in the source, which decides among equals
 * @param contested whether the place is wanted by another, or is also a directory
 * @param moved whether {@code place} already differs from what the name alone asks for
 * @param key the claimant's key: where its final place is to be sent
 */
record Claim(byte[] place, Rank rank, byte[] source, boolean contested, boolean moved, byte[] key) {

  /** The order in which claims to one place are served. */
  enum Rank {
    /** The layout itself needs the place. */
    RESERVED,
    /** The name asks for exactly this place. */
    LITERAL,
    /** A rule altered a segment of the name. */
    ALTERED,
    /** The name's own place is a directory. */
    MOVED,
    /** No entry asks, but the build. */
    GENERATED,
    /** No file asks, but a line that redirects, for which a directory would stand in the way. */
    REDIRECTED
  }

  byte[] value(RowWriter out) {
    return out.clear()
        .byteValue(rank.ordinal())
        .byteValue(contested ? 1 : 0)
        .byteValue(moved ? 1 : 0)
        .bytes(place)
        .bytes(source)
        .raw(key)
        .toBytes();
  }

  static Claim of(byte[] value) {
    RowReader in = new RowReader(value);
    Rank rank = Rank.values()[in.byteValue()];
    boolean contested = in.byteValue() == 1;
    boolean moved = in.byteValue() == 1;
    byte[] place = in.bytes();
    return new Claim(place, rank, in.bytes(), contested, moved, in.rest());
  }
}
