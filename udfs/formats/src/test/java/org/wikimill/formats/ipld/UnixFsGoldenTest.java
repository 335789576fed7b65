package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnixFsGoldenTest {
  private static final long LARGE_BYTES = 64 << 20;

  @Test
  void everyVectorIsInOneOfTheTwoTiers() {
    assertThat(smallAndMiddle().size() + large().size()).isEqualTo(208);
    assertThat(large()).hasSize(14);
  }

  @ParameterizedTest
  @MethodSource("smallAndMiddle")
  void rootAndCumulativeSizeAreThoseOfRealNodes(Vectors.Vector vector) throws IOException {
    check(vector);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("large")
  void rootsOfFilesUpToEightGigabytesAreThoseOfRealNodes(Vectors.Vector vector) throws IOException {
    check(vector);
  }

  private static void check(Vectors.Vector vector) throws IOException {
    assertThat(vector.build(BlockSink.NONE))
        .isEqualTo(new UnixFsNode(vector.cid(), vector.cumulativeSize()));
  }

  static List<Vectors.Vector> smallAndMiddle() {
    return Vectors.unixfs().stream().filter(v -> v.generatedBytes() < LARGE_BYTES).toList();
  }

  static List<Vectors.Vector> large() {
    return Vectors.unixfs().stream().filter(v -> v.generatedBytes() >= LARGE_BYTES).toList();
  }
}
