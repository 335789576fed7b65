package org.wikimill.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.TestDag;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Symlinks;
import org.wikimill.formats.ipld.UnixFsNode;

/** What the gateway answers, by the specifications, without a socket. */
class GatewayTest {
  private static final String TEXT = "some text, in blocks of four bytes";

  private final TestDag dag = new TestDag(CidProfile.Leaves.RAW);
  private final List<String> troubles = new ArrayList<>();
  private Cid file;
  private Cid sub;
  private Cid root;
  private Gateway gateway;

  @BeforeEach
  void write() throws IOException {
    UnixFsNode text = dag.file(TEXT.getBytes(UTF_8));
    file = text.cid();
    sub = dag.directory(Map.of("index.html", dag.file("<p>index".getBytes(UTF_8))));
    CidProfile profile = CidProfile.named("unixfs-v1-2025");
    Map<String, UnixFsNode> entries = new TreeMap<>();
    entries.put("a.txt", text);
    entries.put("page", dag.file("<!doctype html><p>page".getBytes(UTF_8)));
    entries.put("sub", new UnixFsNode(sub, 1));
    entries.put("link", Symlinks.of(profile, dag, "a.txt".getBytes(UTF_8)));
    entries.put("<script>\"&'", text);
    entries.put("\u043c \u043b", text);
    root = dag.directory(entries);
    gateway = new Gateway(dag, Optional.of(root), troubles::add);
  }

  @Test
  void aFileSaysWhatItIsWhereItStandsAndThatItNeverChanges() throws IOException {
    Answer answer = get("/ipfs/" + root + "/a.txt");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(body(answer)).isEqualTo(TEXT);
    assertThat(answer.lengthBytes()).hasValue(TEXT.length());
    assertThat(answer.headers())
        .containsEntry("Etag", "\"" + file + "\"")
        .containsEntry("Content-Type", "text/plain; charset=utf-8")
        .containsEntry("Cache-Control", "public, max-age=29030400, immutable")
        .containsEntry("X-Ipfs-Path", "/ipfs/" + root + "/a.txt")
        .containsEntry("X-Ipfs-Roots", root + "," + file)
        .containsEntry("Accept-Ranges", "bytes")
        .containsEntry("Access-Control-Allow-Origin", "*");
  }

