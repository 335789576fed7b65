package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HtmlEditsTest {
  private static final byte[] PAGE = bytes("0123456789");

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private static String applied(HtmlEdits edits) {
    return new String(edits.apply(PAGE), US_ASCII);
  }

  @Test
  void withoutEditsThePageIsItself() {
    assertThat(applied(new HtmlEdits())).isEqualTo("0123456789");
    assertThat(new HtmlEdits().isEmpty()).isTrue();
  }

  @Test
  void editsMayBeAddedInAnyOrder() {
    HtmlEdits edits =
        new HtmlEdits()
            .replace(7, 9, bytes("xyz"))
            .insert(10, bytes("!"))
            .insert(0, bytes(">"))
            .replace(2, 4, bytes(""));
    assertThat(applied(edits)).isEqualTo(">01456xyz9!");
    assertThat(edits.growthBytes()).isEqualTo(1);
    assertThat(edits.count()).isEqualTo(4);
  }

  @Test
  void editsAreToldByTheirPlacesWithTheirRules() {
    HtmlEdits edits = new HtmlEdits().insert(9, bytes("!"));
    edits.because("a").replace(2, 4, bytes("xy")).insert(1, bytes("z")).because("b");
    edits.insert(5, bytes("-"));
    assertThat(edits.inOrder())
        .extracting(edit -> edit.start() + " " + edit.end() + " " + edit.rule())
        .containsExactly("1 1 a", "2 4 a", "5 5 b", "9 9 ");
    assertThat(edits.inOrder().get(1).bytes()).asString(US_ASCII).isEqualTo("xy");
  }

  @Test
  void insertionsAtOnePlaceKeepTheirOrderAndStandBeforeAReplacementThatStartsThere() {
    HtmlEdits edits =
        new HtmlEdits()
            .insert(5, bytes("a"))
            .replace(5, 6, bytes("R"))
            .insert(5, bytes("b"))
            .insert(6, bytes("c"));
    assertThat(applied(edits)).isEqualTo("01234abRc6789");
  }

  @Test
  void touchingReplacementsAreNoOverlap() {
    HtmlEdits edits = new HtmlEdits().replace(4, 6, bytes("b")).replace(2, 4, bytes("a"));
    assertThat(applied(edits)).isEqualTo("01ab6789");
  }

  @Test
  void overlapsAreRefusedAndChangeNothing() {
    HtmlEdits edits = new HtmlEdits().replace(2, 6, bytes("-")).insert(8, bytes("+"));
    assertThatThrownBy(() -> edits.replace(5, 7, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edits overlap: [2, 6) and [5, 7)");
    assertThatThrownBy(() -> edits.insert(3, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edits overlap: [2, 6) and [3, 3)");
    assertThatThrownBy(() -> edits.replace(7, 9, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edits overlap: [7, 9) and [8, 8)");
    assertThatThrownBy(() -> edits.replace(2, 6, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> edits.replace(9, 9, bytes("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no bytes to replace in [9, 9)");
    assertThat(applied(edits)).isEqualTo("01-67+89");
  }

  @Test
  void editsOutsideThePageAreRefused() {
    assertThatThrownBy(() -> new HtmlEdits().insert(11, bytes("x")).apply(PAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edits in [11, 11) of a page in [0, 10)");
    assertThatThrownBy(() -> new HtmlEdits().insert(-1, bytes("x")))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aPartOfAnArrayIsEditedByItsPlaceInTheArray() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HtmlEdits().insert(4, bytes("-")).writeTo(out, PAGE, 3, 4);
    assertThat(out.toString(US_ASCII)).isEqualTo("3-456");
    assertThatThrownBy(() -> new HtmlEdits().insert(2, bytes("-")).writeTo(out, PAGE, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theInverseGivesTheOriginalBytes() {
    Random random = new Random(1_000);
    for (int i = 0; i < 2_000; i++) {
      byte[] page = new byte[1 + random.nextInt(60)];
      random.nextBytes(page);
      HtmlEdits edits = new HtmlEdits();
      int at = 0;
      while (random.nextInt(6) > 0 && at < page.length) {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        int start = at + random.nextInt(page.length - at);
        int end = Math.min(page.length, start + random.nextInt(4));
        if (start == end) {
          edits.insert(start, bytes);
        } else {
          edits.replace(start, end, bytes);
        }
        at = end;
      }
      byte[] edited = edits.apply(page);
      assertThat(edited).hasSize(page.length + edits.growthBytes());
      assertThat(edits.inverse(page).apply(edited)).isEqualTo(page);
    }
  }
}
