package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.gateway.Gateway;
import org.wikimill.gateway.GatewayServer;
import org.wikimill.pipeline.sample.SampleWiki;

/** The same requests to wikimill and to the gateway of a real node: the same answers. */
class GatewayInteropIT {
  private static final List<String> COMPARED =
      List.of(
          "Content-Type",
          "Content-Length",
          "Content-Range",
          "Content-Disposition",
          "Content-Location",
          "Cache-Control",
          "Etag",
          "Location",
          "X-Ipfs-Path",
          "X-Ipfs-Roots",
          "X-Content-Type-Options");

  /** What an answer without content may say or leave out. */
  private static final List<String> OF_CONTENT =
      List.of(
          "Content-Type",
          "Content-Length",
          "Content-Disposition",
          "Cache-Control",
          "Etag",
          "X-Ipfs-Path",
          "X-Ipfs-Roots",
          "X-Content-Type-Options");

  @TempDir private static Path folder;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private static String wiki;
  private static String tree;
  private static KuboGateway kubo;
  private static CarStore blocks;
  private static GatewayServer wikimill;

  /** A request: method, path, then names and values of headers in turn. */
  private record Case(String method, String path, List<String> headers) {
    static Case get(String path, String... headers) {
      return new Case("GET", path, List.of(headers));
    }

    static Case head(String path, String... headers) {
      return new Case("HEAD", path, List.of(headers));
    }

