package org.wikimill.pipeline.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by hash are those of a map, and come back from batches of any number of buckets. */
class HashCountsTest {
  private final Random random = new Random(7);

  private Map<Long, Long> fill(HashCounts counts, int times) {
    Map<Long, Long> expected = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < times; i++) {
      // Few different low bits: they share slots.
      long hash = random.nextLong() & 0xFF00_0000_0000_0FF0L;
      hash = hash == 0 ? 1 : hash;
      assertThat(counts.contains(hash)).isEqualTo(expected.containsKey(hash));
      assertThat(counts.add(hash, i)).isEqualTo(!expected.containsKey(hash));
      expected.merge(hash, (long) i, Long::sum);
    }
    return expected;
  }

  private static Map<Long, Long> content(HashCounts counts) {
    Map<Long, Long> content = new TreeMap<>(Long::compareUnsigned);
    counts.forEach(
        (hash, times) -> {
          assertThat(content.keySet()).allMatch(before -> Long.compareUnsigned(before, hash) < 0);
          content.put(hash, times);
        });
    return content;
  }

  @Test
  void countsAreThoseOfAMapInUnsignedOrder() {
    HashCounts counts = new HashCounts();
    for (int times : new int[] {0, 1, 40, 3000, 20}) {
      Map<Long, Long> expected = fill(counts, times);
      assertThat(counts.size()).isEqualTo(expected.size());
      assertThat(content(counts)).isEqualTo(expected);
      counts.clear();
      assertThat(counts.size()).isZero();
    }
  }

  @Test
  void theHashThatMarksWhatIsEmptyIsCountedToo() {
    HashCounts counts = new HashCounts();
    assertThat(counts.contains(0)).isFalse();
    assertThat(counts.add(0, 2)).isTrue();
    assertThat(counts.add(0, 3)).isFalse();
    assertThat(counts.contains(0)).isTrue();
    assertThat(counts.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 30})
  void batchesHoldTheHashesOfTheirBucket(int bits) {
    HashCounts counts = new HashCounts();
    Map<Long, Long> expected = fill(counts, 2000);
    Map<Long, Long> found = new TreeMap<>(Long::compareUnsigned);
    List<Integer> buckets = new ArrayList<>();
    HashBatches<RuntimeException> batches =
        new HashBatches<>(
            bits,
            (bucket, batch) -> {
              buckets.add(bucket);
              HashBatches.read(
                  batch,
                  (hash, times) -> {
                    assertThat(bits == 0 ? 0 : hash >>> Long.SIZE - bits).isEqualTo(bucket);
                    found.put(hash, times);
                  });
            });
    counts.forEach(batches);
    batches.end();
    assertThat(found).isEqualTo(expected);
    assertThat(buckets).doesNotHaveDuplicates().isSorted();
    batches.end();
    assertThat(buckets).doesNotHaveDuplicates();
  }
}
