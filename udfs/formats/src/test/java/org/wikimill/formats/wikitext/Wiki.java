package org.wikimill.formats.wikitext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;

/** A small wiki for tests: pages by title. */
final class Wiki {
  static final SiteInfo SITE =
      new SiteInfo("Test", "testwiki", "https://en.wikipedia.org/wiki/Main", "en", namespaces());

  private final Map<String, String> pages = new TreeMap<>();
  private RenderLimits limits = RenderLimits.DEFAULT;

  private static SortedMap<Integer, SiteInfo.Namespace> namespaces() {
    SortedMap<Integer, SiteInfo.Namespace> namespaces = new TreeMap<>();
    namespaces.put(828, new SiteInfo.Namespace(828, "Module", SiteInfo.Case.FIRST_LETTER));
    return namespaces;
  }

  Wiki with(String title, String text) {
    pages.put(title, text);
    return this;
  }

  Wiki within(RenderLimits most) {
    limits = most;
    return this;
  }

  WikitextRenderer renderer() {
    return new WikitextRenderer(
        new Titles(SITE), SITE, title -> Optional.ofNullable(pages.get(title)), limits);
  }

  Rendered render(String text) {
    return render(renderer(), text);
  }

  static Rendered render(WikitextRenderer renderer, String text) {
    try {
      return renderer.render(page("Page", text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String html(String text) {
    return render(text).html().strip();
  }

  static DumpPage page(String title, String text) {
    return new DumpPage(
        7,
        0,
        title,
        Optional.empty(),
        9,
        "2024-02-29T12:34:56Z",
        new DumpPage.Text("wikitext", text));
  }
}
