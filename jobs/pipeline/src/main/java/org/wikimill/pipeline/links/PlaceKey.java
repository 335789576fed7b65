package org.wikimill.pipeline.links;

import java.util.Arrays;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * The key of a place on its way to the join: the place, its length first, so that no other place
 * comes between; then nothing for a link that leads there, or before those, the path that answers.
 */
final class PlaceKey {
  private static final int ANSWERING = 0;
  private static final int ASKED = 1;

  private PlaceKey() {}

  static byte[] answering(RowWriter out, byte[] place, byte[] path) {
    return out.clear().fixedInt(place.length).raw(place).byteValue(ANSWERING).raw(path).toBytes();
  }

  static byte[] asked(RowWriter out, byte[] place) {
    return out.clear().fixedInt(place.length).raw(place).byteValue(ASKED).toBytes();
  }

  static byte[] place(byte[] key) {
    RowReader in = new RowReader(key);
    return in.raw(in.fixedInt());
  }

  /** The path that answers; null in the key of a link. */
  static byte[] path(byte[] key) {
    int at = Integer.BYTES + new RowReader(key).fixedInt();
    return key[at] == ASKED ? null : Arrays.copyOfRange(key, at + 1, key.length);
  }

  /** All that is said of a place to one partition. */
  static Destinations destinations(int partitions) {
    return Destinations.byHash(partitions, PlaceKey::place);
  }
}
