package org.wikimill.formats.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a start tag does depends on whether it stands in SVG or MathML: only outside of them is the
 * content of {@code style} text, and only inside are there CDATA sections.
 */
class ForeignContentTest {

  /** Where {@code b} is a tag, the {@code style} before it is no HTML element. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<style><b></style>|style",
        "<svg><style><b></style>|svg style b",
        "<svg/><style><b></style>|svg style",
        "<svg></svg><style><b></style>|svg style",
        "<svg><g></g><style><b></style>|svg g style b",
        "<svg><svg></svg><style><b></style>|svg svg style b",
        "<svg><title><style><b></style>|svg title style",
        "<svg><title></title><style><b></style>|svg title style b",
        "<svg><title/><style><b></style>|svg title style b",
        "<svg><desc><title><b></title></desc><style><b></style>|svg desc title style b",
        "<svg><title><title><b></title><style><b></style>|svg title title style",
        "<svg><foreignObject><style><b></style>|svg foreignobject style",
        "<svg><foreignObject><div></div></foreignObject><style><b>|svg foreignobject div style b",
        "<svg><foreignObject></svg><style><b></style>|svg foreignobject style",
        "<svg><desc><svg><style><b></style></svg><style><b></style>|svg desc svg style b style",
        "<svg><p><style><b></style>|svg p style",
        "<svg></p><style><b></style>|svg style",
        "<svg></br><style><b></style>|svg style",
        "<div><svg></div><style><b></style>|div svg style",
        "<svg><font><style><b></style>|svg font style b",
        "<svg><font size=1><style><b></style>|svg font style",
        "<svg><desc><svg><p></p><style><b></style>|svg desc svg p style",
        "<math><style><b></style>|math style b",
        "<math><mi><style><b></style>|math mi style",
        "<math><mi><mglyph><style><b></style>|math mi mglyph style b",
        "<math><mi><mglyph/><style><b></style>|math mi mglyph style",
        "<math><mi></mi><style><b></style>|math mi style b",
        "<math><title><style><b></style>|math title style b",
        "<math><annotation-xml><style><b></style>|math annotation-xml style b",
        "<math><annotation-xml encoding=text/xml><style><b>|math annotation-xml style b",
        "<math><annotation-xml encoding='Text/HTML'><style><b>|math annotation-xml style",
        "<math><annotation-xml encoding=application/xhtml+xml><style><b>|math annotation-xml style",
        "<math><annotation-xml><svg><desc><style><b></style>|math annotation-xml svg desc style",
        "<math></math><style><b></style>|math style"
      })
  void onlyOutsideIsTheContentOfStyleText(String page, String startTags) {
    byte[] bytes = page.getBytes(UTF_8);
    HtmlTokenizer tokens = new HtmlTokenizer(bytes);
    List<String> names = new ArrayList<>();
    while (tokens.next()) {
      if (tokens.token() == HtmlToken.START_TAG) {
        names.add(new TokenText(bytes, tokens, UTF_8).name());
      }
    }
    assertThat(String.join(" ", names)).isEqualTo(startTags);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<svg><![CDATA[x]]>|CDATA",
        "<math><mi><![CDATA[x]]>|CDATA",
        "<svg><title><![CDATA[x]]>|CDATA",
        "<svg><title><i></i><![CDATA[x]]>|COMMENT",
        "<svg></svg><![CDATA[x]]>|COMMENT",
        "<svg><![cdata[x]]>|COMMENT",
        "<p><![CDATA[x]]>|COMMENT"
      })
  void onlyInsideAreThereCdataSections(String page, HtmlToken token) {
    HtmlTokenizer tokens = new HtmlTokenizer(page.getBytes(UTF_8));
    HtmlToken last = null;
    while (tokens.next()) {
      last = tokens.token() == HtmlToken.TEXT ? last : tokens.token();
    }
    assertThat(last).isEqualTo(token);
  }

  @Test
  void depthBeyondTheLimitIsReadAllTheSame() {
    int depth = 3 * ForeignContent.MAX_DEPTH;
    String page = "<svg>".repeat(depth) + "</svg>".repeat(depth) + "<style><b></style>";
    HtmlTokenizer tokens = new HtmlTokenizer(page.getBytes(UTF_8));
    int count = 0;
    while (tokens.next()) {
      count++;
    }
    assertThat(count).isEqualTo(2 * depth + 3);
  }

  @Test
  void attributesBeyondTheLimitAreReadOver() {
    String page = "<a" + " x=1".repeat(HtmlTag.MAX_ATTRIBUTES + 10) + ">";
    HtmlTokenizer tokens = new HtmlTokenizer(page.getBytes(UTF_8));
    assertThat(tokens.next()).isTrue();
    assertThat(tokens.end()).isEqualTo(page.length());
    assertThat(tokens.tag().attributeCount()).isEqualTo(HtmlTag.MAX_ATTRIBUTES);
  }
}
