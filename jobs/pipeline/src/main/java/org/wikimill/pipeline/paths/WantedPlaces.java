package org.wikimill.pipeline.paths;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.site.Places;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;

/**
 * From pages to the places that their names ask for, and the directories that these places make.
 *
 * <p>A key is the place, a zero byte (which no place holds), and whether it is wanted as a
 * directory or by an entry: directories come first.
 */
final class WantedPlaces implements RowPump.Step {
  /** Bytes of a key after the place. */
  static final int KEY_TAIL = 2;

  static final byte DIRECTORY = 0;
  static final byte ENTRY = 1;

  private final Placement placement;
  private final RowWriter out = new RowWriter();
  private byte[] previous = new byte[0];

  WantedPlaces(Placement placement) {
    this.placement = placement;
  }

  @Override
  public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
    PageRow page = PageRow.of(value);
    if (!placement.asks(page)) {
      return;
    }
    byte[] place = placement.wanted(page);
    boolean file = placement.isFile(page, place);
    if (file) {
      directories(place, rows);
    }
    Claim.Rank rank = file ? rank(page, place) : Claim.Rank.REDIRECTED;
    byte[] claim = new Claim(place, rank, page.name(), false, false, page.placeKey(out)).value(out);
    rows.accept(key(place, place.length, ENTRY), claim);
  }

  private Claim.Rank rank(PageRow page, byte[] place) {
    return switch (page.kind()) {
      case LANDING, ICON -> Claim.Rank.RESERVED;
      case GENERATED -> Claim.Rank.GENERATED;
      default ->
          placement.layout().isLiteral(page.name(), place)
              ? Claim.Rank.LITERAL
              : Claim.Rank.ALTERED;
    };
  }

  /** The place of a key. */
  static byte[] place(byte[] key) {
    return Arrays.copyOf(key, key.length - KEY_TAIL);
  }

  /** Each directory of {@code place} that the place before did not lie in. */
  private void directories(byte[] place, BiConsumer<byte[], byte[]> rows) {
    int mismatch = Arrays.mismatch(previous, place);
    int shared = mismatch < 0 ? place.length : mismatch;
    for (int end = Places.directoryLength(place); end > 0; ) {
      // The place before named this directory, and all above it, if it shares the '/' behind it.
      if (end < shared) {
        break;
      }
      rows.accept(key(place, end, DIRECTORY), new byte[0]);
      end = Places.directoryLength(Arrays.copyOf(place, end));
    }
    previous = place;
  }

  private byte[] key(byte[] place, int length, byte kind) {
    return out.clear().raw(Arrays.copyOf(place, length)).byteValue(0).byteValue(kind).toBytes();
  }
}
