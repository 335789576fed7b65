package org.wikimill.formats.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes equal where titles are searched, and what stays apart. */
class FoldingTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "Café, cafe",
        "Cafe\u0301, cafe",
        "STRASSE, straße",
        "Straße, strasse",
        "ΣΊΣΥΦΟΣ, Σίσυφος",
        "İstanbul, istanbul",
        "ISTANBUL, ıstanbul",
        "Łódź, lodz",
        "Ærø, aero",
        "Ёлка, елка",
        "Ｗｉｋｉ, wiki",
        "Moon_landing, moon landing",
        "~  Moon \u00a0 landing ~, moon landing",
        "Rock ’n’ Roll, rock 'n' roll",
        "1914–18, 1914-18",
        "א\u05b8ב, אב",
        "مُحَمَّد, محمد",
        "أحمد, احمد",
        "می\u200cخواهم, میخواهم",
        "が, か\u3099",
        "ﾃﾞﾝｷ, テ\u3099ンキ",
        "한국, \u1112\u1161\u11ab\u1100\u116e\u11a8",
        "ㅎ, \u1112",
        "क\u093c, क़",
        "x², x2",
      })
  void readersNeedNotTellTheseApart(String one, String other) {
    assertThat(Folding.fold(one)).isEqualTo(Folding.fold(other));
  }

  @ParameterizedTest
  @CsvSource({
    "が, か", "ば, ぱ", "कि, क", "क्, क", "ที่, ที", "한, 하", "か, カ", "国, 國", "C++, C", "C#, C", "и, n",
  })
  void theseStayApart(String one, String other) {
    assertThat(Folding.fold(one)).isNotEqualTo(Folding.fold(other));
  }

  @Test
  void theTableIsWhatTheRulesGiveForEveryCharacter() {
    FoldingRules rules = new FoldingRules();
    List<String> differing = new ArrayList<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.getType(c) == Character.SURROGATE || c >= 0xac00 && c <= 0xd7a3) {
        continue;
      }
      String folded = Folding.fold("x" + Character.toString(c) + "x");
      if (!folded.equals("x" + rules.fold(c) + "x")) {
        differing.add(Integer.toHexString(c));
      }
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void foldingAgainChangesNothing() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .mapToObj(Character::toString)
        .map(Folding::fold)
        .forEach(folded -> assertThat(Folding.fold(folded)).isEqualTo(folded));
  }

  @Test
  void aTextOfNothingButMarksIsItsOwnFolding() {
    assertThat(Folding.fold("\u0301")).isEqualTo("\u0301");
    assertThat(Folding.fold("")).isEmpty();
    assertThat(Folding.fold("_")).isEqualTo("_");
  }

  @Test
  void aKeyIsCutBetweenCharacters() {
    assertThat(Folding.key("A".repeat(256) + "b")).isEqualTo("a".repeat(256));
    assertThat(Folding.key("\ud800\udf30".repeat(260))).isEqualTo("\ud800\udf30".repeat(256));
  }
}
