package org.wikimill.pipeline.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.html.HtmlEscape;

/** Shows titles and sources. */
final class PlainArticles implements ArticleRenderer {
  @Override
  public Article render(DumpPage page) {
    String body =
        page.content() instanceof DumpPage.Html html
            ? html.html()
            : "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>"
                + HtmlEscape.text(page.title())
                + "</title></head><body><h1>"
                + HtmlEscape.text(page.title())
                + "</h1><pre>"
                + HtmlEscape.text(((DumpPage.Text) page.content()).text())
                + "</pre></body></html>";
    return new Article(body.getBytes(UTF_8), Optional.empty());
  }
}
