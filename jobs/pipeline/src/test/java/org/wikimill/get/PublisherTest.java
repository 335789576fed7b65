package org.wikimill.get;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.MalformedInputException;

/** Where files are found, and which sums hold for them. */
class PublisherTest {
  private static final String ZIM = "wikipedia_tr_all_maxi_2026-02.zim";
  private static final byte[] BYTES = Downloader.bytes(10_000, 3);

  @TempDir private Path folder;
  private final WebSite site = new WebSite();
  private Downloader downloader;

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theNewestArchiveOfTheCatalogueIsChosen() throws IOException {
    catalog(
        entry("wikipedia_tr_all_maxi_2026-01.zim"),
        entry(ZIM),
        entry("wikipedia_tr_all_mini_2026-03.zim"),
        entry("wikipedia_tr_top_maxi_2026-03.zim"),
        entry("wikipedia_en_all_maxi_2026-03.zim"));
    ZimEdition zim = kiwix().edition("wikipedia", "tr", "all", "maxi", Kiwix.LATEST);
    assertThat(zim.file()).isEqualTo(ZIM);
    assertThat(zim.url()).isEqualTo(site.url("/zim/wikipedia/" + ZIM));
    assertThat(kiwix().editions("wikipedia", "tr"))
        .hasSize(4)
        .isSortedAccordingTo((a, b) -> a.file().compareTo(b.file()));
  }

  @Test
  void aCatalogueThatIsDownOrSaysNothingIsReplacedByTheListing() throws IOException {
    listing();
    assertThat(kiwix().edition("wikipedia", "tr", "all", "maxi", Kiwix.LATEST).file())
        .isEqualTo(ZIM);
    assertThat(downloader.notes()).anyMatch(note -> note.contains("reading the listing"));
    catalog();
    assertThat(kiwix().edition("wikipedia", "tr", "all", "maxi", Kiwix.LATEST).file())
        .isEqualTo(ZIM);
    site.file(query(), "<html>maintenance");
    assertThat(kiwix().edition("wikipedia", "tr", "all", "maxi", Kiwix.LATEST).file())
        .isEqualTo(ZIM);
  }

  @Test
  void anOlderArchiveIsFoundInTheListing() throws IOException {
    catalog(entry(ZIM));
    listing();
    assertThat(kiwix().edition("wikipedia", "tr", "all", "maxi", "2026-01").file())
        .isEqualTo("wikipedia_tr_all_maxi_2026-01.zim");
    assertThat(kiwix().edition("wikipedia", "tr", "100", "", "2026-01").file())
        .isEqualTo("wikipedia_tr_100_2026-01.zim");
    assertThatThrownBy(() -> kiwix().edition("wikipedia", "tr", "all", "maxi", "2020-01"))
        .isInstanceOf(GetException.class)
        .hasMessageContainingAll("wikipedia_tr_all_maxi of date 2020-01", ZIM);
  }

  @Test
  void aMetalinkGivesSumPiecesAndMirrors() throws IOException {
    String hash = "<hash>" + "0".repeat(40) + "</hash>";
    site.file(
        "/zim/wikipedia/" + ZIM + ".meta4",
        """
        <metalink xmlns="urn:ietf:params:xml:ns:metalink"><file name="%s"><size>10000</size>
        <hash type="sha-256">%s</hash><pieces length="5000" type="sha-1">%s</pieces>
        <url priority="1">https://second.invalid/x.zim</url>
        <url priority="2">%s</url></file></metalink>
        """
            .formatted(ZIM, WebSite.sha256(BYTES), hash + hash, site.url("/zim/wikipedia/" + ZIM)));
    RemoteFile file = publisher(Verification.REQUIRED).file(site.url("/zim/wikipedia/" + ZIM));
    assertThat(file.name()).isEqualTo(ZIM);
    assertThat(file.lengthBytes()).hasValue(10_000);
    assertThat(file.sum().orElseThrow().hex()).isEqualTo(WebSite.sha256(BYTES));
    assertThat(file.pieces()).isPresent();
    assertThat(file.sources())
        .containsExactly(
            URI.create("https://mirror.invalid/kiwix/zim/wikipedia/" + ZIM),
            site.url("/zim/wikipedia/" + ZIM),
            URI.create("https://second.invalid/x.zim"));
  }

