package org.wikimill.formats.ipld;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A HAMT straight from its definition: entries divided by bucket, level by level, in memory. */
final class NaiveHamt {
  private static final BigInteger ONE = BigInteger.ONE;

  private final CidProfile profile;
  private final BlockHasher hasher;

  NaiveHamt(CidProfile profile, BlockSink sink) {
    this.profile = profile;
    this.hasher = new BlockHasher(profile, sink);
  }

  UnixFsNode build(List<HamtItem> entries) throws IOException {
    return shard(entries, 0);
  }

  private UnixFsNode shard(List<HamtItem> entries, int level) throws IOException {
    Map<Integer, List<HamtItem>> buckets = new TreeMap<>();
    for (HamtItem entry : entries) {
      buckets.computeIfAbsent(bucket(entry.hash(), level), b -> new ArrayList<>()).add(entry);
    }
    int digits = Integer.toHexString(profile.fanout() - 1).length();
    BigInteger bitfield = BigInteger.ZERO;
    List<Link> links = new ArrayList<>();
    long below = 0;
    for (Map.Entry<Integer, List<HamtItem>> bucket : buckets.entrySet()) {
      bitfield = bitfield.or(ONE.shiftLeft(bucket.getKey()));
      String prefix = String.format(Locale.ROOT, "%0" + digits + "X", bucket.getKey());
      links.add(link(prefix, bucket.getValue(), level));
      below += links.get(links.size() - 1).tsize();
    }
    byte[] block = DagPb.encode(new DagPbNode(links, data(bitfield).encode()));
    return new UnixFsNode(hasher.put(Codec.DAG_PB, block, 0, block.length), below + block.length);
  }

  private Link link(String prefix, List<HamtItem> bucket, int level) throws IOException {
    byte[] prefixBytes = VectorInputs.utf8(prefix);
    if (bucket.size() > 1) {
      UnixFsNode child = shard(bucket, level + 1);
      return new Link(child.cid(), prefixBytes, child.tsize());
    }
    HamtItem entry = bucket.get(0);
    BlockBuffer name = new BlockBuffer(16);
    name.bytes(prefixBytes);
    name.bytes(entry.name());
    return new Link(entry.cid(), name.toByteArray(), entry.tsize());
  }

  private UnixFsData data(BigInteger bitfield) {
    byte[] bytes = bitfield.toByteArray();
    byte[] trimmed = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return new UnixFsData(
        UnixFsData.Type.HAMT_SHARD,
        trimmed,
        OptionalLong.empty(),
        new long[0],
        OptionalLong.of(0x22),
        OptionalLong.of(profile.fanout()),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** The bits of a bucket index, one after the other from the most significant on. */
  private int bucket(long hash, int level) {
    int bits = Integer.numberOfTrailingZeros(profile.fanout());
    int bucket = 0;
    for (int bit = level * bits; bit < (level + 1) * bits; bit++) {
      bucket = 2 * bucket + (int) (hash >>> (63 - bit) & 1);
    }
    return bucket;
  }
}
