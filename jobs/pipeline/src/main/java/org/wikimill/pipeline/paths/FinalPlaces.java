package org.wikimill.pipeline.paths;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.site.Layout;

/**
 * Serves the claims of each family in their order: a place that is free goes to the first who asks,
 * a loser gets the first free stand-in.
 *
 * <p>Only what differs from the place that the name asks for is told.
 */
final class FinalPlaces implements RowPump.Step {
  /** Places that are taken, and which stand-in for each to try next. */
  private final Map<Name, Integer> taken = new HashMap<>();

  private final Layout layout;
  private byte[] family;

  FinalPlaces(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> out) {
    byte[] rowFamily = ContestedPlaces.family(key);
    if (!Arrays.equals(rowFamily, family)) {
      family = rowFamily;
      taken.clear();
    }
    if (ContestedPlaces.isClaim(key)) {
      serve(Claim.of(value), out);
    } else {
      taken.put(new Name(value), 1);
    }
  }

  private void serve(Claim claim, BiConsumer<byte[], byte[]> out) {
    Name wanted = new Name(claim.place());
    byte[] place = claim.place();
    while (taken.putIfAbsent(new Name(place), 1) != null) {
      place = layout.standIn(claim.place(), taken.merge(wanted, 1, Integer::sum) - 1);
    }
    if (claim.moved() || !Arrays.equals(place, claim.place())) {
      out.accept(claim.key(), place);
    }
  }
}