  @Test
  void aFileThatNobodyStatesASumOfIsRefused() throws IOException {
    URI url = site.url("/zim/wikipedia/" + ZIM);
    assertThatThrownBy(() -> publisher(Verification.REQUIRED).file(url))
        .isInstanceOfSatisfying(
            GetException.class,
            e -> assertThat(e.reason()).isEqualTo(GetException.Reason.UNVERIFIABLE))
        .hasMessageContaining("--no-verify");
    int asked = site.requests().size();
    assertThat(publisher(Verification.OMITTED).file(url).sum()).isEmpty();
    assertThat(site.requests()).hasSize(asked);
  }

  @Test
  void theNewestDumpThatHasAllIsChosen() throws IOException {
    dates("20260101", "20260201", "20260301");
    status("20260301", "in-progress", "aawiki-20260301-pages-articles.xml.bz2");
    status("20260201", "done", "aawiki-20260201-pages-articles.xml.bz2");
    status("20260101", "done", "aawiki-20260101-pages-articles.xml.bz2");
    List<RemoteFile> files = files(Wikimedia.LATEST, Articles.ARTICLES, "page", "category");
    assertThat(files)
        .extracting(RemoteFile::name)
        .containsExactly(
            "aawiki-20260201-pages-articles.xml.bz2",
            "aawiki-20260201-page.sql.gz",
            "aawiki-20260201-category.sql.gz");
    assertThat(files.get(0).sum().orElseThrow().hex()).isEqualTo("a".repeat(40));
    assertThat(files.get(0).lengthBytes()).hasValue(5);
    assertThat(files.get(0).sources())
        .contains(site.url("/aawiki/20260201/aawiki-20260201-pages-articles.xml.bz2"));
    assertThat(downloader.notes()).anyMatch(note -> note.contains("20260301 lacks articles"));
  }

  @Test
  void whatADumpLacksIsTold() {
    dates("20260101");
    status("20260101", "done", "aawiki-20260101-pages-articles.xml.bz2");
    assertThatThrownBy(() -> files(Wikimedia.LATEST, Articles.MULTISTREAM, "nonsense"))
        .isInstanceOf(GetException.class)
        .hasMessageContaining("20260101 lacks multistream, nonsense");
    assertThatThrownBy(() -> files("20251201", Articles.ARTICLES))
        .hasMessageContaining("no dump of aawiki (20251201)");
  }

  @Test
  void theStatusOfAnotherDumpGivesNoNames() {
    dates("20260101");
    status("20260101", "done", "../../x-pages-articles.xml.bz2");
    assertThatThrownBy(() -> files(Wikimedia.LATEST, Articles.ARTICLES))
        .hasMessageContaining("lacks articles");
  }

  @Test
  void contentFilesAreThoseOfTheNewestExportWhoseSumsAreThere() throws IOException {
    String place = "/other/mediawiki_content_current/aawiki/";
    site.file(place, "<a href=\"2026-01-01/\">x</a> <a href=\"2026-02-01/\">x</a>");
    String one = "aawiki-2026-01-01-p1p100.xml.bz2";
    site.file(
        place + "2026-01-01/xml/bzip2/SHA256SUMS",
        "%1$s  %2$s\n%1$s  README\n".formatted("b".repeat(64), one));
    List<RemoteFile> files = files(Wikimedia.LATEST, Articles.CONTENT);
    assertThat(files).singleElement().extracting(RemoteFile::name).isEqualTo(one);
    assertThat(files.get(0).sources()).contains(site.url(place + "2026-01-01/xml/bzip2/" + one));
    site.file(
        place + "2026-02-01/xml/bzip2/SHA256SUMS", "b".repeat(64) + "  ../../../evil.xml.bz2\n");
    assertThatThrownBy(() -> files(Wikimedia.LATEST, Articles.CONTENT))
        .hasMessageContaining("../../../evil.xml.bz2");
  }

