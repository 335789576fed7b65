package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.internal.StringUtil;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.RealPages;
import org.wikimill.formats.site.SiteLayout.Scheme;
import org.wikimill.formats.site.SiteNotice.Project;
import org.wikimill.formats.site.SiteNotice.Robots;
import org.wikimill.testing.Shared;

/**
 * Every page of the real archives, rewritten, has the tree that jsoup saw before: the same
 * elements, texts and attributes, and URLs that lead to the same, resolved by jsoup; but for what
 * is added, and for what other hosts would be asked for. So it is where the page stays, and one and
 * two directories down.
 */
class RealPagesRewritingTest {
  private static final SiteNotice NOTICE =
      new SiteNotice("Wiki", Project.WIKIMEDIA, "", "someone", "a@b.example", Robots.NOINDEX);
  private static final String SITE = "http://site.example/";
  private static final String INERT = "data-wikimill-";
  private static final Set<String> URLS =
      Set.of("href", "src", "data", "poster", "action", "cite", "background", "xlink:href");
  private static final Pattern EXTERNAL =
      Pattern.compile("(?i)\\s*(https?:)?//(?!site\\.example).*");
  private static final Pattern URL_IN_CSS =
      Pattern.compile("url\\(\\s*[\"']?([^\"')]*)[\"']?\\s*\\)");

  /** Of so many pages one is checked in other places too. */
  private static final int MOVED_ONE_IN = 5;

  private final PageRewriter rewriter = new PageRewriter(NOTICE);
  private int sampled;

