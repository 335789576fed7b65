package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.dag.TestDag;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.UnixFsNode;

/** What a gateway answers about paths that its site does not have. */
class SiteRedirectsTest {
  private static final String RULES =
      """
      /there /elsewhere
      /one /there
      /two /there 302
      /static /there?a=1&b=2#part
      /posts/:year/:title /articles/:year-:title 308
      /splat/* /there/:splat 307
      /shown /there 200
      /shown/dir /dir 200
      /shown/app/* /dir/ 200
      /gone/* /gone.html 410
      /blocked/* /dir/?x 451
      /outside https://example.org/x
      /\u043c https://example.org/\u043c
      /loop/* /loop/:splat/?x=1
      /wrong/outside https://example.org/x 200
      /wrong/absent /absent 404
      /wrong/shown /absent 200
      /wrong/directory /dir 404
      """;

  private final TestDag dag = new TestDag(CidProfile.Leaves.RAW);
  private final List<String> troubles = new ArrayList<>();
  private final Map<String, UnixFsNode> entries = new TreeMap<>();
  private Cid root;
  private Gateway gateway;

  @BeforeEach
  void write() throws IOException {
    entries.put("there", file("it is there"));
    entries.put("gone.html", file("<p>gone"));
    entries.put("dir", new UnixFsNode(dag.directory(Map.of("index.html", file("<p>dir"))), 1));
    serve(RULES);
  }

  private UnixFsNode file(String text) throws IOException {
    return dag.file(text.getBytes(UTF_8));
  }

  private void serve(String rules) throws IOException {
    entries.put("_redirects", file(rules));
    serve();
  }

  private void serve() throws IOException {
    root = dag.directory(entries);
    gateway = new Gateway(dag, Optional.of(root), troubles::add);
  }

  @ParameterizedTest
  @CsvSource({
    "/one, 301, /there",
    "/one/, 301, /there",
    "/%6Fne, 301, /there",
    "/two, 302, /there",
    "/two?q=%20&r, 302, /there?q=%20&r",
    "/static, 301, /there?a=1&b=2#part",
    "/static?a=9&c, 301, /there?b=2&a=9&c#part",
    "/static?%62=9, 301, /there?a=1&%62=9#part",
    "/posts/2022/a%20b%3F, 308, /articles/2022-a%20b%3F",
    "/splat/a/b%0D%0AX:y/%23, 307, /there/a/b%0D%0AX%3Ay/%23",
    "/splat//example.org, 301, /splat/example.org",
    "/outside?q, 301, https://example.org/x?q",
    "/%D0%BC, 301, https://example.org/%D0%BC",
  })
  void aPathThatTheSiteDoesNotHaveIsRedirected(String path, int status, String location) {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("Location", location)
        .containsEntry("Cache-Control", "no-cache");
  }

  @ParameterizedTest
  @CsvSource({
    "/shown, 200, text/plain; charset=utf-8, it is there",
    "/shown/app/x/y/, 200, text/html, <p>dir",
    "/gone/x, 410, text/html, <p>gone",
    "/blocked/x/y, 451, text/html, <p>dir",
  })
  void aPathIsShownAnotherPageUnderTheStatusOfTheRule(
      String path, int status, String type, String body) throws IOException {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("Content-Type", type)
        .containsEntry("Cache-Control", "no-cache");
    assertThat(answer.lengthBytes()).hasValue(body.length());
    assertThat(body(answer)).isEqualTo(body);
  }

  @Test
  void conditionsAndRangesAreOfContentAndNotOfErrors() throws IOException {
    String tag = get("/shown").headers().get("Etag");
    assertThat(get("/shown", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(body(get("/shown", "Range", "bytes=0-1"))).isEqualTo("it");
    String gone = get("/gone/x").headers().get("Etag");
    assertThat(get("/gone/x", "If-None-Match", gone).status()).isEqualTo(410);
    assertThat(body(get("/gone/x", "Range", "bytes=0-1"))).isEqualTo("<p>gone");
    assertThat(get("/gone/x?download=true").headers()).doesNotContainKey("Content-Disposition");
  }

  @Test
  void aDirectoryIsShownBehindASlashSinceItsLinksStartThere() throws IOException {
    Answer answer = get("/shown/dir?q");
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.headers()).containsEntry("Location", "/shown/dir/?q");
    assertThat(body(get("/shown/dir/?q"))).isEqualTo("<p>dir");
  }

  @Test
  void whatIsThereIsServedWhateverTheRulesSay() throws IOException {
    assertThat(body(get("/there"))).isEqualTo("it is there");
    serve("/* /there 301!");
    assertThat(body(get("/there"))).isEqualTo("it is there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/none",
        "/none/at/all",
        "/one/more",
        "/there/one",
        "/loop/a",
        "/loop/a/b?q",
        "/wrong/absent",
        "/wrong/shown"
      })
  void whatNoRuleIsOfOrWhatLeadsToItselfOrNowhereIsNotFound(String path) {
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void noRuleIsReadUnderIpfsNorForBlocks() {
    assertThat(get("/ipfs/" + root + "/one").status()).isEqualTo(404);
    assertThat(get("/one?format=raw").status()).isEqualTo(404);
    assertThat(get("/one", "Accept", "application/vnd.ipld.car").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"outside", "directory"})
  void aRuleThatShowsNoPageOfTheSiteIsAnErrorThatIsTold(String path) throws IOException {
    Answer answer = get("/wrong/" + path);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(body(answer)).startsWith("_redirects shows what is no");
  }

  @Test
  void aMalformedFileIsAnErrorThatIsToldForAbsentPathsAlone() throws IOException {
    serve("/one /there 301!\n");
    Answer answer = get("/one");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(body(answer))
        .startsWith("could not parse _redirects: a rule has no status: _redirects at byte 0")
        .endsWith("found 301!\n");
    assertThat(get("/ipfs/" + root + "/one").status()).isEqualTo(404);
    assertThat(troubles).isEmpty();
  }

  @Test
  void aFileAbove64KiBIsRefusedBeforeItIsRead() throws IOException {
    String full = "#".repeat((64 << 10) - 12) + "\n/one /there";
    serve(full);
    assertThat(get("/one").status()).isEqualTo(301);
    serve(full + "\n");
    dag.takeAsked();
    Answer answer = get("/one");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(body(answer))
        .startsWith("could not parse _redirects: redirects file size cannot exceed 65536 bytes");
    assertThat(dag.takeAsked()).hasSizeLessThan(5);
  }

  @Test
  void whatCannotBeReadIsAnError() throws IOException {
    dag.remove(file("<p>gone").cid());
    assertThat(get("/gone/x").status()).isEqualTo(404);
    dag.remove(entries.get("_redirects").cid());
    assertThat(body(get("/one"))).startsWith("could not read _redirects: ");
    entries.put("_redirects", entries.get("dir"));
    serve();
    assertThat(body(get("/one"))).isEqualTo("_redirects is not a file\n");
    entries.remove("_redirects");
    serve();
    assertThat(get("/one").status()).isEqualTo(404);
  }

  private Answer get(String url, String... headers) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    String[] parts = url.split("\\?", 2);
    String query = parts.length > 1 ? parts[1] : null;
    return gateway.answer(new GatewayRequest("GET", parts[0], query, named::get));
  }

  private static String body(Answer answer) throws IOException {
    return new String(answer.body().readAllBytes(), UTF_8);
  }
}