    @Override
    public String toString() {
      return method + " " + path + " " + headers;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    KuboRepo repo = KuboRepo.create(folder.resolve("kubo"));
    Path archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    Path build = folder.resolve("build");
    wiki =
        Wikimill.command("build", archive, "-o", build, "-q", "--no-sync", "--layout", "zim")
            .succeed()
            .text()
            .strip();
    List<Path> shards = cars(build.resolve("car"));
    assertThat(repo.importCars(shards)).contains(wiki);
    tree = repo.add(writeTree(folder.resolve("tree")), "--cid-version=1");
    Path exported = folder.resolve("tree.car");
    repo.exportCar(tree, exported);
    kubo = KuboGateway.start(folder.resolve("kubo"));
    List<IndexedCar> cars = new ArrayList<>();
    for (Path shard : shards) {
      cars.add(IndexedCar.open(Inputs.file(shard), Inputs.file(Path.of(shard + ".idx"))));
    }
    cars.add(IndexedCar.open(Inputs.file(exported)));
    blocks = new CarStore(cars, 1 << 20);
    Gateway gateway = new Gateway(blocks, Optional.of(Cid.parse(wiki)), line -> {});
    wikimill =
        GatewayServer.start(gateway, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static List<Path> cars(Path shards) throws IOException {
    try (Stream<Path> files = Files.list(shards)) {
      return files.filter(file -> file.toString().endsWith(".car")).sorted().toList();
    }
  }

  /** Directories of both kinds, files of one block and many, a symlink, names that need escapes. */
  private static Path writeTree(Path root) throws IOException {
    byte[] large = new byte[3_000_000];
    new Random(5).nextBytes(large);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("large.bin", large);
    files.put("large", large);
    files.put("empty", new byte[0]);
    files.put("hello.txt", text("hello\n"));
    files.put("page", text("<!DOCTYPE html><title>A page</title>"));
    files.put("sub/index.html", text("<p>the index"));
    files.put("sub/other.html", text("<p>another"));
    files.put("plain/a b#c?d%25.txt", text("odd"));
    files.put("plain/\u043c\u043b\u0438\u043d.html", text("<p>mill"));
    files.put("plain/<b>&\"quoted\".txt", text("markup"));
    for (int i = 0; i < 6_000; i++) {
      files.put("many/entry-with-a-name-of-some-length-" + i + ".txt", text("entry " + i));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.createSymbolicLink(root.resolve("link"), Path.of("hello.txt"));
    return root;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stop() throws Exception {
    if (kubo != null) {
      kubo.close();
    }
    if (wikimill != null) {
      wikimill.close();
      blocks.close();
    }
  }

  @ParameterizedTest
  @MethodSource
  void answersAreThoseOfKubo(Case request) throws Exception {
    HttpResponse<byte[]> ours = send(wikimill.url(), request);
    HttpResponse<byte[]> theirs = send(kubo.url(), request);

    String where =
        request
            + "\n"
            + new String(ours.body(), 0, Math.min(200, ours.body().length), StandardCharsets.UTF_8);
    assertThat(ours.statusCode()).as(where).isEqualTo(theirs.statusCode());
    boolean hasContent = ours.statusCode() < 300;
    for (String header : COMPARED) {
      // Kubo sends paths decoded, which headers are not made for.
      boolean isEncoded = header.equals("X-Ipfs-Path") && request.path.contains("%");
      if (!isEncoded && (hasContent || !OF_CONTENT.contains(header))) {
        assertThat(ours.headers().firstValue(header))
            .as(header + " of " + where)
            .isEqualTo(theirs.headers().firstValue(header));
      }
    }
    if (ours.statusCode() == 200 || ours.statusCode() == 206) {
      assertThat(ours.body()).as(where).isEqualTo(theirs.body());
    }
  }

  /** Bytes with their scope: without it Kubo ignores them, though they imply it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/sub",
        "/sub/other.html",
        "/large",
        "/many/entry-with-a-name-of-some-length-12.txt",
        "?dag-scope=block",
        "?dag-scope=entity",
        "/many?dag-scope=entity",
        "/many?dag-scope=all",
        "/large?dag-scope=entity",
        "/large?dag-scope=entity&entity-bytes=300000:600000",
        "/large?dag-scope=entity&entity-bytes=-5:*",
        "/large?dag-scope=entity&entity-bytes=0:-2900000",
        "/large?dag-scope=entity&entity-bytes=9000000:*",
        "/sub?dag-scope=entity&entity-bytes=0:*",
        "?car-dups=y"
      })
  void carsHoldTheBlocksOfKubosInTheSameOrder(String path) throws Exception {
    String format = (path.contains("?") ? "&" : "?") + "format=car";
    Case request = Case.get("/ipfs/" + tree + path + format);
    HttpResponse<byte[]> ours = send(wikimill.url(), request);
    HttpResponse<byte[]> theirs = send(kubo.url(), request);
    assertThat(ours.statusCode()).isEqualTo(theirs.statusCode()).isEqualTo(200);
    assertThat(ours.headers().firstValue("Content-Type"))
        .isEqualTo(theirs.headers().firstValue("Content-Type"));
    assertThat(cids(ours.body())).isEqualTo(cids(theirs.body())).isNotEmpty();
  }

  private static List<Cid> cids(byte[] car) throws IOException {
    List<Cid> cids = new ArrayList<>();
    try (CarReader reader = new CarReader(Inputs.of("car", car))) {
      for (var section = reader.next(); section.isPresent(); section = reader.next()) {
        cids.add(section.get().cid());
      }
    }
    return cids;
  }

  private static HttpResponse<byte[]> send(URI server, Case request) throws Exception {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(server.toString().replaceFirst("/$", "") + request.path))
            .method(request.method, HttpRequest.BodyPublishers.noBody());
    if (!request.headers.isEmpty()) {
      builder.headers(request.headers.toArray(String[]::new));
    }
    return CLIENT.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  static Stream<Case> answersAreThoseOfKubo() {
    String w = "/ipfs/" + wiki;
    String t = "/ipfs/" + tree;
    return Stream.of(files(w, t), ranges(t), directories(t), trustless(t), refused(t))
        .flatMap(s -> s);
  }

  private static Stream<Case> files(String w, String t) {
    return Stream.of(
        Case.get(w + "/Wheel"),
        Case.get(w + "/Wheel/Overshot"),
        Case.get(w + "/%D0%9C%D0%BB%D0%B8%D0%BD"),
        Case.get(w + "/Ledger"),
        Case.head(w + "/Ledger"),
        Case.get(t + "/large.bin"),
        Case.get(t + "/large"),
        Case.head(t + "/large"),
        Case.get(t + "/empty"),
        Case.get(t + "/hello.txt"),
        Case.get(t + "/page"),
        Case.get(t + "/sub/index.html"),
        Case.get(t + "/link"),
        Case.get(t + "/plain/a%20b%23c%3Fd%2525.txt"),
        Case.get(t + "/plain%2Fa%20b%23c%3Fd%2525.txt"),
        Case.get(t + "/plain/%D0%BC%D0%BB%D0%B8%D0%BD.html"),
        Case.get(t + "/plain/%3Cb%3E%26%22quoted%22.txt"),
        Case.get(t + "/many/entry-with-a-name-of-some-length-4711.txt"),
        Case.get(t + "/hello.txt?filename=other.html"),
        Case.get(t + "/hello.txt?filename=other.html&download=true"),
        Case.get(t + "/hello.txt?filename=%D0%BC.bin"),
        Case.get("/ipfs/bafkqabtimvwgy3yk"),
        Case.get("/ipfs/bafkqabtimvwgy3yk/"));
  }

  private static Stream<Case> ranges(String t) {
    return Stream.of(
            "bytes=0-0",
            "bytes=0-",
            "bytes=5-99",
            "bytes=-7",
            "bytes=262143-262145",
            "bytes=2999999-",
            "bytes=3000000-")
        .map(range -> Case.get(t + "/large.bin", "Range", range));
  }

  private static Stream<Case> directories(String t) {
    return Stream.of(
        Case.get(t),
        Case.get(t + "/sub"),
        Case.get(t + "/sub/"),
        Case.head(t + "/sub/"),
        Case.get(t + "/sub/?a=b"),
        Case.get(t + "/plain"));
  }

  private static Stream<Case> trustless(String t) {
    return Stream.of(
        Case.get(t + "?format=raw"),
        Case.get(t + "/hello.txt?format=raw"),
        Case.get(t + "/large.bin?format=raw", "Range", "bytes=3-9"),
        Case.get(t + "/hello.txt", "Accept", "application/vnd.ipld.raw"),
        Case.get("/ipfs/bafkqaaa?format=raw"),
        Case.head("/ipfs/bafkqaaa?format=raw"));
  }

  private static Stream<Case> refused(String t) {
    return Stream.of(
        Case.get(t + "/none"),
        Case.get(t + "/many/none"),
        Case.get(t + "/hello.txt/none"),
        Case.get(t + "/link/none"),
        Case.get("/ipfs/"),
        Case.get("/ipfs/notacid"),
        Case.get(t, "Service-Worker", "script"),
        Case.get(
            "/ipfs/QmYzfKSE55XCjD1MW128RfciAf2DViABhEiXfgVFMabSjN",
            "Cache-Control",
            "only-if-cached"),
        new Case("POST", t, List.of()),
        new Case("PUT", t, List.of()),
        new Case("DELETE", t, List.of()));
  }
}
