package org.wikimill.pipeline.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.ErrorRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.site.ZimLayout;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.PageRow.Kind;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.testing.CraftedZim;
import scala.Tuple2;

/** A shard reads each of its clusters once, and what cannot be read costs no more than itself. */
class ShardMillTest {
  private static final int BLOBS = 40;
  private static final int UNSIGNED_LARGE = 0xFFFF0000;

  @TempDir private Path folder;

  private final Random random = new Random(11);
  private final List<PageRow> pages = new ArrayList<>();
  private final List<byte[][]> contents = new ArrayList<>();
  private final CraftedZim zim = new CraftedZim();
  private Output output;

  @BeforeEach
  void output() {
    output =
        new Output(
            new LocalStore(folder, LocalStore.Durability.CACHED),
            "test",
            CidProfile.named("unixfs-v1-2025"),
            Output.Sink.NONE);
  }

  /** What a shard left, by the name of the entry. */
  private record Milled(Counts counts, Map<String, FileRow> files, Map<String, String> errors) {}

  /** Remembers which bytes were read. */
  private static final class Reads implements PositionedInput {
    private final PositionedInput input;
    private final List<long[]> ranges = new ArrayList<>();

    Reads(PositionedInput input) {
      this.input = input;
    }

    @Override
    public String name() {
      return input.name();
    }

    @Override
    public long length() {
      return input.length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      ranges.add(new long[] {position, position + count});
      input.readFully(position, target, offset, count);
    }
  }

  @Test
  void eachClusterIsReadOnceAndInOrderAndEachBlobHashedOnce() throws IOException {
    for (int cluster = 0; cluster < 5; cluster++) {
      cluster(cluster % 2 == 0);
      for (int blob = 0; blob < BLOBS; blob++) {
        content("c" + cluster + "b" + blob, cluster, blob);
      }
    }
    for (int i = 0; i < 150; i++) {
      PageRow shown = pages.get(random.nextInt(5 * BLOBS));
      if (i % 3 == 0) {
        content("shared" + i, shown.cluster(), shown.blob());
      } else {
        alias("alias" + i, shown);
      }
    }
    Reads reads = new Reads(Inputs.of("test.zim", zim.bytes()));
    try (ZimArchive archive = ZimArchive.open(reads)) {
      reads.ranges.clear();
      Milled milled = mill(archive);

      long at = archive.clusterOffset(0);
      for (long[] range : reads.ranges) {
        assertThat(range[0]).isEqualTo(at);
        at = range[1];
      }
      assertThat(at).isEqualTo(archive.clusterEnd(4));
      assertThat(milled.counts.blocks()).isEqualTo(5 * BLOBS);
      assertThat(milled.counts.files()).isEqualTo(5 * BLOBS + 50);
      assertThat(milled.counts.aliases()).isEqualTo(100);
      assertThat(milled.counts.entries()).isEqualTo(pages.size());
      assertContents(milled, pages);
    }
  }

  @Test
  void clustersThatNoPageOfTheTreeShowsAreNotRead() throws IOException {
    cluster(false);
    cluster(false);
    content("shown", 1, 0);
    add(Kind.CONTENT, "M/metadata", 0, 0, pages.size(), false);
    Reads reads = new Reads(Inputs.of("test.zim", zim.bytes()));
    try (ZimArchive archive = ZimArchive.open(reads)) {
      reads.ranges.clear();
      assertThat(mill(archive).counts.excluded()).isEqualTo(1);
      assertThat(reads.ranges).isNotEmpty();
      assertThat(reads.ranges).allMatch(range -> range[0] >= archive.clusterOffset(1));
    }
  }

