package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.ipld.CidProfile.Boundary;
import org.wikimill.formats.ipld.CidProfile.Leaves;
import org.wikimill.formats.ipld.CidProfile.SizeEstimate;

class HamtPropertyTest {

  static IntStream seeds() {
    return IntStream.range(0, 120);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aStreamedHamtIsTheOneOfTheDefinition(int seed) throws IOException {
    Random random = new Random(seed);
    CidProfile profile = profile(random);
    List<HamtItem> entries = entries(random, profile);
    Writes naive = new Writes();
    UnixFsNode expected = new NaiveHamt(profile, naive).build(entries);
    Writes streamed = new Writes();
    assertThat(whole(profile, streamed, entries))
        .isEqualTo(new DirectoryNode(expected.cid(), expected.tsize(), entries.size(), true));
    assertThat(streamed.counts).isEqualTo(naive.counts);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theWayToANameLeadsToIt(int seed) throws IOException {
    Random random = new Random(seed);
    CidProfile profile = profile(random);
    List<HamtItem> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] name = VectorInputs.utf8("name " + i);
      Cid cid = Cid.sha256(1, Codec.RAW, DigestUtils.sha256(name));
      entries.add(HamtItem.entry(HamtBuilder.hash(name), name, cid, i));
    }
    entries.sort(HamtItem.ORDER);
    MemoryBlocks blocks = new MemoryBlocks();
    Cid root = whole(profile, blocks, entries).cid();
    for (HamtItem entry : entries) {
      assertThat(followed(HamtPath.of(entry.name(), profile), root, entry, blocks))
          .isEqualTo(entry.cid());
    }
  }

