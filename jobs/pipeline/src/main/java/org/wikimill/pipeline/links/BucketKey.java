package org.wikimill.pipeline.links;

import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/** The key of a batch of hashes of places: its bucket, then what the places are. */
final class BucketKey {
  private BucketKey() {}

  /** What places are, in the order in which a bucket meets them. */
  enum Side {
    /** Something is served there. */
    ANSWERING,
    /** Links lead there. */
    ASKED
  }

  static byte[] of(RowWriter out, int bucket, Side side) {
    return out.clear().fixedInt(bucket).byteValue(side.ordinal()).toBytes();
  }

  static Side side(byte[] key) {
    return Side.values()[key[key.length - 1]];
  }

  /** Each bucket to a partition of its own. */
  static Destinations destinations(int bits) {
    return new Destinations(1 << bits, key -> new RowReader(key).fixedInt());
  }
}