  @Test
  void theDamagedRestOfAClusterBecomesErrorsAndNothingElseDoes() throws IOException {
    byte[][] blobs = blobs(20_000);
    contents.add(blobs);
    Damage damage = damage(blobs);
    zim.cluster(damage.stored);
    cluster(true);
    for (int blob = 0; blob < BLOBS; blob++) {
      content("damaged" + blob, 0, blob);
      content("whole" + blob, 1, blob);
    }
    PageRow lost = pages.get(2 * damage.firstLost);
    content("shares", 0, damage.firstLost);
    alias("shows", lost);
    alias("found", pages.get(2 * (damage.firstLost - 1)));

    Milled milled = mill("some.zim");

    List<PageRow> readable =
        pages.stream().filter(p -> p.cluster() == 1 || p.blob() < damage.firstLost).toList();
    assertThat(milled.files).hasSameSizeAs(readable);
    assertContents(milled, readable);
    int errors = BLOBS - damage.firstLost + 2;
    assertThat(milled.errors).hasSize(errors).containsKeys("A/shares", "A/shows");
    assertThat(milled.errors.values())
        .allMatch(reason -> reason.startsWith("cluster does not decode at byte "))
        .noneMatch(reason -> reason.contains("some.zim"));
    assertThat(milled.counts.errors()).isEqualTo(errors);
    assertThat(milled.counts.entries()).isEqualTo(pages.size());
    assertThat(mill("elsewhere/another.zim").errors).isEqualTo(milled.errors);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClusterThatTheMediumDoesNotGiveBecomesErrorsThatNameItAndNothingElseDoes(boolean compressed)
      throws IOException {
    cluster(compressed);
    cluster(compressed);
    for (int blob = 0; blob < BLOBS; blob++) {
      content("lost" + blob, 0, blob);
      content("whole" + blob, 1, blob);
    }
    PositionedInput bytes = Inputs.of("some.zim", zim.bytes());
    long lost;
    try (ZimArchive archive = ZimArchive.open(bytes)) {
      lost = archive.clusterOffset(0) + 10;
    }
    RetryingInput input = new RetryingInput(() -> new BadRegion(bytes, lost), Duration.ZERO);
    try (ZimArchive archive = ZimArchive.open(input)) {
      Milled milled = mill(archive);

      List<PageRow> readable = pages.stream().filter(page -> page.cluster() == 1).toList();
      assertThat(milled.files).hasSameSizeAs(readable);
      assertContents(milled, readable);
      assertThat(milled.errors).hasSize(BLOBS);
      assertThat(milled.errors.values())
          .allMatch(reason -> reason.startsWith("unreadable at byte "))
          .allMatch(reason -> reason.endsWith(" of cluster 0, found an I/O error, 5 times"));
    }
  }

  /** A medium with one byte that cannot be read. */
  private record BadRegion(PositionedInput input, long at) implements PositionedInput {
    @Override
    public String name() {
      return input.name();
    }

    @Override
    public long length() {
      return input.length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      if (position <= at && at < position + count) {
        throw new IOException("Input/output error");
      }
      input.readFully(position, target, offset, count);
    }
  }

  @Test
  void numbersOutOfRangeAreErrorsOfTheirOwnEntriesAlone() throws IOException {
    cluster(false);
    for (int blob = 0; blob < BLOBS; blob++) {
      content("right" + blob, 0, blob);
    }
    content("blob", 0, BLOBS);
    content("sameBlob", 0, BLOBS);
    content("farBlob", 0, UNSIGNED_LARGE);
    content("cluster", 1, 0);
    content("farCluster", UNSIGNED_LARGE, 0);
    content("lastCluster", -1, -1);
    alias("alias", pages.get(BLOBS));
    add(Kind.LOOP, "A/loop", -1, -1, pages.size(), true);
    add(Kind.DANGLING, "A/dangling", -1, -1, pages.size(), true);
    add(Kind.DELETED, "A/deleted", -1, -1, pages.size(), true);

    Milled milled = mill("some.zim");

    assertThat(milled.files).hasSize(BLOBS);
    assertContents(milled, pages.subList(0, BLOBS));
    assertThat(milled.errors)
        .containsOnlyKeys(
            "A/blob",
            "A/sameBlob",
            "A/farBlob",
            "A/cluster",
            "A/farCluster",
            "A/lastCluster",
            "A/alias");
    assertThat(milled.errors.get("A/sameBlob")).endsWith("found " + BLOBS);
    assertThat(milled.errors.get("A/farBlob")).endsWith("found 4294901760");
    assertThat(milled.errors.get("A/farCluster"))
        .isEqualTo(
            "cluster number outside the archive, expected a number below 1, found 4294901760");
    assertThat(milled.counts.notServed()).isEqualTo(2);
    assertThat(milled.counts.excluded()).isEqualTo(1);
    assertThat(milled.counts.entries()).isEqualTo(pages.size());
  }

  private void cluster(boolean compressed) {
    byte[][] blobs = blobs(3_000);
    contents.add(blobs);
    if (compressed) {
      zim.cluster(stored(blobs));
    } else {
      zim.plainCluster(blobs);
    }
  }

  /** Blobs of words, which compress, of about this length. */
  private byte[][] blobs(int length) {
    byte[][] blobs = new byte[BLOBS][];
    for (int i = 0; i < BLOBS; i++) {
      StringBuilder words = new StringBuilder();
      while (words.length() < length + i) {
        words.append(Integer.toString(random.nextInt(50_000), 36)).append(' ');
      }
      blobs[i] = words.toString().getBytes(UTF_8);
    }
    return blobs;
  }

  private static byte[] stored(byte[][] blobs) {
    byte[] frame = Zstd.compress(CraftedZim.blobs(blobs), 3);
    byte[] stored = new byte[frame.length + 1];
    stored[0] = 5;
    System.arraycopy(frame, 0, stored, 1, frame.length);
    return stored;
  }

  /** A cluster with flipped bits, and the first of its blobs that cannot be read. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Damage(byte[] stored, int firstLost) {}

  /** Makes the third block of a cluster's zstd frame one of the reserved type. */
  private static Damage damage(byte[][] blobs) throws IOException {
    byte[] stored = stored(blobs);
    int descriptor = stored[5];
    boolean singleSegment = (descriptor & 0x20) != 0;
    int sizeBytes = new int[] {singleSegment ? 1 : 0, 2, 4, 8}[(descriptor & 0xff) >>> 6];
    int at = 6 + (singleSegment ? 0 : 1) + sizeBytes;
    for (int block = 0; block < 2; block++) {
      int header =
          (stored[at + 2] & 0xff) << 16 | (stored[at + 1] & 0xff) << 8 | (stored[at] & 0xff);
      at += 3 + (header >>> 3);
    }
    stored[at] |= 0x06;
    int readable = readable(stored, blobs);
    assertThat(readable).isBetween(3, BLOBS - 3);
    return new Damage(stored, readable);
  }

  /** How many blobs can be read one after the other, and hold what they held. */
  private static int readable(byte[] cluster, byte[][] blobs) throws IOException {
    CraftedZim alone = new CraftedZim().cluster(cluster);
    for (int i = 0; i < BLOBS; i++) {
      alone.content("A/" + i, 0, i);
    }
    int blob = 0;
    try (ZimArchive archive = ZimArchive.open(Inputs.of("damaged", alone.bytes()));
        ClusterReader reader = archive.openCluster(0)) {
      for (; reader.next(); blob++) {
        assertThat(reader.content().readAllBytes()).isEqualTo(blobs[blob]);
      }
    } catch (MalformedInputException e) {
      return blob;
    }
    return BLOBS;
  }

  private void content(String name, int cluster, int blob) {
    add(Kind.CONTENT, "A/" + name, cluster, blob, pages.size(), true);
  }

  private void alias(String name, PageRow shown) {
    add(Kind.ALIAS, "A/" + name, shown.cluster(), shown.blob(), shown.entry(), true);
  }

  private void add(Kind kind, String name, int cluster, int blob, int target, boolean inTree) {
    byte[] utf8 = name.getBytes(UTF_8);
    int mimeType = kind == Kind.CONTENT ? 0 : -1;
    pages.add(new PageRow(kind, pages.size(), inTree, utf8, utf8, mimeType, target, cluster, blob));
    zim.content(name, cluster, blob);
  }

  private Milled mill(String archiveName) throws IOException {
    try (ZimArchive archive = ZimArchive.open(Inputs.of(archiveName, zim.bytes()))) {
      return mill(archive);
    }
  }

  private Milled mill(ZimArchive archive) throws IOException {
    RowWriter out = new RowWriter();
    List<Tuple2<byte[], byte[]>> rows = new ArrayList<>();
    for (PageRow page : pages) {
      byte[] key = page.key(out);
      rows.add(SortedShuffle.row(key, page.value(out)));
    }
    rows.sort(Comparator.comparing(Tuple2::_1, Arrays::compareUnsigned));
    Source source = new Source(null, "", "test.zim", 0);
    Placement placement = new Placement(new ZimLayout(), Redirects.LINK, List.of("text/plain"));
    Milling milling = new Milling(output, source, placement, null, null);
    Contents.Opening opening = builder -> new ZimContents(archive, builder, bytes -> {});
    ShardTask.mill(milling, 0, List.of(), opening, rows.iterator());
    Map<String, FileRow> files = new TreeMap<>();
    Map<String, String> errors = new TreeMap<>();
    String name = Output.rowFile(ShardTask.STAGE, 0);
    try (RowFile.Reader milled = new RowFile.Reader(output.store(), name)) {
      while (milled.hasNext()) {
        Tuple2<byte[], byte[]> row = milled.next();
        byte[] path = IndexKey.path(row._1);
        String text = new String(path, UTF_8);
        switch (IndexKey.table(row._1)) {
          case FILES -> assertThat(files.put(text, FileRow.of(path, row._2))).isNull();
          case ERRORS -> assertThat(errors.put(text, ErrorRow.of(text, row._2).reason())).isNull();
          case REDIRECTS -> {}
        }
      }
    }
    return new Milled(output.summary(name).counts(), files, errors);
  }

  private void assertContents(Milled milled, List<PageRow> expected) {
    MessageDigest sha256 = Digests.sha256();
    for (PageRow page : expected) {
      byte[] content = contents.get(page.cluster())[page.blob()];
      FileRow row = milled.files.get(new String(page.name(), UTF_8));
      assertThat(row.sha256()).isEqualTo(sha256.digest(content));
      assertThat(row.sizeBytes()).isEqualTo(content.length);
      String aliasOf =
          page.kind() == Kind.ALIAS ? new String(pages.get(page.target()).name(), UTF_8) : null;
      assertThat(row.aliasOf()).isEqualTo(aliasOf);
    }
  }
}
