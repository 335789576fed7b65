package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.ipld.CidProfile.Boundary;
import org.wikimill.formats.ipld.CidProfile.Leaves;
import org.wikimill.formats.ipld.CidProfile.SizeEstimate;

class CidProfileTest {
  private static final Cid RAW = Cid.sha256(1, Codec.RAW, new byte[32]);

  @ParameterizedTest
  @CsvSource({
    "unixfs-v1-2025, unixfs-v1-2025",
    "unixfs-v0-2015, unixfs-v0-2015",
    "kubo-0.40, kubo40-cidv1",
    "kubo-0.11, kubo39-cidv1",
    "goipfs-0.8-sharded, goipfs08-sharded-cidv1"
  })
  void namedProfilesHaveTheParametersOfTheVectors(String name, String vectorProfile) {
    CidProfile named = CidProfile.named(name);
    CidProfile expected = Vectors.profile(vectorProfile);
    assertThat(named).usingRecursiveComparison().ignoringFields("name").isEqualTo(expected);
    assertThat(named.name()).isEqualTo(name);
  }

  @Test
  void theDefaultIsListedFirst() {
    assertThat(CidProfile.names()).hasSize(5).startsWith("unixfs-v1-2025");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CidProfile.named("unixfs"))
        .withMessageContaining("unixfs-v1-2025");
  }

  @Test
  void blockCostsAddUpToTheLengthOfTheBasicBlock() throws IOException {
    Random random = new Random(11);
    CidProfile profile = profile(1 << 30, SizeEstimate.BLOCK, Boundary.ABOVE, 0);
    for (int round = 0; round < 50; round++) {
      MemoryBlocks blocks = new MemoryBlocks();
      DirectoryBuilder directory = new DirectoryBuilder(profile, blocks);
      long costs = 0;
      for (int i = random.nextInt(5); i >= 0; i--) {
        byte[] name = VectorInputs.utf8("n".repeat(random.nextInt(300)) + i);
        long tsize = random.nextLong() >>> random.nextInt(1, 64);
        directory.add(name, RAW, tsize);
        costs += profile.linkCost(name, RAW, tsize);
      }
      assertThat(blocks.get(directory.finish().cid())).hasSize((int) costs + 4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LINKS, AT, 99, false", "LINKS, AT, 100, true",
    "LINKS, ABOVE, 100, false", "LINKS, ABOVE, 101, true",
    "BLOCK, AT, 95, false", "BLOCK, AT, 96, true",
    "BLOCK, ABOVE, 96, false", "BLOCK, ABOVE, 97, true",
    "NEVER, AT, 1000000, false"
  })
  void directoriesTurnIntoHamtsExactlyAtTheirBoundary(
      SizeEstimate estimate, Boundary boundary, long costs, boolean shards) {
    assertThat(profile(100, estimate, boundary, 0).shards(costs, 5)).isEqualTo(shards);
  }

  @Test
  void aLinkLimitCountsOnTopOfTheSize() {
    CidProfile profile = profile(1 << 20, SizeEstimate.NEVER, Boundary.AT, 7);
    assertThat(profile.shards(0, 7)).isFalse();
    assertThat(profile.shards(0, 8)).isTrue();
  }

  @Test
  void anEmptyDirectoryIsNeverAHamt() {
    assertThat(profile(0, SizeEstimate.LINKS, Boundary.AT, 0).shards(0, 0)).isFalse();
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertThat(build(0, 1, 2, 8)).isNotNull();
    assertThat(build(1, CidProfile.MAX_CHUNK_BYTES, CidProfile.MAX_WIDTH, 1024)).isNotNull();
    int[][] refused = {
      {-1, 1, 2, 8},
      {2, 1, 2, 8},
      {1, 0, 2, 8},
      {1, CidProfile.MAX_CHUNK_BYTES + 1, 2, 8},
      {1, 1, 1, 8},
      {1, 1, CidProfile.MAX_WIDTH + 1, 8},
      {1, 1, 2, 4},
      {1, 1, 2, 100},
      {1, 1, 2, 2048}
    };
    for (int[] p : refused) {
      assertThatIllegalArgumentException()
          .as(Arrays.toString(p))
          .isThrownBy(() -> build(p[0], p[1], p[2], p[3]));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(-1, SizeEstimate.LINKS, Boundary.AT, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(1, SizeEstimate.LINKS, Boundary.AT, -1));
  }

  private static CidProfile build(int version, int chunk, int width, int fanout) {
    return new CidProfile(
        "test", version, Leaves.RAW, chunk, width, fanout, 1, SizeEstimate.LINKS, Boundary.AT, 0);
  }

  private static CidProfile profile(
      long threshold, SizeEstimate estimate, Boundary boundary, int maxLinks) {
    return new CidProfile(
        "test", 1, Leaves.RAW, 1024, 10, 256, threshold, estimate, boundary, maxLinks);
  }
}
