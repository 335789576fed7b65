package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wikimill.formats.ipld.CidProfile.Boundary;
import org.wikimill.formats.ipld.CidProfile.Leaves;
import org.wikimill.formats.ipld.CidProfile.SizeEstimate;

class FileJoinPropertyTest {

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aFileJoinedFromAlignedRangesIsTheWhole(int seed) throws IOException {
    Random random = new Random(seed);
    CidProfile profile = profile(1 + random.nextInt(9), 2 + random.nextInt(4), random);
    byte[] bytes = new byte[random.nextInt(600)];
    random.nextBytes(bytes);
    Map<Cid, Integer> wholeBlocks = new TreeMap<>();
    UnixFsFile whole = new FileBuilder(profile, count(wholeBlocks)).build(bytes, 0, bytes.length);

    Map<Cid, Integer> joinedBlocks = new TreeMap<>();
    BalancedLayout layout = new BalancedLayout(profile, count(joinedBlocks));
    FileBuilder parts = new FileBuilder(profile, count(joinedBlocks));
    int position = 0;
    do {
      int length = Math.min(alignedLength(random, profile, position), bytes.length - position);
      UnixFsFile part = parts.build(bytes, position, length);
      layout.add(part.cid(), part.tsize(), part.sizeBytes());
      position += length;
    } while (position < bytes.length);
    assertThat(layout.finish()).isEqualTo(new UnixFsNode(whole.cid(), whole.tsize()));
    assertThat(joinedBlocks).isEqualTo(wholeBlocks);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aStreamInDribletsGivesTheFileOfTheArray(int seed) throws IOException {
    Random random = new Random(5000 + seed);
    CidProfile profile = profile(1 + random.nextInt(9), 2 + random.nextInt(4), random);
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    FileBuilder builder = new FileBuilder(profile, BlockSink.NONE);
    UnixFsFile ofArray = builder.build(bytes, 0, bytes.length);
    UnixFsFile ofStream =
        builder.build(
            new FilterInputStream(new ByteArrayInputStream(bytes)) {
              @Override
              public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5)));
              }
            });
    assertThat(ofStream).isEqualTo(ofArray);
    assertThat(ofArray.sha256()).isEqualTo(DigestUtils.sha256(bytes));
    assertThat(ofArray.sizeBytes()).isEqualTo(bytes.length);
  }

  @Test
  void aSubtreeThatIsNotAlignedIsRefused() throws IOException {
    CidProfile profile = profile(4, 3, new Random(0));
    byte[] bytes = new byte[100];
    FileBuilder parts = new FileBuilder(profile, BlockSink.NONE);
    UnixFsFile leaf = parts.build(bytes, 0, 4);
    UnixFsFile tree = parts.build(bytes, 0, 12);
    UnixFsFile partial = parts.build(bytes, 0, 3);
    BalancedLayout layout = new BalancedLayout(profile, BlockSink.NONE);
    layout.add(leaf.cid(), leaf.tsize(), 4);
    assertThatThrownBy(() -> layout.add(tree.cid(), tree.tsize(), 12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not aligned");
    layout.add(partial.cid(), partial.tsize(), 3);
    assertThatThrownBy(() -> layout.add(leaf.cid(), leaf.tsize(), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not full");
  }

  @Test
  void aBuilderStartsAfreshAfterAFailedStream() throws IOException {
    CidProfile profile = profile(4, 3, new Random(0));
    byte[] bytes = VectorInputs.mod251(50).readAllBytes();
    FileBuilder builder = new FileBuilder(profile, BlockSink.NONE);
    UnixFsFile expected = builder.build(bytes, 0, bytes.length);
    assertThatThrownBy(() -> builder.build(failingAfter(30))).hasMessage("medium failed");
    assertThat(builder.build(bytes, 0, bytes.length)).isEqualTo(expected);
  }

  private static InputStream failingAfter(int count) {
    return new FilterInputStream(new ByteArrayInputStream(new byte[count])) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read < 0) {
          throw new IOException("medium failed");
        }
        return read;
      }
    };
  }

  /** The bytes of a full subtree of some height that may start there. */
  private static int alignedLength(Random random, CidProfile profile, int position) {
    int length = profile.chunkBytes();
    while (random.nextBoolean() && position % (length * profile.width()) == 0 && length < 1000) {
      length *= profile.width();
    }
    return length;
  }

  private static BlockSink count(Map<Cid, Integer> blocks) {
    return (cid, bytes, offset, length) -> {
      byte[] block = Arrays.copyOfRange(bytes, offset, offset + length);
      assertThat(cid.digest()).isEqualTo(DigestUtils.sha256(block));
      blocks.merge(cid, 1, Integer::sum);
    };
  }

  private static CidProfile profile(int chunk, int width, Random random) {
    Leaves leaves = random.nextBoolean() ? Leaves.RAW : Leaves.DAG_PB;
    return new CidProfile(
        "test",
        random.nextInt(2),
        leaves,
        chunk,
        width,
        256,
        1 << 18,
        SizeEstimate.LINKS,
        Boundary.AT,
        0);
  }
}