  @Test
  void aDamagedListOfSumsIsAnError() {
    site.file("/x/a.zim.sha256", "<html>");
    assertThatThrownBy(() -> publisher(Verification.REQUIRED).file(site.url("/x/a.zim")))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("/x/a.zim.sha256 at byte 0");
  }

  @Test
  void aListingHasNamesOfItsOwnFilesAlone() {
    String html =
        """
        <a href="../">up</a><a href="?C=M;O=D">sort</a><a href="/zim/">x</a>
        <a class="x" href="./b%20c.zim">b</a> <a href="http://e.invalid/d.zim">d</a>
        <a href="%2e%2e%2fe.zim">e</a><a href="20260101/">f</a><A HREF="g.zim">g</A>
        """;
    assertThat(Listing.names(html.getBytes(UTF_8)))
        .containsExactly("20260101/", "b c.zim", "g.zim");
  }

  private Publisher publisher(Verification verification) {
    downloader = new Downloader(folder);
    return new Publisher(
        downloader.http,
        site.url("/"),
        List.of(URI.create("https://mirror.invalid/kiwix/")),
        verification);
  }

  private Kiwix kiwix() {
    Publisher publisher = publisher(Verification.REQUIRED);
    return new Kiwix(site.url("/catalog/v2/"), publisher, downloader);
  }

  private List<RemoteFile> files(String date, Articles articles, String... tables)
      throws IOException {
    Publisher publisher = publisher(Verification.REQUIRED);
    return new Wikimedia(publisher, downloader)
        .files(
            new Wikimedia.Wanted("aawiki", date, articles, Articles.Parts.WHOLE, List.of(tables)));
  }

  private static String query() {
    return "/catalog/v2/entries?category=wikipedia&lang=tur&start=0&count=500";
  }

  private void catalog(String... entries) {
    site.file(
        query(),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/terms/">
          <id>x</id><totalResults>%d</totalResults>%s
        </feed>
        """
            .formatted(entries.length, String.join("", entries)));
  }

  private String entry(String file) {
    return """
    <entry><id>urn:uuid:1</id><title>Vikipedi &amp; x</title><language>tur</language>
    <link rel="http://opds-spec.org/image/thumbnail" href="/x" type="image/png"/>
    <link rel="http://opds-spec.org/acquisition/open-access" type="application/x-zim"
      href="%s.meta4" length="4194304"/><dc:issued>2026-01-01T00:00:00Z</dc:issued></entry>
    """
        .formatted(site.url("/zim/wikipedia/" + file));
  }

  private void listing() {
    site.file(
        "/zim/wikipedia/",
        """
        <a href="wikipedia_tr_all_maxi_2026-01.zim">a</a> 2026-01-04 1.2G
        <a href="%1$s">b</a> <a href="%1$s.torrent">c</a>
        <a href="wikipedia_tr_100_2026-01.zim">d</a>
        <a href="wikipedia_tr_all_mini_2026-02.zim">e</a>
        """
            .formatted(ZIM));
  }

  private void dates(String... dates) {
    StringBuilder html = new StringBuilder("<a href=\"latest/\">latest</a>");
    for (String date : dates) {
      html.append("<a href=\"").append(date).append("/\">").append(date).append("</a>");
    }
    site.file("/aawiki/", html.toString());
  }

  private void status(String date, String status, String articles) {
    String file = "\"%s\": {\"size\": 5, \"sha1\": \"" + "a".repeat(40) + "\"}";
    site.file(
        "/aawiki/" + date + "/dumpstatus.json",
        """
        {"jobs": {"articlesdump": {"status": "%s", "files": {%s}},
          "tables": {"status": "done", "files": {%s, %s}}}}
        """
            .formatted(
                status,
                file.formatted(articles),
                file.formatted("aawiki-" + date + "-page.sql.gz"),
                file.formatted("aawiki-" + date + "-category.sql.gz")));
  }
}
