package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.gateway.Gateway;
import org.wikimill.gateway.GatewayServer;
import org.wikimill.pipeline.sample.SampleWiki;

/** Sites with a file {@code _redirects}, here at the root and with Kubo on a subdomain: as one. */
class RedirectsInteropIT {
  private static final String RULES =
      """
      # what is there already
      /there /one.html
      /first /one.html
      /first /two.html
      /second /two.html 302\r
      /third/ /two.html?a=1 303
      \t/fourth  https://example.org/x?y=1#z \t307
      /fifth ipfs://bafkqaaa 308
      /posts/:year/:month/:title /articles/:title/:month/:year
      /named/:a/* /:a/:splat 302
      /splat/* /moved/:splat 301
      /literal* /one.html
      /100%25 /one.html
      /caf\u00e9 /one.html
      /shown /two.html 200
      /shown-directory /sub 200
      /app/* /sub/ 200
      /shown-absent /absent 200
      /not-found/* /404.html 404
      /gone/* /404.html 410
      /blocked/* /404.html 451
      /wrong /absent 404
      /wrong-directory /sub 404
      """;

  @TempDir private static Path folder;

  private static final List<Site> SITES = new ArrayList<>();
  private static KuboGateway kubo;
  private static Site built;
  private static Site ruled;
  private static Site invalid;

  /** A site, served by both. */
  private record Site(String root, CarStore blocks, GatewayServer server) {
    static Site of(String root, List<Path> cars) throws IOException {
      List<IndexedCar> indexed = new ArrayList<>();
      for (Path car : cars) {
        indexed.add(IndexedCar.open(Inputs.file(car)));
      }
      CarStore blocks = new CarStore(indexed, 1 << 20);
      Gateway gateway = new Gateway(blocks, Optional.of(Cid.parse(root)), line -> {});
      InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Site site = new Site(root, blocks, GatewayServer.start(gateway, loopback));
      SITES.add(site);
      return site;
    }

    HttpAnswer ours(String path) throws IOException {
      return HttpAnswer.get(server.url(), server.url().getAuthority(), path);
    }

    HttpAnswer theirs(String path) throws IOException {
      String host = root + ".ipfs.localhost:" + kubo.url().getPort();
      return HttpAnswer.get(kubo.url(), host, path);
    }

    void close() throws IOException {
      server.close();
      blocks.close();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    KuboRepo repo = KuboRepo.create(folder.resolve("kubo"));
    built = build(repo);
    ruled = add(repo, "ruled", RULES);
    invalid = add(repo, "invalid", "/first /one.html 301!\n");
    kubo = KuboGateway.start(folder.resolve("kubo"));
  }

  private static Site build(KuboRepo repo) throws IOException {
    Path archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    Path out = folder.resolve("build");
    String root =
        Wikimill.command("build", archive, "-q", "-o", out, "--no-sync", "--redirects", "file")
            .succeed()
            .text()
            .strip();
    try (Stream<Path> files = Files.list(out.resolve("car"))) {
      List<Path> cars = files.filter(f -> f.toString().endsWith(".car")).sorted().toList();
      assertThat(repo.importCars(cars)).contains(root);
      return Site.of(root, cars);
    }
  }

  private static Site add(KuboRepo repo, String name, String rules) throws IOException {
    Path tree = folder.resolve(name);
    Files.createDirectories(tree.resolve("sub"));
    for (String file : List.of("one.html", "two.html", "404.html", "there", "sub/index.html")) {
      Files.writeString(tree.resolve(file), "<p>this is " + file);
    }
    Files.writeString(tree.resolve("_redirects"), rules);
    String root = repo.add(tree, "--cid-version=1");
    Path car = folder.resolve(name + ".car");
    repo.exportCar(root, car);
    return Site.of(root, List.of(car));
  }

  @AfterAll
  static void stop() throws Exception {
    if (kubo != null) {
      kubo.close();
    }
    for (Site site : SITES) {
      site.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wiki/Home, wiki/Main_Page",
    "wiki/M%C3%BChlstein, wiki/Millstone",
    "wiki/Grain/Rye, wiki/Rye",
    "wiki/Why_%23%3F, wiki/100%25_rye%3F_%22Black_bread%22_%231",
    "wiki/%E3%81%99%E3%81%84%E3%81%97%E3%82%83, wiki/%E6%B0%B4%E8%BB%8A",
  })
  void anAliasOfABuildLeadsToItsTarget(String alias, String target) throws IOException {
    HttpAnswer ours = built.ours("/" + alias);
    HttpAnswer theirs = built.theirs("/" + alias);

    assertThat(ours.status()).isEqualTo(theirs.status()).isEqualTo(301);
    String location = ours.header("Location");
    assertThat(location)
        .isEqualTo(theirs.header("Location"))
        .isIn("/" + target, "/" + target + "/");
    assertThat(built.ours(location).status()).isEqualTo(200);
    assertThat(built.theirs(location).status()).isEqualTo(200);
    assertThat(built.ours("/ipfs/" + built.root() + "/" + alias).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/there",
        "/there?x",
        "/absent",
        "/absent/",
        "/first",
        "/first/",
        "/first/more",
        "/first?q=1",
        "/second",
        "/third",
        "/third?b=2",
        "/fourth",
        "/fifth",
        "/posts/2026/11/hi",
        "/posts/2026/11",
        "/named/a/b/c",
        "/named/a",
        "/splat/a/b.html",
        "/splat",
        "/splat/",
        "/literal",
        "/literally",
        "/literal*",
        "/100%2525",
        "/100%25",
        "/caf%C3%A9",
        "/shown",
        "/shown/",
        "/shown/?filename=x.txt",
        "/shown-directory",
        "/shown-directory/",
        "/app/x/y",
        "/app/x/y/",
        "/app/x.png/",
        "/shown-absent",
        "/not-found/x",
        "/gone/x",
        "/blocked/x/y",
        "/wrong",
        "/wrong-directory"
      })
  void aRuleMeansWhatItMeansToKubo(String path) throws IOException {
    HttpAnswer ours = ruled.ours(path);
    HttpAnswer theirs = ruled.theirs(path);

    assertThat(ours.status()).isEqualTo(theirs.status());
    assertThat(ours.header("Location")).isEqualTo(theirs.header("Location"));
    if (ours.body().contains("this is")) {
      assertThat(ours.body()).isEqualTo(theirs.body());
      assertThat(ours.header("Content-Type")).isEqualTo(theirs.header("Content-Type"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/first", "/absent", "/one.html"})
  void aMalformedFileIsTheSameErrorWithKubo(String path) throws IOException {
    assertThat(invalid.ours(path).status()).isEqualTo(invalid.theirs(path).status());
  }
}
