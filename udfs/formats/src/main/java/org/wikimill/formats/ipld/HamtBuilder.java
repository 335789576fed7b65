package org.wikimill.formats.ipld;

import java.io.IOException;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * Builds a HAMT from a stream of items sorted by hash, then name, both unsigned.
 *
 * <p>A value stands in the shard of the level that is its longest common prefix, in bucket indices,
 * with its neighbours in the order; so one item of look-ahead suffices. Only the shards on the path
 * to the current item are open, each with at most {@code fanout} links; a shard is written as soon
 * as the order has left it.
 *
 * <p>Values whose CID is not known yet take their place too. What they keep from being finished is
 * handed on as items: every maximal finished shard and every value beside them. A later builder
 * that gets these items and the then known values, merged in order, gives the same root. Builders
 * for some first-level buckets each work the same way, with {@link #finishItems()}. Not
 * thread-safe.
 */
public final class HamtBuilder implements HamtItems {
  /** The multihash code of {@link #hash}, murmur3-x64-64, which shards name. */
  public static final int HASH_FUNCTION = 0x22;

  /** What a builder made of its items. */
  public sealed interface Result {
    /** The whole directory. */
    record Root(DirectoryNode node) implements Result {}

    /**
     * No root, since values were pending; the items went to the consumer.
     *
     * @param pending how many values were pending
     */
    record Items(long pending) implements Result {}
  }

  private static final HamtItems REFUSED =
      new HamtItems() {
        @Override
        public void entry(long h1, byte[] name, Cid cid, long tsize) {
          throw new IllegalStateException("this builder has no consumer of items");
        }

        @Override
        public void shard(long prefix, int depth, Cid cid, long tsize, long entries) {
          throw new IllegalStateException("this builder has no consumer of items");
        }
      };

  private final HamtItems finished;
  private final int bits;
  private final HamtShard[] levels;
  private final BlockHasher hasher;
  private final byte[][] prefixes;
  private int deepest;
  private HamtItem held;
  private int commonWithPrevious;
  private long pending;

  /** A builder of whole HAMTs, whose blocks go to {@code sink}; no value may be pending. */
  public HamtBuilder(CidProfile profile, BlockSink sink) {
    this(profile, sink, REFUSED);
  }

  /**
   * A builder of HAMTs or parts of them, whose blocks go to {@code sink}.
   *
   * @param finished takes the items that are left if a value is pending
   */
  public HamtBuilder(CidProfile profile, BlockSink sink, HamtItems finished) {
    this.finished = finished;
    this.bits = Integer.numberOfTrailingZeros(profile.fanout());
    this.levels = new HamtShard[Long.SIZE / bits];
    this.hasher = new BlockHasher(profile, sink);
    this.prefixes = HamtShard.prefixes(profile.fanout());
    clear();
  }

  /** The hash that decides the place of a name: the first half of MurmurHash3 x64 128, seed 0. */
  public static long hash(byte[] name) {
    return MurmurHash3.hash128x64(name)[0];
  }

  @Override
  public void entry(long h1, byte[] name, Cid cid, long tsize) throws IOException {
    accept(HamtItem.entry(h1, EntryNames.check(name), cid, tsize));
  }

  /** Takes a value whose CID is not known yet. */
  public void pending(long h1, byte[] name) throws IOException {
    accept(HamtItem.entry(h1, EntryNames.check(name), null, 0));
  }

  @Override
  public void shard(long prefix, int depth, Cid cid, long tsize, long entries) throws IOException {
    if (depth < 1 || depth >= levels.length || prefix << (depth * bits) != 0) {
      throw new IllegalArgumentException(
          "no shard at depth " + depth + " has the prefix " + Long.toHexString(prefix));
    }
    accept(HamtItem.shard(prefix, depth, cid, tsize, entries));
  }

  /**
   * Ends the directory; the builder is then ready for the next.
   *
   * @throws IllegalStateException if there were no items: an empty directory is never a HAMT
   */
  public Result finish() throws IOException {
    if (held == null) {
      throw new IllegalStateException("an empty directory is no HAMT");
    }
    end();
    Result result = new Result.Items(pending);
    if (!levels[0].handsOn()) {
      HamtItem root = levels[0].close();
      result = new Result.Root(new DirectoryNode(root.cid(), root.tsize(), root.entries(), true));
    }
    clear();
    return result;
  }

  /**
   * Ends a part that consists of whole first-level buckets: every maximal finished shard below the
   * root and every value beside them goes to the consumer. The builder is then ready for the next.
   */
  public void finishItems() throws IOException {
    if (held != null) {
      end();
      levels[0].handOn(finished);
    }
    clear();
  }

  /** Builds the whole HAMT of these items, sorted and not pending. */
  DirectoryNode build(List<HamtItem> items) throws IOException {
    for (HamtItem item : items) {
      accept(item);
    }
    return ((Result.Root) finish()).node();
  }

  private void clear() {
    open(0);
    held = null;
    commonWithPrevious = 0;
    pending = 0;
  }

  private void accept(HamtItem next) throws IOException {
    if (held != null) {
      int common = commonBuckets(held, next);
      place(common);
      closeBelow(common);
      commonWithPrevious = common;
    }
    held = next;
  }

  private void end() throws IOException {
    place(0);
    closeBelow(0);
  }

  /** The number of leading bucket indices that both items have, once their order is checked. */
  private int commonBuckets(HamtItem a, HamtItem b) throws MalformedInputException {
    if (HamtItem.ORDER.compare(a, b) >= 0) {
      throw new IllegalArgumentException(
          "items are not in strictly increasing order: " + describe(a) + ", " + describe(b));
    }
    int common = Math.min(Long.numberOfLeadingZeros(a.hash() ^ b.hash()) / bits, levels.length);
    if ((a.isShard() && common >= a.depth()) || (b.isShard() && common >= b.depth())) {
      throw new IllegalArgumentException("items overlap: " + describe(a) + ", " + describe(b));
    }
    if (common == levels.length) {
      throw new MalformedInputException(
          "sharded directory too deep",
          "directory",
          -1,
          "names whose hashes differ in their first " + common * bits + " bits",
          describe(a) + ", " + describe(b));
    }
    return common;
  }

  private static String describe(HamtItem item) {
    String place = Long.toHexString(item.hash());
    return item.isShard() ? "shard " + place : "'" + EntryNames.text(item.name()) + "' " + place;
  }

  /**
   * Puts the held item, which has {@code common} bucket indices with the next one, in its shard.
   */
  private void place(int common) throws IOException {
    int level = held.isShard() ? held.depth() - 1 : Math.max(commonWithPrevious, common);
    while (deepest < level) {
      open(deepest + 1);
    }
    if (!held.isPending()) {
      levels[level].add(HamtShard.bucket(held.hash(), level, bits), held, finished);
      return;
    }
    pending++;
    for (int i = 0; i <= level; i++) {
      levels[i].handOn(finished);
    }
  }

  private void open(int level) {
    if (levels[level] == null) {
      levels[level] = new HamtShard(level, prefixes, hasher);
    }
    levels[level].clear();
    deepest = level;
  }

  /** Closes the open shards whose level is deeper than {@code level}. */
  private void closeBelow(int level) throws IOException {
    while (deepest > level) {
      HamtShard shard = levels[deepest--];
      if (!shard.handsOn()) {
        HamtItem closed = shard.close();
        levels[deepest].add(HamtShard.bucket(closed.hash(), deepest, bits), closed, finished);
      }
    }
  }
}
