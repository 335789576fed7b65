package org.wikimill.pipeline.dedup;

import java.util.Arrays;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.rows.HashCounts;

/**
 * The keys of the rows that are shuffled: all that is known of a block goes together, by the first
 * 16 bytes of its digest, which tell more blocks apart than there are.
 */
final class Keys {
  /** The bytes that stand for a block. */
  static final int BLOCK_BYTES = 16;

  private static final int FILE_BYTES = 8;

  /** What a row tells of a block, in the order in which it comes. */
  enum Facet {
    /** Builds that have it. */
    HELD,
    /** The blocks below it, if it is the root of a file of several. */
    PARTS,
    /** A file that it is of, at one path of one build. */
    USED,
    /** Of no block: what was counted. */
    TALLY
  }

  private final RowWriter out = new RowWriter();

  static byte[] block(Cid cid) {
    return Arrays.copyOf(cid.digest(), BLOCK_BYTES);
  }

  byte[] held(byte[] block) {
    return start(block, Facet.HELD).toBytes();
  }

  byte[] parts(byte[] block) {
    return start(block, Facet.PARTS).toBytes();
  }

  /**
   * That of a use. Those of one file follow each other, in it those at one path.
   *
   * @param file the root block of the file
   * @param path a hash of the path
   */
  byte[] used(byte[] block, byte[] file, long path, int build) {
    byte[] start = Arrays.copyOf(file, FILE_BYTES);
    return start(block, Facet.USED).raw(start).fixedLong(path).fixedInt(build).toBytes();
  }

  byte[] tally() {
    return start(new byte[BLOCK_BYTES], Facet.TALLY).toBytes();
  }

  private RowWriter start(byte[] block, Facet facet) {
    return out.clear().raw(block).byteValue(facet.ordinal());
  }

  /**
   * A key taken apart.
   *
   * @param file the first bytes of the file's root block; null but for uses
   * @param path a hash of its path; 0 but for uses
   * @param build the number of the build; 0 but for uses
   */
  record Parsed(byte[] block, Facet facet, byte[] file, long path, int build) {
    static Parsed of(byte[] key) {
      RowReader in = new RowReader(key);
      byte[] block = in.raw(BLOCK_BYTES);
      Facet facet = Facet.values()[in.byteValue()];
      return facet == Facet.USED
          ? new Parsed(block, facet, in.raw(FILE_BYTES), in.fixedLong(), in.fixedInt())
          : new Parsed(block, facet, null, 0, 0);
    }

    /** Whether the block is the whole file's root. */
    boolean isRoot() {
      return Arrays.equals(file, 0, FILE_BYTES, block, 0, FILE_BYTES);
    }
  }

  static long path(byte[] path) {
    return HashCounts.hash(path);
  }

  static Destinations destinations(int partitions) {
    return Destinations.byHash(partitions, key -> Arrays.copyOf(key, BLOCK_BYTES));
  }
}
