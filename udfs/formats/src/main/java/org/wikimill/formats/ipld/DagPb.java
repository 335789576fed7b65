package org.wikimill.formats.ipld;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The protobuf of UnixFS nodes, in its canonical form: all links, in the order of their names'
 * bytes, then the data.
 *
 * <p>Every link is written with hash, name and size, also where the name is empty or the size 0, as
 * nodes in the field do, although the UnixFS specification would leave empty names out.
 */
public final class DagPb {
  /** The longest block that is decoded: the section limit of CAR readers in the field. */
  public static final int MAX_BLOCK_BYTES = 8 << 20;

  static final int NODE_LINK = 0x12;

  private static final int NODE_DATA = 0x0a;
  private static final int LINK_HASH = 0x0a;
  private static final int LINK_NAME = 0x12;
  private static final int LINK_TSIZE = 0x18;

  private static final byte[] EMPTY = {};

  private DagPb() {}

  /** The block of a node; links are sorted by name, those of one name keep their order. */
  public static byte[] encode(DagPbNode node) {
    List<Link> links = new ArrayList<>(node.links());
    links.sort(Comparator.comparing(Link::name, Arrays::compareUnsigned));
    BlockBuffer block = new BlockBuffer(64 * links.size() + node.data().length + 16);
    for (Link link : links) {
      writeLink(block, link.cid(), EMPTY, link.name(), link.tsize());
    }
    writeData(block, node.data());
    return block.toByteArray();
  }

  /** What {@link #writeLink} adds to a block whose link has a name of that many bytes. */
  static long linkBytes(int nameBytes, Cid cid, long tsize) {
    long content = linkContentBytes(nameBytes, cid, tsize);
    return 1 + BlockBuffer.varintLength(content) + content;
  }

  private static long linkContentBytes(int nameBytes, Cid cid, long tsize) {
    int cidBytes = cid.lengthBytes();
    return 1L
        + BlockBuffer.varintLength(cidBytes)
        + cidBytes
        + 1
        + BlockBuffer.varintLength(nameBytes)
        + nameBytes
        + 1
        + BlockBuffer.varintLength(tsize);
  }

  /** Appends a link whose name is {@code prefix} and {@code name} together. */
  static void writeLink(BlockBuffer block, Cid cid, byte[] prefix, byte[] name, long tsize) {
    int nameBytes = prefix.length + name.length;
    block.octet(NODE_LINK);
    block.varint(linkContentBytes(nameBytes, cid, tsize));
    block.octet(LINK_HASH);
    block.varint(cid.lengthBytes());
    block.cid(cid);
    block.octet(LINK_NAME);
    block.varint(nameBytes);
    block.bytes(prefix);
    block.bytes(name);
    block.octet(LINK_TSIZE);
    block.varint(tsize);
  }

  /** Appends the data; it comes after the links. */
  static void writeData(BlockBuffer block, byte[] data) {
    startData(block, data.length);
    block.bytes(data);
  }

  /** Appends the head of data of that length, which is to follow. */
  static void startData(BlockBuffer block, int length) {
    block.octet(NODE_DATA);
    block.varint(length);
  }

  /**
   * The node of a block.
   *
   * @param name what messages call the block
   * @throws MalformedInputException if the bytes are no dag-pb, hold unknown or repeated fields, or
   *     data between links, or are more than {@link #MAX_BLOCK_BYTES}. Links out of order are kept
   *     as they are, as nodes in the field do.
   */
  public static DagPbNode decode(String name, byte[] bytes, int offset, int length)
      throws MalformedInputException {
    BlockCursor in = new BlockCursor(name, -offset, bytes, offset, offset + length);
    if (length > MAX_BLOCK_BYTES) {
      throw in.malformed(
          "block is too long", offset, "at most " + MAX_BLOCK_BYTES + " bytes", length + "");
    }
    List<Link> links = new ArrayList<>();
    byte[] data = null;
    boolean linksEnded = false;
    while (in.remaining() > 0) {
      int start = in.position();
      int tag = in.octet("field");
      if (tag == NODE_LINK && !linksEnded) {
        links.add(link(in.slice(in.length("link length"), "link")));
      } else if (tag == NODE_DATA && data == null) {
        data = in.bytes(in.length("data length"), "data");
        linksEnded = !links.isEmpty();
      } else {
        throw in.malformed(
            "field out of place in a dag-pb node",
            start,
            "links and one field of data before or after them",
            "tag 0x" + Integer.toHexString(tag));
      }
    }
    return new DagPbNode(links, data == null ? EMPTY : data);
  }

  static Link link(BlockCursor in) throws MalformedInputException {
    int start = in.position();
    Cid cid = null;
    byte[] name = EMPTY;
    long tsize = 0;
    int previous = 0;
    while (in.remaining() > 0) {
      int at = in.position();
      int tag = in.octet("field");
      if (tag <= previous || (tag != LINK_HASH && tag != LINK_NAME && tag != LINK_TSIZE)) {
        throw in.malformed(
            "field out of place in a dag-pb link",
            at,
            "hash, name and size in this order",
            "tag 0x" + Integer.toHexString(tag));
      }
      previous = tag;
      switch (tag) {
        case LINK_HASH -> cid = linkedCid(in.slice(in.length("hash length"), "hash"));
        case LINK_NAME -> name = in.bytes(in.length("name length"), "name");
        default -> tsize = in.varint("link size");
      }
    }
    if (cid == null) {
      throw in.malformed("link without a hash", start, "a CID", "none");
    }
    return new Link(cid, name, tsize);
  }

  private static Cid linkedCid(BlockCursor in) throws MalformedInputException {
    Cid cid = Cid.read(in);
    if (in.remaining() > 0) {
      throw in.malformed(
          "bytes after the CID of a link", in.position(), "none", in.remaining() + "");
    }
    return cid;
  }
}
