package org.wikimill.formats.wikitext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.testing.Shared;

/**
 * Floors under what comes of real pages: see docs/wikitext.md for the figures and their meaning.
 */
class RealWikitextTest {
  private static final Pattern MARKUP =
      Pattern.compile("\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\{\\||\\|\\}|'''|<ref");

  private record Wikitext(String title, int namespace, String text, String timestamp) {}

  private record Dump(SiteInfo site, Map<String, Wikitext> pages) {}

  @ParameterizedTest
  @CsvSource({
    "bn, multistream/bnwiki-20230501-head-pages-articles-multistream.xml.bz2, 7, 42",
    "mr, multistream/mrwiki-20230501-head-pages-articles-multistream.xml.bz2, 7, 42",
    "uk, multistream/ukwiki-20230501-head-pages-articles-multistream.xml.bz2, 7, 21",
    "en, xml/enwiki-20250201-first70.xml.bz2, 1, 6",
    "en, xml/enwiki-special-export-templates.xml.bz2, 1, 3",
    "en, xml/enwiki-special-export-20230812.xml.bz2, 1, 1",
  })
  void pagesShowNoMarkupAndAreNotCutOff(String language, String file, int step, int most)
      throws IOException, XMLStreamException {
    checkEvery(step, most, language, file);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "bn, multistream/bnwiki-20230501-head-pages-articles-multistream.xml.bz2, 300",
    "mr, multistream/mrwiki-20230501-head-pages-articles-multistream.xml.bz2, 300",
    "uk, multistream/ukwiki-20230501-head-pages-articles-multistream.xml.bz2, 150",
  })
  void pagesOneAfterTheOtherShowNoMarkupAndAreNotCutOff(String language, String file, int most)
      throws IOException, XMLStreamException {
    checkEvery(1, most, language, file);
  }

  private static void checkEvery(int step, int most, String language, String file)
      throws IOException, XMLStreamException {
    Dump dump = read(Shared.require().resolve("dumps").resolve(file), language);
    WikitextRenderer renderer = renderer(dump);
    int seen = 0;
    int pages = 0;
    int clean = 0;
    for (Wikitext page : dump.pages().values()) {
      if (page.namespace() % 14 != 0 || page.text().startsWith("#") || pages == most) {
        continue;
      }
      if (seen++ % step != 0) {
        continue;
      }
      Rendered rendered = render(renderer, page);
      pages++;
      assertThat(rendered.failure()).as(page.title()).isEmpty();
      clean += MARKUP.matcher(visible(rendered.html())).find() ? 0 : 1;
    }
    assertThat(pages).isEqualTo(most);
    assertThat(clean).isGreaterThanOrEqualTo((int) Math.ceil(0.98 * pages));
  }

  @Test
  void modulesOfARealWikiGiveCitationsAndInfoboxes() throws IOException, XMLStreamException {
    Path file = Shared.require().resolve("dumps/xml/enwiki-special-export-templates.xml.bz2");
    Dump dump = read(file, "en");
    WikitextRenderer renderer = renderer(dump);
    Wikitext apple = dump.pages().get("Apple");
    Rendered rendered = render(renderer, apple);
    Document html = Jsoup.parse(rendered.html());
    assertThat(html.select("table.infobox th")).isNotEmpty();
    assertThat(html.select("ol.references cite.citation").size()).isGreaterThan(50);
    assertThat(render(renderer(dump), apple)).isEqualTo(rendered);
  }

  private static String visible(String html) {
    Element body = Jsoup.parse(html).body();
    body.select("pre, code, [typeof=mw:Nowiki]").remove();
    return body.text();
  }

  private static WikitextRenderer renderer(Dump dump) {
    PageTexts texts = title -> Optional.ofNullable(dump.pages().get(title)).map(Wikitext::text);
    return new WikitextRenderer(new Titles(dump.site()), dump.site(), texts, RenderLimits.DEFAULT);
  }

  private static Rendered render(WikitextRenderer renderer, Wikitext page) throws IOException {
    return renderer.render(
        new DumpPage(
            1,
            page.namespace(),
            page.title(),
            Optional.empty(),
            1,
            page.timestamp(),
            new DumpPage.Text("wikitext", page.text())));
  }

  private static void add(
      int number, String name, SortedMap<Integer, SiteInfo.Namespace> namespaces) {
    namespaces.put(
        number, new SiteInfo.Namespace(number, name.replace('_', ' '), SiteInfo.Case.FIRST_LETTER));
  }

  private static Dump read(Path file, String language) throws IOException, XMLStreamException {
    SortedMap<Integer, SiteInfo.Namespace> namespaces = new TreeMap<>();
    Map<String, Wikitext> pages = new LinkedHashMap<>();
    try (InputStream in = new BZip2CompressorInputStream(Files.newInputStream(file), true)) {
      XMLInputFactory factory = XMLInputFactory.newInstance();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      pages(factory.createXMLStreamReader(in), namespaces, pages);
    } catch (XMLStreamException e) {
      // The heads end within a page.
      assertThat(pages).isNotEmpty();
    }
    String base = "https://" + language + ".wikipedia.org/wiki/Main";
    return new Dump(new SiteInfo("Wikipedia", "", base, language, namespaces), pages);
  }

  private static void pages(
      XMLStreamReader xml,
      SortedMap<Integer, SiteInfo.Namespace> namespaces,
      Map<String, Wikitext> to)
      throws XMLStreamException {
    String title = "";
    String time = "";
    int namespace = 0;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "namespace" -> {
          int number = Integer.parseInt(xml.getAttributeValue(null, "key"));
          add(number, xml.getElementText(), namespaces);
        }
        case "title" -> title = xml.getElementText();
        case "timestamp" -> time = xml.getElementText();
        case "ns" -> namespace = Integer.parseInt(xml.getElementText());
        case "text" -> to.put(title, new Wikitext(title, namespace, xml.getElementText(), time));
        default -> {}
      }
    }
  }
}
