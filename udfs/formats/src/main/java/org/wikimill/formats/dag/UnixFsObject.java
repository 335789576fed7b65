package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.List;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.DagPbNode;
import org.wikimill.formats.ipld.HamtBuilder;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.ipld.UnixFsData;

/** What a block is, or starts, as a part of a file system. */
public sealed interface UnixFsObject {
  /** The block. */
  Cid cid();

  /** Whether a link of the block leads to a part of the same file or directory, not an entry. */
  default boolean isPart(Link link) {
    return this instanceof File || (this instanceof Shard shard && shard.isShard(link));
  }

  /**
   * A file, or a part of one.
   *
   * @param lengthBytes of all that is below
   * @param data the bytes that stand in the block itself, before all others; not copied
   * @param links the parts of the file behind them
   * @param linkBytes the length of each
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record File(Cid cid, long lengthBytes, byte[] data, List<Link> links, long[] linkBytes)
      implements UnixFsObject {}

  /**
   * A directory in one block.
   *
   * @param entries in the order of the block
   */
  record Directory(Cid cid, List<Link> entries) implements UnixFsObject {}

  /**
   * A shard of a directory: the root of a HAMT, or one below.
   *
   * @param fanout the number of buckets, a power of two
   * @param links entries and shards; names start with the number of the bucket in hexadecimal
   */
  record Shard(Cid cid, int fanout, List<Link> links) implements UnixFsObject {
    /** How many hexadecimal digits stand before the names. */
    public int prefixBytes() {
      return Integer.toHexString(fanout - 1).length();
    }

    /** Whether a link of this shard leads to another shard. */
    public boolean isShard(Link link) {
      return link.name().length == prefixBytes();
    }
  }

  /**
   * A symbolic link.
   *
   * @param target the path, in bytes, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Symlink(Cid cid, byte[] target) implements UnixFsObject {}

  /**
   * A block of a codec that is no UnixFS.
   *
   * @param block its bytes, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Other(Cid cid, byte[] block) implements UnixFsObject {}

  /**
   * The object that a block starts.
   *
   * @throws MissingBlockException if the block is not there
   * @throws MalformedInputException if a dag-pb block is no UnixFS, or contradicts itself
   */
  static UnixFsObject open(BlockSource blocks, Cid cid) throws IOException {
    return of(cid, blocks.block(cid));
  }

  /**
   * The object that a block starts which is at hand.
   *
   * @param block not copied
   * @throws MalformedInputException if a dag-pb block is no UnixFS, or contradicts itself
   */
  static UnixFsObject of(Cid cid, byte[] block) throws MalformedInputException {
    if (cid.codec().equals(Codec.RAW)) {
      return new File(cid, block.length, block, List.of(), new long[0]);
    }
    if (!cid.codec().equals(Codec.DAG_PB)) {
      return new Other(cid, block);
    }
    DagPbNode node = DagPb.decode(cid.toString(), block, 0, block.length);
    UnixFsData data = UnixFsData.decode(cid.toString(), node.data());
    return switch (data.type()) {
      case RAW, FILE -> file(cid, node, data);
      case DIRECTORY -> new Directory(cid, node.links());
      case HAMT_SHARD -> shard(cid, node, data);
      case SYMLINK -> new Symlink(cid, data.data());
      case METADATA -> throw malformed("metadata node", cid, "a file or directory", "metadata");
    };
  }

  /**
   * A file that stands where another node has a part of a length.
   *
   * @throws MissingBlockException if the block is not there
   * @throws MalformedInputException if the block starts no such file
   */
  static File part(BlockSource blocks, Cid cid, long lengthBytes) throws IOException {
    UnixFsObject object = open(blocks, cid);
    if (object instanceof File file && file.lengthBytes() == lengthBytes) {
      return file;
    }
    throw malformed(
        "part of a file is not what its parent says",
        cid,
        "a file of " + lengthBytes + " bytes",
        object instanceof File file ? file.lengthBytes() + " bytes" : "another kind");
  }

  private static File file(Cid cid, DagPbNode node, UnixFsData data)
      throws MalformedInputException {
    long[] sizes = data.blockSizes();
    if (sizes.length != node.links().size()) {
      throw malformed(
          "file without a size for each link", cid, node.links().size() + "", sizes.length + "");
    }
    long length = data.data().length;
    for (long size : sizes) {
      length += size;
      if (size < 0 || length < 0) {
        throw malformed("file size out of range", cid, "63 bits", Long.toUnsignedString(size));
      }
    }
    if (data.fileSize().orElse(length) != length) {
      throw malformed("file size is not the sum", cid, length + "", data.fileSize() + "");
    }
    return new File(cid, length, data.data(), node.links(), sizes);
  }

  private static Shard shard(Cid cid, DagPbNode node, UnixFsData data)
      throws MalformedInputException {
    if (data.hashFunction().orElse(0) != HamtBuilder.HASH_FUNCTION) {
      throw malformed(
          "unknown hash function of a HAMT",
          cid,
          "0x" + Integer.toHexString(HamtBuilder.HASH_FUNCTION),
          data.hashFunction() + "");
    }
    long fanout = data.fanout().orElse(0);
    if (fanout < 8 || fanout > 1024 || Long.bitCount(fanout) != 1) {
      throw malformed("HAMT fanout out of range", cid, "8 to 1024, a power of two", fanout + "");
    }
    Shard shard = new Shard(cid, (int) fanout, node.links());
    for (Link link : node.links()) {
      if (link.name().length < shard.prefixBytes()) {
        throw malformed("HAMT link without a prefix", cid, shard.prefixBytes() + "", "fewer");
      }
    }
    return shard;
  }

  private static MalformedInputException malformed(
      String reason, Cid cid, String expected, String found) {
    return new MalformedInputException(reason, cid.toString(), -1, expected, found);
  }
}
