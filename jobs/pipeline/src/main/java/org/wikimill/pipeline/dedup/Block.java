package org.wikimill.pipeline.dedup;

import java.util.Arrays;
import java.util.BitSet;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * A block: who has it, and as what, as far as rows have told. Sets are of numbers of builds.
 *
 * <p>Uses come file by file, in a file path by path, so that nothing is kept but sets.
 */
final class Block {
  private static final byte[] NONE = {};

  private final byte[] name;
  private final BitSet holders = new BitSet();
  private final BitSet files = new BitSet();
  private final BitSet samePath = new BitSet();
  private final BitSet sameFile = new BitSet();
  private final BitSet atPath = new BitSet();
  private final BitSet inFile = new BitSet();
  private byte[] parts = NONE;
  private boolean isDirectory;
  private long bytes;
  private Kind kind;
  private Keys.Parsed use;

  /** A block of which nothing is known but what stands for it in keys. */
  Block(byte[] name) {
    this.name = name;
  }

  /**
   * The value of a row that tells who has a block.
   *
   * @param isDirectory whether it is of a directory
   */
  static byte[] held(RowWriter out, boolean isDirectory, long bytes, BitSet holders) {
    out.clear().byteValue(isDirectory ? 1 : 0).varint(bytes);
    holders.stream().forEach(out::varint);
    return out.toBytes();
  }

  /** That of all that are known to have it. */
  byte[] held(RowWriter out) {
    return held(out, isDirectory, bytes, holders);
  }

  /** Takes the value of such a row. */
  void addHolders(byte[] held) {
    RowReader in = new RowReader(held);
    isDirectory |= in.byteValue() == 1;
    bytes = in.varint();
    while (in.hasMore()) {
      holders.set((int) in.varint());
    }
  }

  /** Takes the blocks below it, one after the other. They are the same in all builds. */
  void consistsOf(byte[] below) {
    parts = below;
  }

  /** Takes a use, the next in the order of keys. */
  void addUse(Keys.Parsed next, Kind as) {
    if (use != null && !Arrays.equals(use.file(), next.file())) {
      endFile();
    } else if (use != null && use.path() != next.path()) {
      endPath();
    }
    use = next;
    kind = kind == null || as.compareTo(kind) < 0 ? as : kind;
    atPath.set(next.build());
    inFile.set(next.build());
  }

  private void endPath() {
    addAllButFirst(atPath, samePath);
    atPath.clear();
  }

  /** Called after the last use. */
  void endFile() {
    endPath();
    addAllButFirst(inFile, sameFile);
    if (use != null && use.isRoot()) {
      files.or(inFile);
    }
    inFile.clear();
  }

  private static void addAllButFirst(BitSet from, BitSet to) {
    int first = from.nextSetBit(0);
    if (first >= 0) {
      boolean had = to.get(first);
      to.or(from);
      to.set(first, had);
    }
  }

  /** What stands for it in keys. */
  byte[] name() {
    return name;
  }

  byte[] parts() {
    return parts;
  }

  BitSet holders() {
    return holders;
  }

  /** Those in which it is the root of a file. */
  BitSet files() {
    return files;
  }

  /** Whether it is the root of a file, or of a directory, in any build. */
  boolean isRoot() {
    return isDirectory || !files.isEmpty();
  }

  /** Why a build that is not the first has it. */
  Reason reason(int build) {
    if (samePath.get(build)) {
      return Reason.SAME_PATH;
    }
    if (sameFile.get(build)) {
      return Reason.OTHER_PATH;
    }
    return isDirectory && !files.get(build) ? Reason.DIRECTORY : Reason.OTHER_FILE;
  }

  Kind kind() {
    if (kind != null) {
      return kind;
    }
    return isDirectory ? Kind.DIRECTORY : Kind.OTHER;
  }

  long bytes() {
    return bytes;
  }
}
