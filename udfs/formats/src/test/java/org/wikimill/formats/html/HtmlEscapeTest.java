package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class HtmlEscapeTest {
  private static final String HOSTILE =
      "\"><script>alert('&amp;')</script><!-- </title> é Ā \ud83d\ude00";

  @Test
  void aTitleWithMarkupIsOneTextAndOneValue() {
    String escaped = new String(HtmlEscape.bytes(HOSTILE, UTF_8), UTF_8);
    for (String page :
        new String[] {
          "<title>" + escaped + "</title>",
          "<p>" + escaped + "</p>",
          "<a title=\"" + escaped + "\">",
          "<a title='" + escaped + "'>"
        }) {
      byte[] bytes = page.getBytes(UTF_8);
      HtmlTokenizer tokens = new HtmlTokenizer(bytes);
      assertThat(tokens.next()).isTrue();
      TokenText token = new TokenText(bytes, tokens, UTF_8);
      if (page.startsWith("<a")) {
        assertThat(token.attributes()).containsOnlyKeys("title").containsValue(HOSTILE);
        assertThat(tokens.end()).isEqualTo(bytes.length);
      } else {
        assertThat(tokens.next()).isTrue();
        assertThat(token.text()).isEqualTo(HOSTILE);
        assertThat(tokens.next()).isTrue();
        assertThat(tokens.token()).isEqualTo(HtmlToken.END_TAG);
      }
    }
  }

  @Test
  void charactersThatTheCharsetLacksBecomeReferences() {
    for (Charset charset : new Charset[] {ISO_8859_1, Charset.forName("windows-1251"), UTF_8}) {
      byte[] bytes = HtmlEscape.bytes(HOSTILE, charset);
      assertThat(CharacterReferences.attributeValue(bytes, 0, bytes.length, charset))
          .isEqualTo(HOSTILE);
    }
    assertThat(new String(HtmlEscape.bytes("é Ā", ISO_8859_1), ISO_8859_1)).isEqualTo("é &#256;");
  }
}