  /** Does the page at hand say how wide it is? */
  private boolean hadWidth;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devdocs_en_markdown_2026-01.zim",
        "gozim_test.zim",
        "java-libkiwix_small_4070.zim",
        "kiwix-android_characters_encoding.zim",
        "libkiwix_corner_cases.zim",
        "libkiwix_example.zim",
        "libkiwix_poor.zim",
        "split/wikipedia_en_ray_charles_2015-06.zimaa",
        "testing-suite/nons/small.zim",
        "testing-suite/nons/wikibooks_be_all_nopic_2017-02.zim",
        "wikipedia_cr_all_2015-04.zim",
        "wikipedia_en_100_mini_2022-10.zim",
        "wikipedia_en_ray_charles_mini_2020-03.zim",
        "wikipedia_fr_test_2018-10.zim"
      })
  void rewrittenPagesSayAndLinkTheSame(String archive) throws IOException {
    Path file = Shared.require().resolve("zims").resolve(archive);
    int pages =
        RealPages.readEntries(
            file,
            (zim, entry, page) -> {
              Scheme scheme = zim.newNamespaceScheme() ? Scheme.NEW : Scheme.OLD;
              byte[] start = new SiteLayout(scheme).framed(zim.nameOf(entry));
              Document tree = Jsoup.parse(new String(page, UTF_8), SITE + Urls.encoded(start));
              List<String> lines = lines(tree);
              hadWidth = tree.selectFirst("meta[name=viewport]") != null;
              check(page, lines, start, start);
              if (sampled++ % MOVED_ONE_IN == 0) {
                byte[] below = Places.indexOf(start);
                check(page, lines, start, below);
                check(page, lines, start, Places.indexOf(below));
              }
            });
    assertThat(pages).isPositive();
  }

  private void check(byte[] page, List<String> lines, byte[] start, byte[] place) {
    String name = new String(place, UTF_8);
    HtmlEdits edits = rewriter.edits(page, page.length, start, place, "T", LinkSink.NONE);
    byte[] edited = edits.apply(page);

    assertThat(edits.inverse(page).apply(edited)).as(name).isEqualTo(page);
    assertThat(rewriter.edits(edited, edited.length, start, place, "T", LinkSink.NONE).isEmpty())
        .as(name)
        .isTrue();
    Document after = Jsoup.parse(new String(edited, UTF_8), SITE + Urls.encoded(place));
    assertThat(after.select("footer[data-wikimill]")).as(name).hasSize(1);
    assertThat(after.head().select("meta[http-equiv=Content-Security-Policy]")).hasSize(1);
    assertThat(after.head().select("meta[name=robots][content=noindex]")).isNotEmpty();
    removeAdditions(after);
    assertThat(lines(after)).as(name).isEqualTo(lines);
    assertLoadsNothingFromOthers(name, after);
    assertMarksLinksOut(name, after);
  }

  private void removeAdditions(Document page) {
    Element footer = page.selectFirst("footer[data-wikimill]");
    assertThat(footer.previousElementSibling().outerHtml()).isEqualTo("<hr style=\"clear:both\">");
    footer.previousElementSibling().remove();
    footer.remove();
    Element policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]");
    assertThat(policy.nextElementSibling().normalName()).isEqualTo("meta");
    policy.nextElementSibling().remove();
    if (!hadWidth) {
      assertThat(policy.nextElementSibling().attr("name")).isEqualTo("viewport");
      policy.nextElementSibling().remove();
    }
    page.select("style").stream()
        .filter(style -> style.data().startsWith("body.skin-minerva,body.skin-minerva>div"))
        .forEach(Element::remove);
    policy.remove();
  }

  private static void assertLoadsNothingFromOthers(String name, Document page) {
    for (Element element :
        page.select("[src], [srcset], [poster], [data], [background], [style]")) {
      for (String attribute : List.of("src", "srcset", "poster", "data", "background")) {
        assertThat(element.attr(attribute)).as(name).doesNotMatch(EXTERNAL);
      }
      assertThat(element.attr("style")).as(name).doesNotContainPattern("url\\([\"']?(https?:)?//");
    }
    for (Element link : page.select("link[href]")) {
      assertThat(
              EXTERNAL.matcher(link.attr("href")).matches()
                  && !link.attr("rel").matches("canonical|alternate|license|author"))
          .as(name + link)
          .isFalse();
    }
  }

  private static void assertMarksLinksOut(String name, Document page) {
    for (Element link : page.select("a[href], area[href], form[action]")) {
      String url = link.attr(link.hasAttr("href") ? "href" : "action");
      if (EXTERNAL.matcher(url).matches()) {
        assertThat(link.attr("rel").split(" "))
            .as(name)
            .contains("external", "nofollow", "noopener", "noreferrer");
      }
    }
  }

  /** The tree in lines: an element with its attributes, or a text, each. */
  private static List<String> lines(Document page) {
    List<String> lines = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    page.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode textNode) {
              text.append(textNode.getWholeText());
              return;
            }
            lines.add(text.toString());
            text.setLength(0);
            lines.add(
                depth
                    + node.nodeName()
                    + (node instanceof Element element ? attributes(element) : "")
                    + (node instanceof DataNode data ? css(data.getWholeData(), node) : ""));
          }

          @Override
          public void tail(Node node, int depth) {}
        });
    lines.add(text.toString());
    return lines;
  }

  private static String attributes(Element element) {
    Set<String> out = new TreeSet<>();
    for (Attribute attribute : element.attributes()) {
      String key = attribute.getKey().replaceFirst("^" + INERT, "");
      String value = attribute.getValue();
      if (URLS.contains(key)) {
        out.add(key + "=" + resolved(value, element));
      } else if (key.equals("srcset")) {
        out.add(
            Pattern.compile("[^\\s,]+(?=[^,]*)")
                .matcher(value)
                .results()
                .map(
                    m ->
                        m.group().matches("[0-9.]+[xw]") ? m.group() : resolved(m.group(), element))
                .collect(Collectors.joining(" ", "srcset=", "")));
      } else if (key.equals("style")) {
        out.add("style=" + css(value, element));
      } else if (key.equals("rel") && !element.normalName().equals("link")) {
        String rest = value.replaceAll("\\b(external|nofollow|noopener|noreferrer)\\b", "").strip();
        out.add(rest.isEmpty() ? "" : "rel=" + rest);
      } else if (!key.equals("rel") || element.normalName().equals("link")) {
        out.add(key + "=" + value);
      }
    }
    out.remove("");
    return out.toString();
  }

  private static String css(String css, Node node) {
    return URL_IN_CSS
        .matcher(css)
        .replaceAll(
            m ->
                EXTERNAL.matcher(m.group(1)).matches()
                    ? "url(data:text/css,)"
                    : "url(" + resolved(m.group(1), node).replace("$", "\\$") + ")");
  }

  private static String resolved(String url, Node node) {
    return url.matches("(?s)\\s*([#?].*)?") ? url : StringUtil.resolve(node.baseUri(), url);
  }
}
