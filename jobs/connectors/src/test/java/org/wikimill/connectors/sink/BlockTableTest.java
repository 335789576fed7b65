package org.wikimill.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockTableTest {
  private final BlockTable table = new BlockTable();

  @Test
  void growsOverThousandsOfBlocksAndKnowsEachOfThemStill() {
    Random random = new Random(3);
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      digests.add(digest(random));
      assertThat(table.add(digests.get(i), i % 3 == 0, 7L * i, i)).isTrue();
      int before = random.nextInt(i + 1);
      assertThat(table.add(digests.get(before), before % 3 == 0, -1, -1)).isFalse();
    }
    assertThat(table.size()).isEqualTo(digests.size());
    for (int i = 0; i < digests.size(); i++) {
      assertThat(table.sha256(i)).isEqualTo(digests.get(i));
      assertThat(table.offset(i)).isEqualTo(7L * i);
      assertThat(table.length(i)).isEqualTo(i);
      assertThat(table.isRaw(i)).isEqualTo(i % 3 == 0);
    }
  }

  @Test
  void digestsThatShareASlotAreToldApart() {
    // The low bits of the first eight bytes choose the slot: these differ elsewhere alone.
    for (int i = 0; i < 3_000; i++) {
      byte[] digest = new byte[32];
      digest[30] = (byte) (i >>> 8);
      digest[31] = (byte) i;
      assertThat(table.add(digest, true, i, 1)).isTrue();
      assertThat(table.add(digest, true, i, 1)).isFalse();
    }
    assertThat(table.size()).isEqualTo(3_000);
  }

  @Test
  void oneDigestAsRawAndAsDagPbIsTwoBlocks() {
    byte[] digest = digest(new Random(1));
    assertThat(table.add(digest, false, 90, 1)).isTrue();
    assertThat(table.add(digest, true, 20, 1)).isTrue();
    assertThat(table.add(digest, false, 300, 1)).isFalse();
    assertThat(table.sorted()).containsExactly(1, 0);
  }

  @Test
  void sortsByUnsignedDigestsThenOffsets() {
    Random random = new Random(9);
    for (int i = 0; i < 5_000; i++) {
      table.add(digest(random), true, i, 1);
    }
    int[] sorted = table.sorted();
    assertThat(sorted).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(Arrays.stream(sorted).mapToObj(table::sha256).toList())
        .isSortedAccordingTo(Comparator.comparing(d -> d, Arrays::compareUnsigned));
  }

  private static byte[] digest(Random random) {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return digest;
  }
}
