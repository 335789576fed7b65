package org.wikimill.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedTextTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "41E1908A, Aᐊ",
    "FF, %FF",
    "41FF42, A%FFB",
    "C3, %C3",
    "E18A, %E1%8A",
    "E18A41, %E1%8AA",
    "C080, %C0%80",
    "EDA080, %ED%A0%80",
    "F4908080, %F4%90%80%80",
    "F09F9880, \uD83D\uDE00",
    "2546462E, %FF.",
  })
  void bytesOutsideWellFormedUtf8AreEscapedOneByOne(String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(EscapedText.of(bytes).toString()).isEqualTo(text);
  }
}