  /** The CID to which the link at the end of the way leads: that of bucket and name. */
  private static Cid followed(List<byte[]> way, Cid root, HamtItem entry, MemoryBlocks blocks)
      throws IOException {
    Cid shard = root;
    for (byte[] label : way) {
      String bucket = EntryNames.text(label);
      byte[] block = blocks.get(shard);
      for (Link link : DagPb.decode("shard", block, 0, block.length).links()) {
        String name = EntryNames.text(link.name());
        if (name.equals(bucket + EntryNames.text(entry.name()))) {
          return link.cid();
        }
        shard = name.equals(bucket) ? link.cid() : shard;
      }
    }
    throw new AssertionError("no link at the end of the way");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aHamtBuiltInPartsWithValuesPendingIsTheWhole(int seed) throws IOException {
    Random random = new Random(1000 + seed);
    CidProfile profile = profile(random);
    List<HamtItem> entries = entries(random, profile);
    Writes expected = new Writes();
    DirectoryNode root = whole(profile, expected, entries);

    Writes written = new Writes();
    Collector items = new Collector();
    for (List<HamtItem> part : partsByBucket(random, profile, entries)) {
      HamtBuilder builder = new HamtBuilder(profile, written, items);
      feed(builder, hideSome(random, part, items));
      builder.finishItems();
    }
    HamtBuilder.Result result = new HamtBuilder.Result.Items(-1);
    while (result instanceof HamtBuilder.Result.Items) {
      List<HamtItem> merged = items.resolveSome(random);
      items.items.clear();
      HamtBuilder builder = new HamtBuilder(profile, written, items);
      feed(builder, merged);
      result = builder.finish();
    }
    assertThat(result).isEqualTo(new HamtBuilder.Result.Root(root));
    assertThat(written.counts).isEqualTo(expected.counts);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPartWithNothingPendingLeavesOneItemABucket(int seed) throws IOException {
    Random random = new Random(2000 + seed);
    CidProfile profile = profile(random);
    List<HamtItem> entries = entries(random, profile);
    Collector items = new Collector();
    HamtBuilder builder = new HamtBuilder(profile, BlockSink.NONE, items);
    feed(builder, entries);
    builder.finishItems();
    long buckets = entries.stream().map(e -> bucket(profile, e)).distinct().count();
    assertThat(items.items).hasSize((int) buckets);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 300, 5000})
  void aDirectoryBuilderMakesTheSameHamtFromEntriesInAnyOrder(int count) throws IOException {
    Random random = new Random(count);
    CidProfile profile = CidProfile.named("goipfs-0.8-sharded");
    List<HamtItem> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] name = VectorInputs.utf8("name " + i);
      entries.add(HamtItem.entry(HamtBuilder.hash(name), name, cid(i), random.nextInt(1 << 20)));
    }
    DirectoryBuilder directory = new DirectoryBuilder(profile, BlockSink.NONE);
    Collections.shuffle(entries, random);
    entries.forEach(e -> directory.add(e.name(), e.cid(), e.tsize()));
    DirectoryNode shuffled = directory.finish();
    entries.sort(HamtItem.ORDER);
    assertThat(whole(profile, BlockSink.NONE, entries)).isEqualTo(shuffled);
  }

  @Test
  void aBuilderIsReadyForTheNextDirectoryAfterEitherEnd() throws IOException {
    CidProfile profile = CidProfile.named("unixfs-v1-2025");
    HamtBuilder builder = new HamtBuilder(profile, BlockSink.NONE, new Collector());
    List<HamtItem> entries = entries(new Random(1), profile);
    feed(builder, entries);
    HamtBuilder.Result first = builder.finish();
    builder.pending(5, new byte[] {'p'});
    assertThat(builder.finish()).isEqualTo(new HamtBuilder.Result.Items(1));
    builder.entry(5, new byte[] {'e'}, cid(1), 1);
    builder.finishItems();
    feed(builder, entries);
    assertThat(builder.finish()).isEqualTo(first).isInstanceOf(HamtBuilder.Result.Root.class);
  }

  private static DirectoryNode whole(CidProfile profile, BlockSink sink, List<HamtItem> entries)
      throws IOException {
    HamtBuilder builder = new HamtBuilder(profile, sink);
    feed(builder, entries);
    return ((HamtBuilder.Result.Root) builder.finish()).node();
  }

  private static void feed(HamtBuilder builder, List<HamtItem> items) throws IOException {
    for (HamtItem item : items) {
      if (item.isPending()) {
        builder.pending(item.hash(), item.name());
      } else if (item.isShard()) {
        builder.shard(item.hash(), item.depth(), item.cid(), item.tsize(), item.entries());
      } else {
        builder.entry(item.hash(), item.name(), item.cid(), item.tsize());
      }
    }
  }

  private static List<HamtItem> hideSome(Random random, List<HamtItem> part, Collector items) {
    int percent = random.nextInt(4) == 0 ? 0 : random.nextInt(100);
    List<HamtItem> hidden = new ArrayList<>();
    for (HamtItem item : part) {
      boolean hide = random.nextInt(100) < percent;
      hidden.add(hide ? items.hide(item) : item);
    }
    return hidden;
  }

  private static List<List<HamtItem>> partsByBucket(
      Random random, CidProfile profile, List<HamtItem> entries) {
    int parts = 1 + random.nextInt(6);
    int[] partOf = random.ints(profile.fanout(), 0, parts).toArray();
    List<List<HamtItem>> split = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int wanted = part;
      split.add(entries.stream().filter(e -> partOf[bucket(profile, e)] == wanted).toList());
    }
    return split;
  }

  private static int bucket(CidProfile profile, HamtItem item) {
    return (int) (item.hash() >>> (64 - Integer.numberOfTrailingZeros(profile.fanout())));
  }

  private static CidProfile profile(Random random) {
    return new CidProfile(
        "test",
        random.nextInt(2),
        Leaves.RAW,
        1024,
        10,
        8 << random.nextInt(8),
        0,
        SizeEstimate.LINKS,
        Boundary.AT,
        0);
  }

  /** Entries with hashes that share long prefixes, so that shards are deep and chains occur. */
  private static List<HamtItem> entries(Random random, CidProfile profile) {
    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 2000 : 60);
    long[] stems = random.longs(1 + random.nextInt(20)).toArray();
    Map<Long, HamtItem> entries = new TreeMap<>(Long::compareUnsigned);
    int bits = Integer.numberOfTrailingZeros(profile.fanout());
    int unused = 64 % bits;
    for (int i = 0; i < count; i++) {
      int kept = random.nextInt(64);
      long stem = stems[random.nextInt(stems.length)];
      long hash = (stem & ~(-1L >>> kept)) | (random.nextLong() & -1L >>> kept);
      // Bits beyond the deepest level would only make hashes collide.
      hash = hash >>> unused << unused;
      byte[] name = VectorInputs.utf8("n" + i);
      entries.put(hash, HamtItem.entry(hash, name, cid(i), random.nextInt(1000)));
    }
    return new ArrayList<>(entries.values());
  }

  private static Cid cid(int i) {
    return Cid.sha256(1, Codec.RAW, DigestUtils.sha256("content " + i));
  }

  /** How often each block was written. */
  private static final class Writes implements BlockSink {
    private final Map<Cid, Integer> counts = new TreeMap<>();

    @Override
    public void put(Cid cid, byte[] bytes, int offset, int length) {
      counts.merge(cid, 1, Integer::sum);
    }
  }

  /** Items that wait for the next builder, and the values that are hidden from it. */
  private static final class Collector implements HamtItems {
    private final List<HamtItem> items = new ArrayList<>();
    private final List<HamtItem> hidden = new ArrayList<>();

    HamtItem hide(HamtItem item) {
      hidden.add(item);
      return HamtItem.entry(item.hash(), item.name(), null, 0);
    }

    /** Everything merged in order, each hidden value revealed or still pending. */
    List<HamtItem> resolveSome(Random random) {
      List<HamtItem> stillHidden = new ArrayList<>();
      for (HamtItem value : hidden) {
        boolean reveal = random.nextBoolean();
        items.add(reveal ? value : HamtItem.entry(value.hash(), value.name(), null, 0));
        if (!reveal) {
          stillHidden.add(value);
        }
      }
      hidden.clear();
      hidden.addAll(stillHidden);
      List<HamtItem> merged = new ArrayList<>(items);
      merged.sort(HamtItem.ORDER);
      return merged;
    }

    @Override
    public void entry(long h1, byte[] name, Cid cid, long tsize) {
      items.add(HamtItem.entry(h1, name, cid, tsize));
    }

    @Override
    public void shard(long prefix, int depth, Cid cid, long tsize, long entries) {
      items.add(HamtItem.shard(prefix, depth, cid, tsize, entries));
    }
  }
}
