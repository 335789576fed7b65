package org.wikimill.formats.sums;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;

/** What metalinks say, in the form in which download servers give them. */
class MetalinkTest {
  private static final String SHA256 = "ab".repeat(32);
  private static final String SHA1 = "cd".repeat(20);

  private static final String WHOLE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metalink xmlns="urn:ietf:params:xml:ns:metalink">
        <generator>MirrorBrain/2.19.0</generator>
        <published>2026-01-02T03:04:05Z</published>
        <!-- of another file -->
        <file name="other.zim"><size>1</size><url>https://nowhere.invalid/other.zim</url></file>
        <file name="a.zim">
          <identity><deep/></identity>
          <size>5</size>
          <hash type="md5">%s</hash>
          <hash type="sha-256">%s</hash>
          <hash type="sha-512">00</hash>
          <hash type="sha-1">%s</hash>
          <pieces length="2" type="sha-1"><hash>%s</hash><hash>%s</hash><hash>%s</hash></pieces>
          <url location="de" priority="2">https://second.invalid/a.zim?x=1&amp;y=2</url>
          <url>https://last.invalid/a.zim</url>
          <url location="fr" priority="1">https://first.invalid/a.zim</url>
        </file>
      </metalink>
      """
          .formatted("ef".repeat(16), SHA256, SHA1, SHA1, SHA1, SHA1);

  @Test
  void theStrongestSumPiecesAndMirrorsByPriorityAreRead() throws IOException {
    Metalink metalink = read(WHOLE, "a.zim").orElseThrow();
    assertThat(metalink.lengthBytes()).hasValue(5);
    assertThat(metalink.sum().orElseThrow().hex()).isEqualTo(SHA256);
    assertThat(metalink.sum().orElseThrow().lengthBytes()).hasValue(5);
    assertThat(metalink.pieces().orElseThrow().hex()).hasSize(3);
    assertThat(metalink.mirrors())
        .containsExactly(
            "https://first.invalid/a.zim",
            "https://second.invalid/a.zim?x=1&y=2",
            "https://last.invalid/a.zim");
  }

  @Test
  void aMetalinkOfOtherFilesSaysNothing() throws IOException {
    assertThat(read(WHOLE, "b.zim")).isEmpty();
  }

  @Test
  void piecesThatDoNotCoverTheFileAreNotUsed() throws IOException {
    assertThat(read(WHOLE.replace("<size>5<", "<size>7<"), "a.zim").orElseThrow().pieces())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html/>",
        "<metalink><file name='a.zim'/></metalink>",
        "<metalink xmlns='urn:ietf:params:xml:ns:metalink'><file name='a.zim'><size>-1</size>",
        "<metalink xmlns='urn:ietf:params:xml:ns:metalink'><file name='a.zim'><size>5",
        "<metalink xmlns='urn:ietf:params:xml:ns:metalink'><file name='a.zim'>"
            + "<hash type='sha-1'>xyz</hash></file></metalink>",
        "<!DOCTYPE metalink [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + "<metalink xmlns='urn:ietf:params:xml:ns:metalink'><file name='a.zim'>"
            + "<url>&e;</url></file></metalink>"
      })
  void whatIsNoMetalinkIsRefused(String text) {
    assertThatThrownBy(() -> read(text, "a.zim")).isInstanceOf(MalformedInputException.class);
  }

  private static Optional<Metalink> read(String text, String subject) throws IOException {
    return Metalink.read(text.getBytes(UTF_8), "a.zim.meta4", subject);
  }
}
