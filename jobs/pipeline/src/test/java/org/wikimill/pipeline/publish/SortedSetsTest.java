package org.wikimill.pipeline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Merging two sorted iterators gives what sets would. */
class SortedSetsTest {

  private static Iterator<byte[]> keys(Collection<String> texts) {
    return texts.stream().map(t -> t.getBytes(StandardCharsets.ISO_8859_1)).iterator();
  }

  private static List<String> texts(Iterator<byte[]> keys) {
    List<String> texts = new ArrayList<>();
    keys.forEachRemaining(key -> texts.add(new String(key, StandardCharsets.ISO_8859_1)));
    return texts;
  }

  @Test
  void minusAndUnionAgreeWithSetsOfAnyContent() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      List<String> a = new ArrayList<>();
      TreeSet<String> b = new TreeSet<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        a.add(String.valueOf((char) random.nextInt(256)));
      }
      for (int i = random.nextInt(20); i > 0; i--) {
        b.add(String.valueOf((char) random.nextInt(256)));
      }
      a.sort(null);
      TreeSet<String> difference = new TreeSet<>(a);
      difference.removeAll(b);
      TreeSet<String> sum = new TreeSet<>(a);
      sum.addAll(b);

      assertThat(texts(SortedSets.minus(keys(a), keys(b)))).containsExactlyElementsOf(difference);
      assertThat(texts(SortedSets.union(keys(new TreeSet<>(a)), keys(b))))
          .containsExactlyElementsOf(sum);
    }
  }
}