  @Test
  void theSiteStandsAtTheRootAndMayChangeThere() throws IOException {
    Answer answer = get("/a.txt");
    assertThat(body(answer)).isEqualTo(TEXT);
    assertThat(answer.headers())
        .containsEntry("Cache-Control", "no-cache")
        .containsEntry("X-Ipfs-Path", "/ipfs/" + root + "/a.txt");
    assertThat(get("/sub").headers())
        .containsEntry("Location", "/sub/")
        .containsEntry("Cache-Control", "no-cache");
    assertThat(body(get("/sub/"))).isEqualTo("<p>index");
    assertThat(body(get("/"))).contains("Index of <a href=\"/\">/</a>", "href=\"/a.txt\"");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=5-8, 5, 8",
    "bytes=30-, 30, 33",
    "bytes=-3, 31, 33",
    "bytes=-99, 0, 33",
    "bytes=0-99, 0, 33",
    "'bytes=5-8,0-1', 5, 8",
    "'bytes=99-,0-1', 0, 1"
  })
  void aPartOfAFileIsSent(String range, int first, int last) throws IOException {
    Answer answer = get("/a.txt", "Range", range);
    assertThat(answer.status()).isEqualTo(206);
    assertThat(body(answer)).isEqualTo(TEXT.substring(first, last + 1));
    assertThat(answer.headers())
        .containsEntry("Content-Range", "bytes " + first + "-" + last + "/34")
        .containsEntry("Etag", "\"" + file + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=34-", "bytes=5-4", "bytes=-0", "bytes=", "bytes=a-b", "bytes=1"})
  void aPartThatIsNotThereIsRefused(String range) {
    Answer answer = get("/a.txt", "Range", range);
    assertThat(answer.status()).isEqualTo(416);
    assertThat(answer.headers()).containsEntry("Content-Range", "bytes */34");
  }

  @Test
  void allIsSentWhereTheClientHasAPartOfAnotherFileOrCountsInOtherUnits() {
    assertThat(get("/a.txt", "Range", "lines=1-2").status()).isEqualTo(200);
    assertThat(get("/a.txt", "Range", "bytes=1-2", "If-Range", "\"x\"").status()).isEqualTo(200);
    assertThat(get("/a.txt", "Range", "bytes=1-2", "If-Range", "\"" + file + "\"").status())
        .isEqualTo(206);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "*", "\"x\", %s", "\"x\",W/%s,\"y\""})
  void whatTheClientHasIsNotSentAgain(String list) {
    String tag = "\"" + file + "\"";
    Answer answer = get("/a.txt", "If-None-Match", String.format(Locale.ROOT, list, tag));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.headers()).containsEntry("Etag", tag).doesNotContainKey("Content-Type");
    assertThat(get("/a.txt", "If-None-Match", "\"x\"").status()).isEqualTo(200);
  }

  @Test
  void aTagThatMustMatchAndDoesNotIsRefused() {
    assertThat(get("/a.txt", "If-Match", "\"x\"").status()).isEqualTo(412);
    assertThat(get("/a.txt", "If-Match", "\"" + file + "\"").status()).isEqualTo(200);
    assertThat(get("/a.txt", "If-Match", "W/\"" + file + "\"").status()).isEqualTo(412);
  }

  @Test
  void aDirectoryWithoutASlashIsRedirectedWithItsQuery() {
    Answer answer = get("/ipfs/" + root + "/sub?a=b%20c");
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.headers()).containsEntry("Location", "/ipfs/" + root + "/sub/?a=b%20c");
  }

  @Test
  void anIndexPageIsSentInPlaceOfAListUnderTheTagOfItsDirectory() throws IOException {
    Answer answer = get("/ipfs/" + root + "/sub/");
    assertThat(body(answer)).isEqualTo("<p>index");
    assertThat(answer.headers())
        .containsEntry("Etag", "\"" + sub + "\"")
        .containsEntry("Content-Type", "text/html");
  }

  @Test
  void aListEscapesNamesAndRunsNothing() throws IOException {
    Answer answer = get("/ipfs/" + root + "/");
    String page = body(answer);
    assertThat(page)
        .contains("&lt;script&gt;&quot;&amp;&#39;", "%3Cscript%3E%22%26%27", ">\u043c \u043b<")
        .contains("/%D0%BC%20%D0%BB\"")
        .doesNotContain("<script");
    assertThat(answer.headers())
        .containsEntry("Etag", "\"DirIndex-wikimill-1_CID-" + root + "\"")
        .containsEntry("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    assertThat(get("/ipfs/" + root + "/", "If-None-Match", answer.headers().get("Etag")).status())
        .isEqualTo(304);
  }

  @Test
  void aSymlinkIsSentAsWhatItSaysAndNotFollowed() throws IOException {
    Answer answer = get("/link");
    assertThat(body(answer)).isEqualTo("a.txt");
    assertThat(answer.headers()).containsEntry("Content-Type", "inode/symlink");
  }

  @ParameterizedTest
  @CsvSource({
    "//a.txt, /a.txt",
    "/sub//index.html, /sub/index.html",
    "/sub/../a.txt, /a.txt",
    "/sub/%2e%2e/a.txt?q=1, /a.txt?q=1",
    "/sub/%2E%2e%2fa.txt, /a.txt",
    "/../../../etc/passwd, /etc/passwd",
    "/./a.txt, /a.txt",
    "/sub/., /sub/",
    "/sub/.., /",
    "//example.org/, /example.org/",
    "/%5Cexample.org//, /%5Cexample.org/",
    "'/a%0d%0aX: y//', /a%0D%0AX%3A%20y/"
  })
  void pathsThatAreNotCleanAreRedirectedToThoseThatAreOnThisServer(String path, String location) {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.headers()).containsEntry("Location", location);
  }

  @ParameterizedTest
  @CsvSource({
    "/none, 404",
    "/a.txt/none, 404",
    "/a.txt%00, 404",
    "/%ff%fe, 404",
    "/a.txt%, 400",
    "/a.txt%zz, 400",
    "/a.txt%4, 400",
    "/ipfs, 400",
    "/ipfs/, 400",
    "/ipfs/x, 400",
    "/ipfs/bafkqaaa%00, 400",
    "/ipns/example.org, 404",
    "/a.txt?format=none, 400",
    "/a.txt?format=tar, 406",
    "/a.txt?format=dag-json, 406",
    "/a.txt?format=ipns-record, 400",
    "/a.txt?format=car&car-version=2, 400",
    "/a.txt?format=car&car-order=x, 400",
    "/a.txt?format=car&car-dups=x, 400",
    "/a.txt?format=car&dag-scope=x, 400",
    "/a.txt?format=car&entity-bytes=x, 400",
    "/a.txt?format=car&entity-bytes=5:4, 400"
  })
  void whatCannotBeAnsweredIsRefused(String path, int status) {
    assertThat(get(path).status()).isEqualTo(status);
    assertThat(troubles).isEmpty();
  }

  @Test
  void nothingIsChangedHere() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE")) {
      Answer answer = send(method, "/a.txt");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, OPTIONS");
    }
    assertThat(send("OPTIONS", "/ipfs/" + root + "/").headers())
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
  }

  @Test
  void aServiceWorkerForAWholeRootIsRefused() {
    String path = "/ipfs/" + root;
    assertThat(get(path, "Service-Worker", "script").status()).isEqualTo(400);
    assertThat(get(path + "/a.txt", "Service-Worker", "script").status()).isEqualTo(200);
  }

  @Test
  void whatIsOnlyWantedIfAtHandAndIsNotIsAFailedCondition() {
    String absent = "/ipfs/QmYzfKSE55XCjD1MW128RfciAf2DViABhEiXfgVFMabSjN";
    assertThat(get(absent).status()).isEqualTo(404);
    assertThat(get(absent, "Cache-Control", "only-if-cached").status()).isEqualTo(412);
    assertThat(get("/a.txt", "Cache-Control", "only-if-cached").status()).isEqualTo(200);
  }

  @Test
  void aBlockIsSentAsItIsByTheUrlOrByTheHeader() throws IOException {
    Answer answer = get("/ipfs/" + sub + "?format=raw");
    assertThat(answer.body().readAllBytes()).isEqualTo(dag.block(sub));
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/vnd.ipld.raw")
        .containsEntry("Etag", "\"" + sub + ".raw\"")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .doesNotContainKey("Content-Location");
    assertThat(answer.headers().get("Content-Disposition"))
        .startsWith("attachment; filename=\"" + sub + ".bin\"");
    assertThat(get("/ipfs/" + sub, "Accept", "application/vnd.ipld.raw").headers())
        .containsEntry("Content-Location", "/ipfs/" + sub + "?format=raw");
    assertThat(get("/ipfs/bafkqaaa?format=raw").lengthBytes()).hasValue(0);
  }

  @Test
  void theUrlGoesBeforeTheHeaderAndPreferencesAreHeeded() {
    String car = "application/vnd.ipld.car";
    String raw = "application/vnd.ipld.raw";
    assertThat(get("/a.txt?format=raw", "Accept", car).headers())
        .containsEntry("Content-Type", raw);
    assertThat(get("/a.txt", "Accept", car + ";q=0.5, " + raw).headers())
        .containsEntry("Content-Type", raw);
    assertThat(get("/a.txt", "Accept", "text/html, */*;q=0.8").headers())
        .containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(get("/a.txt", "Accept", "application/json").status()).isEqualTo(200);
  }

  @Test
  void aCarProvesThePathAndHoldsWhatItLeadsTo() throws IOException {
    Answer answer = get("/ipfs/" + root + "/a.txt?format=car&entity-bytes=0:3");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/vnd.ipld.car; version=1; order=dfs; dups=n")
        .containsEntry("Accept-Ranges", "none");
    assertThat(answer.headers().get("Etag")).startsWith("W/\"");
    List<Cid> cids = new ArrayList<>();
    try (CarReader car = new CarReader(Inputs.of("car", answer.body().readAllBytes()))) {
      assertThat(car.roots()).containsExactly(file);
      for (var section = car.next(); section.isPresent(); section = car.next()) {
        cids.add(section.get().cid());
      }
    }
    assertThat(cids)
        .startsWith(root)
        .contains(file)
        .endsWith(dag.file("some".getBytes(UTF_8)).cid());
  }

  @Test
  void aNameToSaveUnderIsGivenBackInAsciiAndWhole() {
    assertThat(get("/a.txt?filename=%D0%BC%22.html").headers())
        .containsEntry("Content-Type", "text/html")
        .containsEntry(
            "Content-Disposition", "inline; filename=\"__.html\"; filename*=UTF-8''%D0%BC%22.html");
    assertThat(get("/a.txt?download=true").headers().get("Content-Disposition"))
        .startsWith("attachment; filename=\"a.txt\"");
  }

  @Test
  void aMissingBlockIsNotFoundButPartsBesideItAreSent() throws IOException {
    dag.remove(dag.file("some".getBytes(UTF_8)).cid());
    assertThat(get("/" + "%D0%BC%20%D0%BB").status()).isEqualTo(404);
    Answer part = get("/%D0%BC%20%D0%BB", "Range", "bytes=8-9");
    assertThat(part.status()).isEqualTo(206);
    assertThat(body(part)).isEqualTo(TEXT.substring(8, 10));
  }

  @ParameterizedTest
  @CsvSource({"/a.txt", "/a.txt?format=raw", "/?format=raw", "/sub/", "/", "/?format=car"})
  void anAnswerThatWaitsForItsClientHoldsNoBlock(String path) {
    Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(200);
    dag.blocks().clear();
    assertThatThrownBy(() -> body(answer)).isInstanceOf(MissingBlockException.class);
  }

  @Test
  void aDamagedBlockIsAnErrorOfTheServerThatIsTold() {
    BlockSource damaged =
        new BlockSource() {
          @Override
          public byte[] block(Cid cid) throws IOException {
            throw new MalformedInputException("not its hash", "x.car", 7, "a", "b");
          }

          @Override
          public OptionalLong number(Cid cid) {
            return OptionalLong.empty();
          }
        };
    gateway = new Gateway(damaged, Optional.of(root), troubles::add);
    assertThat(get("/a.txt").status()).isEqualTo(500);
    assertThat(troubles)
        .containsExactly("/a.txt: not its hash: x.car at byte 7, expected a, found b");
  }

  private Answer get(String url, String... headers) {
    return send("GET", url, headers);
  }

  private Answer send(String method, String url, String... headers) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      named.put(headers[i], headers[i + 1]);
    }
    String[] parts = url.split("\\?", 2);
    String query = parts.length > 1 ? parts[1] : null;
    return gateway.answer(new GatewayRequest(method, parts[0], query, named::get));
  }

  private static String body(Answer answer) throws IOException {
    return new String(answer.body().readAllBytes(), UTF_8);
  }
}
