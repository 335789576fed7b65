package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.site.SiteLayout.Scheme;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.DirentScanner;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimParts;
import org.wikimill.testing.Shared;

/**
 * In real archives of every age, whatever a page links by a relative URL lies, in layout {@code
 * site}, where that URL leads from the page's place: the claim that the layout rests on.
 */
class SiteLinksGoldenTest {

  /** Where entries stand, by the URL path that they have in the archive: {@code /NS/PATH}. */
  private final Map<String, String> places = new HashMap<>();

  private SiteLayout layout;
  private long links;
  private long moved;

  @ParameterizedTest
  @CsvSource({
    "wikipedia_cr_all_2015-04.zim, 554, 0",
    "split/wikipedia_en_ray_charles_2015-06.zimaa, 4811, 0",
    "testing-suite/withns/wikibooks_be_all_nopic_2017-02.zim, 307, 0",
    "wikipedia_fr_test_2018-10.zim, 68, 0",
    "wikipedia_en_ray_charles_mini_2020-03.zim, 2672, 0",
    "wikipedia_en_100_mini_2022-10.zim, 2528, 0",
    "gozim_test.zim, 897, 0",
    "libkiwix_example.zim, 37, 0",
    "kiwix-android_characters_encoding.zim, 18, 0",
    "devdocs_en_markdown_2026-01.zim, 4, 0",
  })
  void relativeLinksLeadToTheSameEntries(String name, long expectedLinks, long expectedMoved)
      throws IOException {
    Path file = Shared.require().resolve("zims").resolve(name);
    try (PositionedInput input = ZimParts.open(file);
        ZimArchive archive = ZimArchive.open(input)) {
      layout = new SiteLayout(archive.newNamespaceScheme() ? Scheme.NEW : Scheme.OLD);
      forEach(
          archive,
          dirent ->
              places.put(
                  url(dirent), text(layout.wanted(archive.nameOf(dirent), mime(archive, dirent)))));
      forEach(
          archive,
          dirent -> {
            if (mime(archive, dirent).filter(SiteLayout::isHtml).isPresent()) {
              checkLinks(archive, (Dirent.Content) dirent);
            }
          });
    }
    assertThat(links).isEqualTo(expectedLinks);
    assertThat(moved).isEqualTo(expectedMoved);
  }

  private interface Visitor {
    void visit(Dirent dirent) throws IOException;
  }

  private static void forEach(ZimArchive archive, Visitor visitor) throws IOException {
    DirentScanner dirents = archive.dirents(0, archive.entryCount());
    while (dirents.next()) {
      if ("MWXZ".indexOf(dirents.dirent().namespace()) < 0) {
        visitor.visit(dirents.dirent());
      }
    }
  }

  private void checkLinks(ZimArchive archive, Dirent.Content page) throws IOException {
    String html;
    try (ClusterReader cluster = archive.open(page)) {
      html = new String(cluster.content().readAllBytes(), UTF_8);
    }
    URI inArchive = URI.create("http://x" + Urls.encoded(utf8(url(page))));
    URI inSite = URI.create("http://x/" + Urls.encoded(utf8(places.get(url(page)))));
    byte[] framed = layout.framed(archive.nameOf(page));
    boolean stays = Places.shareLinks(framed, utf8(places.get(url(page))));
    for (Element element : Jsoup.parse(html).select("[href], [src]")) {
      String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
      Optional<URI> relative = relative(link);
      String target = relative.map(uri -> inArchive.resolve(uri).getPath()).orElse("");
      if (places.containsKey(target)) {
        links++;
        moved += stays ? 0 : 1;
        String place = "/" + places.get(target);
        assertThat(stays ? inSite.resolve(relative.orElseThrow()).getPath() : place)
            .as("%s in %s", link, url(page))
            .isIn(place, place.replaceFirst("/index\\.html$", ""));
      }
    }
  }

  /** A link to another page of the archive. */
  private static Optional<URI> relative(String link) {
    try {
      URI uri = new URI(link);
      boolean other = !uri.isAbsolute() && uri.getAuthority() == null && uri.getPath() != null;
      return Optional.of(uri).filter(u -> other && !u.getPath().matches("|/.*"));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> mime(ZimArchive archive, Dirent dirent) {
    return dirent instanceof Dirent.Content content
        ? Optional.of(archive.mimeType(content.mimeType()))
        : Optional.empty();
  }

  private static String url(Dirent dirent) {
    return "/" + (char) dirent.namespace() + "/" + text(dirent.path());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
