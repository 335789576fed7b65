package org.wikimill.pipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;

/** The first block and byte that differ are found, and nothing that both have is in the way. */
class DagComparisonTest {
  /** Cuts files in 256 KiB, links 174 of them from a node. */
  private static final String SMALL_CHUNKS = "kubo-0.40";

  /** Cuts files in 1 MiB. */
  private static final String LARGE_CHUNKS = "unixfs-v1-2025";

  private static final int CHUNK_BYTES = 256 << 10;

  /** Cuts files in 256 KiB, links 100 of them from a node. */
  private static final CidProfile NARROW =
      new CidProfile(
          "narrow",
          1,
          CidProfile.Leaves.RAW,
          CHUNK_BYTES,
          100,
          256,
          CHUNK_BYTES,
          CidProfile.SizeEstimate.LINKS,
          CidProfile.Boundary.ABOVE,
          0);

  private final MemoryDag a = new MemoryDag();
  private final MemoryDag b = new MemoryDag();

  private Divergence compare(Cid rootA, Cid rootB) throws IOException {
    return new DagComparison(a, b).of(rootA, rootB);
  }

  private static byte[] noise(int length) {
    byte[] content = new byte[length];
    new Random(7).nextBytes(content);
    return content;
  }

  private static Divergence.Block leaf(byte[] content, int from, int end) throws IOException {
    byte[] chunk = Arrays.copyOfRange(content, from, end);
    Cid cid = new MemoryDag().file(LARGE_CHUNKS, chunk);
    return new Divergence.Block(cid.toString(), from, end);
  }

  @Test
  void aByteThatDiffersIsFoundInItsLeafOnTheSecondLevel() throws Exception {
    byte[] content = noise(180 * CHUNK_BYTES + 99);
    byte[] changed = content.clone();
    int at = 177 * CHUNK_BYTES + 1234;
    changed[at] ^= 1;
    int from = 177 * CHUNK_BYTES;
    assertThat(compare(a.file(SMALL_CHUNKS, content), b.file(SMALL_CHUNKS, changed)))
        .isEqualTo(
            new Divergence(
                leaf(content, from, from + CHUNK_BYTES),
                leaf(changed, from, from + CHUNK_BYTES),
                (long) at,
                null));
  }

  @Test
  void partsThatBothHaveAreNotEvenRead() throws Exception {
    byte[] content = noise(5 * CHUNK_BYTES);
    byte[] changed = content.clone();
    changed[4 * CHUNK_BYTES] ^= 1;
    Cid rootA = a.file(SMALL_CHUNKS, content);
    Cid rootB = b.file(SMALL_CHUNKS, changed);
    a.remove(Cid.parse(leaf(content, 0, CHUNK_BYTES).cid()));
    assertThat(compare(rootA, rootB).firstByte()).isEqualTo(4 * CHUNK_BYTES);
  }

  @Test
  void aFileThatGoesOnDiffersWhereTheOtherHasEnded() throws Exception {
    byte[] content = noise(3 * CHUNK_BYTES);
    byte[] longer = Arrays.copyOf(content, content.length + 5);
    Divergence divergence = compare(a.file(SMALL_CHUNKS, content), b.file(SMALL_CHUNKS, longer));
    assertThat(divergence.a()).isNull();
    assertThat(divergence.b()).isEqualTo(leaf(longer, content.length, longer.length));
    assertThat(divergence.firstByte()).isEqualTo(content.length);
  }

  @Test
  void otherChunksOfTheSameBytesHaveNoByteThatDiffers() throws Exception {
    byte[] content = noise(5 * CHUNK_BYTES);
    assertThat(compare(a.file(SMALL_CHUNKS, content), b.file(LARGE_CHUNKS, content)))
        .isEqualTo(
            new Divergence(
                leaf(content, 0, CHUNK_BYTES), leaf(content, 0, 4 * CHUNK_BYTES), null, null));
  }

  @Test
  void theSameLeavesUnderOtherNodesAreToldByTheirRoots() throws Exception {
    byte[] content = noise(180 * CHUNK_BYTES);
    Cid rootA = a.file(SMALL_CHUNKS, content);
    Cid rootB = b.file(NARROW, content);
    assertThat(compare(rootA, rootB))
        .isEqualTo(
            new Divergence(
                new Divergence.Block(rootA.toString(), 0, content.length),
                new Divergence.Block(rootB.toString(), 0, content.length),
                null,
                null));
  }

  @Test
  void anEntryThatOneDirectoryLacksIsNamed() throws Exception {
    Cid rootA = a.directory(SMALL_CHUNKS, List.of("one", "three", "two"));
    Cid rootB = b.directory(SMALL_CHUNKS, List.of("one", "two"));
    Divergence divergence = compare(rootA, rootB);
    assertThat(divergence.entry()).isEqualTo("three");
    assertThat(divergence.a())
        .isEqualTo(new Divergence.Block(rootA.toString(), 0, a.block(rootA).length));
  }

  @Test
  void anEntryDeepInAHamtIsNamedWithItsShard() throws Exception {
    List<String> names =
        new ArrayList<>(
            IntStream.range(0, 9000).mapToObj(i -> "entry with a longer name " + i).toList());
    Cid rootA = a.directory(SMALL_CHUNKS, names);
    names.remove("entry with a longer name 4711");
    names.add("entry with a longer name 4711, changed");
    Cid rootB = b.directory(SMALL_CHUNKS, names);
    Divergence divergence = compare(rootA, rootB);
    assertThat(divergence.entry()).startsWith("entry with a longer name ");
    assertThat(divergence.a().cid()).isNotEqualTo(rootA.toString());
    assertThat(Cid.parse(divergence.a().cid()).codec()).isEqualTo(Codec.DAG_PB);
    byte[] shard = a.block(Cid.parse(divergence.a().cid()));
    assertThat(divergence.a().end()).isEqualTo(shard.length);
  }

  @Test
  void directoriesOfTwoKindsAndFilesBesideThemAreToldByTheirRoots() throws Exception {
    Cid file = a.file(SMALL_CHUNKS, noise(10));
    Cid directory = b.directory(SMALL_CHUNKS, List.of("x"));
    Divergence divergence = compare(file, directory);
    assertThat(divergence.a().cid()).isEqualTo(file.toString());
    assertThat(divergence.b().cid()).isEqualTo(directory.toString());
    assertThat(divergence.entry()).isNull();
  }

  @Test
  void blocksThatAreMissingOrTamperedAreRefusedByName() throws Exception {
    byte[] content = noise(2 * CHUNK_BYTES);
    byte[] changed = content.clone();
    changed[0] ^= 1;
    Cid rootA = a.file(SMALL_CHUNKS, content);
    Cid rootB = b.file(SMALL_CHUNKS, changed);
    Cid first = Cid.parse(leaf(changed, 0, CHUNK_BYTES).cid());
    b.tamper(first);
    assertThatThrownBy(() -> compare(rootA, rootB))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining(first.toString());
    b.remove(first);
    assertThatThrownBy(() -> compare(rootA, rootB))
        .isInstanceOf(MissingBlockException.class)
        .hasMessageContaining(first.toString());
  }
}
