package org.wikimill.connectors.rows;

import java.io.Serializable;
import org.apache.commons.codec.digest.MurmurHash3;

/** Where each row of a shuffle goes: from its key alone. */
public record Destinations(int partitions, Rule rule) implements Serializable {

  /** The partition of a key, 0 to {@code partitions - 1}. */
  @FunctionalInterface
  public interface Rule extends Serializable {
    int partition(byte[] key);
  }

  /** The part of a key that decides: rows that share it go together. */
  @FunctionalInterface
  public interface Part extends Serializable {
    byte[] of(byte[] key);
  }

  /** All rows to one partition. */
  public static Destinations one() {
    return new Destinations(1, key -> 0);
  }

  /** Spreads rows by the hash of a part of their keys. */
  public static Destinations byHash(int partitions, Part part) {
    return new Destinations(partitions, key -> hash(part.of(key), partitions));
  }

  /** The partition of a hash of some bytes. */
  public static int hash(byte[] bytes, int partitions) {
    return Integer.remainderUnsigned(MurmurHash3.hash32x86(bytes, 0, bytes.length, 0), partitions);
  }
}
