package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.get.WebSite;
import org.wikimill.pipeline.sample.SampleWiki;

/** What a user of {@code wikimill get} sees: paths on stdout, messages, exit codes. */
class GetCommandTest {
  private static final String ZIM = "wikipedia_tr_all_maxi_2026-02.zim";

  @TempDir private Path folder;
  private final WebSite site = new WebSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void anArchiveIsFoundDownloadedVerifiedAndBuilt() throws IOException {
    Path sample = folder.resolve("sample");
    SampleWiki.write(sample);
    site.summed("/zim/wikipedia/" + ZIM, Files.readAllBytes(sample));
    site.file("/zim/wikipedia/", "<a href=\"" + ZIM + "\">x</a>");
    Path path = folder.resolve("zims").resolve(ZIM);
    Cli run = zim("wikipedia", "tr");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(path + "\n");
    assertThat(run.err()).contains("the catalogue cannot be read", ZIM, "MiB");
    assertThat(path).hasSameBinaryContentAs(sample);
    int asked = downloads();
    Cli again = zim("wikipedia", "tr", "--if-newer", "-q");
    assertThat(again).isEqualTo(new Cli(0, path + "\n", ""));
    assertThat(downloads()).isEqualTo(asked);
    assertThat(Cli.build(path, folder.resolve("out"), "--dry-run").exit()).isZero();
  }

  @Test
  void archivesAreListed() {
    site.file("/zim/wikipedia/", "<a href=\"" + ZIM + "\">x</a>");
    assertThat(zim("--list", "wikipedia", "tr", "-q")).isEqualTo(new Cli(0, ZIM + "\n", ""));
    assertThat(zim("--list", "wikipedia", "tr", "-q", "--json").out()).contains("\"file\"", ZIM);
    assertThat(zim("--list", "wikipedia", "en", "-q").out()).isEqualTo("none\n");
    Cli none = zim("wikipedia", "en");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("no archive wikipedia_en_all_maxi of date latest");
    assertThat(none.out()).isEmpty();
  }

  @Test
  void aDryRunTellsWhatWouldComeAndDownloadsNothing() throws IOException {
    site.summed("/a.zim", new byte[1234]);
    Cli text = url("/a.zim", "--dry-run");
    assertThat(text.out())
        .isEqualTo(
            folder.resolve("zims/a.zim") + ", 1,234 bytes, from " + site.url("/a.zim") + "\n");
    JsonNode json = new ObjectMapper().readTree(url("/a.zim", "--dry-run", "--json").out());
    assertThat(json.at("/files/0/status").asText()).isEqualTo("MISSING");
    assertThat(json.at("/files/0/length_bytes").asLong()).isEqualTo(1234);
    assertThat(json.at("/files/0/sum").asText()).isEqualTo(WebSite.sha256(new byte[1234]));
    assertThat(folder.resolve("zims")).doesNotExist();
    assertThat(site.requests()).doesNotContain("GET /a.zim");
  }

  @Test
  void aFileWithoutASumEndsWithOneUnlessItIsWantedSo() {
    site.file("/a.zim", "hello");
    Cli refused = url("/a.zim");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("states a sum", "--no-verify");
    Cli wanted = url("/a.zim", "--no-verify");
    assertThat(wanted.exit()).isZero();
    assertThat(wanted.err()).contains("nothing that comes is held against any sum");
    assertThat(folder.resolve("zims/a.zim")).hasContent("hello");
    assertThat(folder.resolve("zims").toFile().list()).containsExactly("a.zim");
    assertThat(url("/a.zim", "--no-verify").exit()).isEqualTo(2);
  }

  @Test
  void wrongBytesEndWithThreeAndBothSums() {
    site.summed("/a.zim", "hello".getBytes(UTF_8));
    site.file("/a.zim", "world");
    Cli run = url("/a.zim");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "a.zim",
            "/a.zim.sha256",
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7");
    assertThat(folder.resolve("zims")).isEmptyDirectory();
  }

  @Test
  void aServerThatGivesNothingEndsWithFour() {
    site.summed("/a.zim", new byte[10]);
    site.status("/a.zim", 403, "X", "y");
    Cli run = url("/a.zim");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("cannot download a.zim", "answers 403");
  }

  @Test
  void kindsOfPagesAreWrittenInLowerCase() {
    assertThat(Cli.run("get", "dump", "--help").out().replaceAll("\\s+", " "))
        .contains("multistream, articles, current, content, none (default: multistream)");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Cli zim = Cli.run("get", "zim", "Wiki/pedia", "../tr", "all", "maxi", "soon");
    assertThat(zim.exit()).isEqualTo(2);
    assertThat(zim.err()).contains("PROJECT 'Wiki/pedia'", "LANGUAGE '../tr'", "DATE 'soon'");
    Cli dump = Cli.run("get", "dump", "EN", "2026", "--articles", "none");
    assertThat(dump.exit()).isEqualTo(2);
    assertThat(dump.err()).contains("WIKI 'EN'", "DATE '2026'", "nothing is wanted");
    Cli url = Cli.run("get", "url", "http://127.0.0.1:1/a", "--connections", 0, "--mirror", "x");
    assertThat(url.exit()).isEqualTo(2);
    assertThat(url.err()).contains("--connections 0", "--mirror: x is no URL");
    assertThat(Cli.run("get", "url", "ftp://127.0.0.1/a").exit()).isEqualTo(2);
    assertThat(Cli.run("get").exit()).isEqualTo(2);
  }

  @Test
  void optionsOfDownloadsMayStandInAFile() throws IOException {
    site.summed("/a.zim", new byte[10]);
    Path config =
        Files.writeString(
            folder.resolve("get.properties"),
            "connections=1\nout=" + folder.resolve("there") + "\n");
    Cli run = Cli.run("get", "url", site.url("/a.zim"), "--config", config, "-q");
    assertThat(run).isEqualTo(new Cli(0, folder.resolve("there/a.zim") + "\n", ""));
  }

  private int downloads() {
    return (int) site.requests().stream().filter(request -> request.endsWith(ZIM)).count();
  }

  private Cli zim(Object... args) {
    List<Object> line =
        new ArrayList<>(
            List.of("get", "zim", "--catalog", site.url("/no/"), "--kiwix", site.url("/")));
    line.addAll(List.of("-o", folder.resolve("zims")));
    line.addAll(List.of(args));
    return Cli.run(line.toArray());
  }

  private Cli url(String path, Object... args) {
    List<Object> line =
        new ArrayList<>(List.of("get", "url", site.url(path), "-o", folder.resolve("zims")));
    line.addAll(List.of(args));
    return Cli.run(line.toArray());
  }
}
