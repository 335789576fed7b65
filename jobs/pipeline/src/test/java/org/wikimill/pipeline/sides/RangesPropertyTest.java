package org.wikimill.pipeline.sides;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.wikimill.pipeline.audit.PathRange;

/** Each path is in one range, and below a directory are just the ranges that it may reach into. */
class RangesPropertyTest {
  private static final String LETTERS = "!/0aé";

  private static byte[] path(Random random) {
    StringBuilder path = new StringBuilder("a");
    for (int length = random.nextInt(5); length > 0; length--) {
      path.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return path.append('b').toString().getBytes(ISO_8859_1);
  }

  private static Ranges ranges(Random random) {
    TreeSet<byte[]> cuts = new TreeSet<>(Arrays::compareUnsigned);
    for (int count = random.nextInt(6); count > 0; count--) {
      cuts.add(path(random));
    }
    return new Ranges(PathRange.cut(new ArrayList<>(cuts)));
  }

  @Test
  void eachPathIsInOneRangeAndInOneOfThoseOfItsDirectories() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      Ranges ranges = ranges(random);
      byte[] path = path(random);
      List<Integer> holding = new ArrayList<>();
      for (int range = 0; range < ranges.count(); range++) {
        PathRange of = ranges.get(range);
        if (!of.startsAfter(path) && !of.endsBefore(path)) {
          holding.add(range);
        }
      }
      assertThat(holding).containsExactly(ranges.of(path));
      for (int at = 0; at < path.length; at++) {
        if (at == 0 || path[at] == '/') {
          byte[] directory = Arrays.copyOf(path, at);
          assertThat(ranges.of(path))
              .isBetween(ranges.firstBelow(directory), ranges.lastBelow(directory));
        }
      }
    }
  }

  @Test
  void aDirectoryThatEndsBeforeACutReachesNoFurther() {
    Ranges ranges =
        new Ranges(PathRange.cut(List.of("d/m".getBytes(ISO_8859_1), "e".getBytes(ISO_8859_1))));
    byte[] directory = "d".getBytes(ISO_8859_1);
    assertThat(ranges.firstBelow(directory)).isZero();
    assertThat(ranges.lastBelow(directory)).isEqualTo(1);
    assertThat(ranges.lastBelow(new byte[0])).isEqualTo(2);
  }
}
