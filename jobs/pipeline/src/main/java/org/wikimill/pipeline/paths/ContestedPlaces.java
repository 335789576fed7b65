package org.wikimill.pipeline.paths;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.site.Places;
import scala.Tuple2;

/**
 * From wanted places, sorted, to claims and directories by family of names.
 *
 * <p>A key is the family, a zero byte, whether it is a directory or a claim, and for a claim its
 * rank, the claimant's name and its key: so that a family's directories come first, then its claims
 * in the order in which they are served.
 */
final class ContestedPlaces extends RowPump {
  private final Iterator<Tuple2<byte[], byte[]>> rows;
  private final RowWriter out = new RowWriter();
  private Tuple2<byte[], byte[]> next;

  ContestedPlaces(Iterator<Tuple2<byte[], byte[]>> rows) {
    this.rows = rows;
    this.next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  protected boolean step() {
    if (next == null) {
      return false;
    }
    byte[] place = WantedPlaces.place(next._1);
    boolean directory = false;
    List<Claim> claims = new ArrayList<>(1);
    while (next != null && Arrays.equals(place, WantedPlaces.place(next._1))) {
      if (isEntry(next._1)) {
        claims.add(Claim.of(next._2));
      } else {
        directory = true;
      }
      next = rows.hasNext() ? rows.next() : null;
    }
    if (directory) {
      emit(key(place).byteValue(WantedPlaces.DIRECTORY).toBytes(), place);
    }
    if (!directory) {
      claims.removeIf(claim -> claim.rank() == Claim.Rank.REDIRECTED);
    }
    for (Claim claim : claims) {
      claim(claim, directory, claims.size() > 1);
    }
    return true;
  }

  private void claim(Claim claim, boolean directory, boolean shared) {
    Claim made =
        directory
            ? new Claim(
                Places.indexOf(claim.place()),
                claim.rank() == Claim.Rank.GENERATED ? claim.rank() : Claim.Rank.MOVED,
                claim.source(),
                true,
                true,
                claim.key())
            : new Claim(claim.place(), claim.rank(), claim.source(), shared, false, claim.key());
    byte[] value = made.value(out);
    byte[] key =
        key(made.place())
            .byteValue(WantedPlaces.ENTRY)
            .byteValue(made.rank().ordinal())
            .raw(made.source())
            .byteValue(0) // ends the name: dumps of several wikis have one twice
            .raw(made.key())
            .toBytes();
    emit(key, value);
  }

  private RowWriter key(byte[] place) {
    return out.clear().raw(Places.family(place)).byteValue(0);
  }

  /** The family of a key: what stands before its zero byte. */
  static byte[] family(byte[] key) {
    int end = 0;
    while (key[end] != 0) {
      end++;
    }
    return Arrays.copyOf(key, end);
  }

  /** Whether the row is a claim, not a directory. */
  static boolean isClaim(byte[] key) {
    return key[family(key).length + 1] == WantedPlaces.ENTRY;
  }

  /** Whether the row is a claim to a contested place. */
  static boolean isContested(byte[] key, byte[] value) {
    return isClaim(key) && Claim.of(value).contested();
  }

  private static boolean isEntry(byte[] key) {
    return key[key.length - 1] == WantedPlaces.ENTRY;
  }
}
