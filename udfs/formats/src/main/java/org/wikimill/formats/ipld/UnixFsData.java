package org.wikimill.formats.ipld;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The payload of a UnixFS node: what a dag-pb node means as a part of a file system.
 *
 * @param type what the node is
 * @param data the bytes of a leaf, the target of a symlink or the bitfield of a HAMT shard; not
 *     copied; empty if there are none
 * @param fileSize the bytes of the file below the node
 * @param blockSizes the bytes of the file below each link, in the order of the links; not copied
 * @param hashFunction the multihash code of the hash of a HAMT
 * @param fanout the buckets of a HAMT shard
 * @param mode the POSIX mode
 * @param mtime when the file was last changed
 */
@SuppressWarnings("ArrayRecordComponent") // equals is by content
public record UnixFsData(
    Type type,
    byte[] data,
    OptionalLong fileSize,
    long[] blockSizes,
    OptionalLong hashFunction,
    OptionalLong fanout,
    OptionalInt mode,
    Optional<Mtime> mtime) {

  /** What a UnixFS node is. */
  public enum Type {
    RAW(0),
    DIRECTORY(1),
    FILE(2),
    METADATA(3),
    SYMLINK(4),
    HAMT_SHARD(5);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    /** The number on the wire. */
    int number() {
      return number;
    }
  }

  /**
   * A time of last change.
   *
   * @param seconds since 1970-01-01T00:00Z; may be negative
   * @param nanos 0 to 999,999,999
   */
  public record Mtime(long seconds, int nanos) {
    public Mtime {
      if (nanos < 0 || nanos > 999_999_999) {
        throw new IllegalArgumentException("nanoseconds out of range: " + nanos);
      }
    }
  }

  private static final byte[] NO_BYTES = {};
  private static final long[] NO_SIZES = {};

  /** A node that is its type alone, such as a basic directory. */
  public static UnixFsData of(Type type) {
    return new UnixFsData(
        type,
        NO_BYTES,
        OptionalLong.empty(),
        NO_SIZES,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** The same with these bytes. */
  public UnixFsData withData(byte[] newData) {
    return new UnixFsData(type, newData, fileSize, blockSizes, hashFunction, fanout, mode, mtime);
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return UnixFsDataCodec.encode(this);
  }

  /**
   * Reads the data of a dag-pb node.
   *
   * @param name what messages call it
   * @throws MalformedInputException if it is no UnixFS data, or holds unknown or repeated fields
   */
  public static UnixFsData decode(String name, byte[] data) throws MalformedInputException {
    return UnixFsDataCodec.decode(new BlockCursor(name, 0, data, 0, data.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnixFsData that
        && type == that.type
        && Arrays.equals(data, that.data)
        && fileSize.equals(that.fileSize)
        && Arrays.equals(blockSizes, that.blockSizes)
        && hashFunction.equals(that.hashFunction)
        && fanout.equals(that.fanout)
        && mode.equals(that.mode)
        && mtime.equals(that.mtime);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(data) + Arrays.hashCode(blockSizes);
  }
}
