package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.html.HtmlEdits;

class SearchBoxTest {
  private static final byte[] PLACE = "wiki/index.html".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>t</title></head><body class=x><p>text",
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>t</title><h1>text",
        "<title>t</title><style>p{}</style><!-- c --><script>1<2</script> <link href=x>\n<p>text",
        "<head><title>t</title></head><p>text",
        "<title>t</title>text",
      })
  void itBeginsTheBodyAndEndsNoHead(String html) throws IOException {
    byte[] page = html.getBytes(UTF_8);
    HtmlEdits edits = new HtmlEdits();
    SearchBox.insert(page, page.length, PLACE, edits);
    ByteArrayOutputStream edited = new ByteArrayOutputStream();
    edits.writeTo(edited, page, 0, page.length);
    Document original = Jsoup.parse(html);
    Document withBox = Jsoup.parse(edited.toString(UTF_8));

    assertThat(withBox.select("form")).hasSize(1);
    assertThat(withBox.body().text()).startsWith("Search titles").endsWith("text");
    // The style of the box may stand in the head.
    withBox.head().select("link[href*=search]").remove();
    assertThat(withBox.head().html().strip()).isEqualTo(original.head().html().strip());
  }
}
