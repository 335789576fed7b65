package org.wikimill.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wikimill.pipeline.verify.Defect.Scope;

/** Findings are the same however the work was cut, and defects read as one line. */
class FindingsTest {
  private static List<Defect> defects() {
    List<Defect> defects = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Scope scope = i % 7 == 0 ? Scope.FILE : Scope.CONTENT;
      defects.add(new Defect(scope, "file " + i % 5, i - 1, "what", "x", "y" + i));
    }
    return defects;
  }

  @Test
  void sumOfPartsDoesNotDependOnTheirOrder() {
    Random random = new Random(1);
    List<Defect> sorted = new ArrayList<>(defects());
    Collections.sort(sorted);
    for (int round = 0; round < 50; round++) {
      List<Defect> shuffled = new ArrayList<>(defects());
      Collections.shuffle(shuffled, random);
      byte[] sum = new Findings(10).encode();
      while (!shuffled.isEmpty()) {
        Findings part = new Findings(10);
        for (int n = Math.min(1 + random.nextInt(20), shuffled.size()); n > 0; n--) {
          part.add(shuffled.remove(0));
          part.add(Total.LINKS, 3);
        }
        sum = Findings.sum(sum, part.encode());
      }
      Findings findings = Findings.decode(sum);
      assertThat(findings.first()).isEqualTo(sorted.subList(0, 10));
      assertThat(findings.defects()).isEqualTo(50);
      assertThat(findings.total(Total.LINKS)).isEqualTo(150);
      assertThat(findings.total(Total.FILES)).isZero();
    }
  }

  @Test
  void whatIsWrongWithWholeFilesComesFirst() {
    Findings findings = new Findings(2);
    findings.add(Defect.at("a", 0, "what", 1, 2));
    findings.add(Defect.of(Scope.FILE, "z", "missing", "a file", "none"));
    findings.add(Defect.at("a", 1, "what", 1, 2));
    assertThat(findings.first())
        .extracting(Defect::toString)
        .containsExactly(
            "z: missing, expected a file, found none", "a at byte 0: what, expected 1, found 2");
  }

  @Test
  void textOfAnInputCannotBreakTheLineOrFillIt() {
    Defect defect = Defect.of(Scope.FILE, "a", "what", "b\nc", "x".repeat(5000));
    assertThat(defect.toString()).contains("expected b c,").doesNotContain("\n");
    assertThat(defect.toString().length()).isLessThan(1100);
  }
}
