package org.wikimill.formats.ipld;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The open shard of one level of a HAMT: up to {@code fanout} items in the order of their buckets.
 *
 * <p>Once something below it is pending it hands its items on instead of keeping them.
 */
final class HamtShard {
  private final int level;
  private final int bits;
  private final BlockHasher hasher;
  private final HamtItem[] items;
  private final int[] buckets;
  private final byte[][] prefixes;
  private final byte[] bitfield;
  private final BlockBuffer block = new BlockBuffer(1 << 10);
  private int count;
  private boolean handsOn;

  /**
   * @param level the number of bucket indices that lead here: 0 for the root
   * @param prefixes of the links, one for each bucket
   */
  HamtShard(int level, byte[][] prefixes, BlockHasher hasher) {
    int fanout = prefixes.length;
    this.level = level;
    this.bits = Integer.numberOfTrailingZeros(fanout);
    this.prefixes = prefixes;
    this.hasher = hasher;
    this.items = new HamtItem[fanout];
    this.buckets = new int[fanout];
    this.bitfield = new byte[fanout / 8];
  }

  /** What the names of links start with, for each bucket: its index in upper-case hexadecimal. */
  static byte[][] prefixes(int fanout) {
    byte[][] prefixes = new byte[fanout][];
    int digits = Integer.toHexString(fanout - 1).length();
    for (int i = 0; i < fanout; i++) {
      String prefix = String.format(Locale.ROOT, "%0" + digits + "X", i);
      prefixes[i] = prefix.getBytes(StandardCharsets.US_ASCII);
    }
    return prefixes;
  }

  /**
   * The bucket of a hash in a shard.
   *
   * @param level the number of bucket indices that lead to the shard
   * @param bits of each index
   */
  static int bucket(long hash, int level, int bits) {
    return (int) (hash >>> (Long.SIZE - bits * (level + 1))) & (1 << bits) - 1;
  }

  void clear() {
    count = 0;
    handsOn = false;
  }

  boolean handsOn() {
    return handsOn;
  }

  /** Adds the item of the next bucket, or hands it on. */
  void add(int bucket, HamtItem item, HamtItems finished) throws IOException {
    if (handsOn) {
      handOn(item, finished);
      return;
    }
    buckets[count] = bucket;
    items[count++] = item;
  }

  /** Hands on what there is, and everything that will be added. */
  void handOn(HamtItems finished) throws IOException {
    for (int i = 0; i < count; i++) {
      handOn(items[i], finished);
    }
    count = 0;
    handsOn = true;
  }

  private static void handOn(HamtItem item, HamtItems finished) throws IOException {
    if (item.isShard()) {
      finished.shard(item.hash(), item.depth(), item.cid(), item.tsize(), item.entries());
    } else {
      finished.entry(item.hash(), item.name(), item.cid(), item.tsize());
    }
  }

  /** Writes the block; the item is the shard as its parent links it. */
  HamtItem close() throws IOException {
    block.clear();
    Arrays.fill(bitfield, (byte) 0);
    long tsize = 0;
    long entries = 0;
    for (int i = 0; i < count; i++) {
      HamtItem item = items[i];
      int bucket = buckets[i];
      DagPb.writeLink(block, item.cid(), prefixes[bucket], item.name(), item.tsize());
      // Bucket 0 is the lowest bit of the last byte, unlike the prose of the specification.
      bitfield[bitfield.length - 1 - bucket / 8] |= (byte) (1 << (bucket & 7));
      tsize += item.tsize();
      entries += item.entries();
    }
    writeData();
    Cid cid = hasher.put(block);
    long prefix = level == 0 ? 0 : items[0].hash() & -1L << (Long.SIZE - level * bits);
    return HamtItem.shard(prefix, level, cid, tsize + block.length(), entries);
  }

  private void writeData() {
    int zeros = 0;
    while (bitfield[zeros] == 0) {
      zeros++;
    }
    int length = bitfield.length - zeros;
    int fanoutBytes = BlockBuffer.varintLength(items.length);
    DagPb.startData(block, 2 + 1 + BlockBuffer.varintLength(length) + length + 3 + fanoutBytes);
    block.octet(UnixFsDataCodec.TYPE);
    block.octet(UnixFsData.Type.HAMT_SHARD.number());
    block.octet(UnixFsDataCodec.DATA);
    block.varint(length);
    block.bytes(bitfield, zeros, length);
    block.octet(UnixFsDataCodec.HASH_FUNCTION);
    block.octet(HamtBuilder.HASH_FUNCTION);
    block.octet(UnixFsDataCodec.FANOUT);
    block.varint(items.length);
  }
}
