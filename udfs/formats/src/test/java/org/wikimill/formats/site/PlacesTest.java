package org.wikimill.formats.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {

  @ParameterizedTest
  @CsvSource({
    "A/Foo, A/Foo",
    "Foo/, Foo/index.html",
    "'', %2F",
    "/, %2F/index.html",
    "//a, %2F/%2F/a",
    "a//b, a/%2F/b",
    "../evil.html, %2E%2E/evil.html",
    "a/./b/.., a/%2E/b/%2E%2E",
    "..., ...",
    ".a, .a",
    "a., a.",
    "100%/x?y#z, 100%/x?y#z",
    "%2e%2e/x, %2e%2e/x",
  })
  void cutsAtSlashesAndKeepsEveryPathInsideTheTree(String path, String place) {
    assertThat(text(Places.wanted(bytes(path)))).isEqualTo(place);
  }

  @Test
  void escapesEachByteOutsideWellFormedUtf8() {
    byte[] overlong = {'a', (byte) 0xc0, (byte) 0xaf, 'b'};
    byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
    byte[] truncated = {(byte) 0xe2, (byte) 0x82};
    byte[] tooHigh = {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80};
    assertThat(text(Places.wanted(overlong))).isEqualTo("a%C0%AFb");
    assertThat(text(Places.wanted(surrogate))).isEqualTo("%ED%A0%80");
    assertThat(text(Places.wanted(truncated))).isEqualTo("%E2%82");
    assertThat(text(Places.wanted(tooHigh))).isEqualTo("%F4%90%80%80");
  }

  @Test
  void keepsEveryWellFormedSequence() {
    byte[] path = bytes("\u0000\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff");
    assertThat(Places.wanted(path)).isSameAs(path);
  }

  @ParameterizedTest
  @CsvSource({
    "a~1, a",
    "a~1~22, a",
    "a~0, a~0",
    "a~01, a~01",
    "a~, a",
    "a~~12, a",
    "a~1b, a~1b",
    "~3, ''",
    "a, a",
  })
  void aFamilyIsAPlaceWithoutItsStandInNumbers(String place, String family) {
    assertThat(text(Places.family(bytes(place)))).isEqualTo(family);
  }

  @Test
  void aStandInBelongsToTheFamilyOfItsPlace() {
    byte[] place = bytes("x/y~7");
    assertThat(Places.family(Places.standIn(place, 12))).isEqualTo(Places.family(place));
  }

  private static byte[] bytes(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] b) {
    return new String(b, StandardCharsets.UTF_8);
  }
}
