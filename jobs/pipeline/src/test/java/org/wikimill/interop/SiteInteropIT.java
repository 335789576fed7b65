package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Shared;

/** Builds in layout {@code site}, as a Kubo node imports, adds and serves them. */
@TestInstance(Lifecycle.PER_CLASS)
class SiteInteropIT {
  private Path scratch;
  private String linked;
  private KuboGateway gateway;

  @BeforeAll
  void serveTheSample(@TempDir Path folder) throws IOException, InterruptedException {
    scratch = folder;
    Path sample = scratch.resolve("sample.zim");
    SampleWiki.write(sample);
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    linked = built(repo, sample, "linked");
    gateway = KuboGateway.start(scratch.resolve("repo"));
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (gateway != null) {
      gateway.close();
    }
  }

  /** The root of a site whose blocks a repository has imported. */
  private String built(KuboRepo repo, Path archive, String name, Object... options)
      throws IOException {
    Path out = scratch.resolve(name);
    Object[] line =
        Stream.concat(
                Stream.of("build", archive, "-q", "--layout", "site", "-o", out),
                Stream.of(options))
            .toArray();
    String root = Wikimill.command(line).succeed().text().strip();
    repo.importBuild(out, root);
    return root;
  }

  @ParameterizedTest
  @CsvSource({
    "wikipedia_cr_all_2015-04.zim, link",
    "wikipedia_en_100_mini_2022-10.zim, html",
    "libkiwix_example.zim, link",
    "kiwix-android_characters_encoding.zim, file",
    "crafted/paths_oldns.zim, link",
    "crafted/paths_newns.zim, html",
  })
  void addingTheExportedFilesGivesTheSameRootAndVerifyAcceptsTheBuild(String name, String redirects)
      throws IOException {
    Path archive = Shared.require().resolve("zims").resolve(name);
    String folder = name.replaceAll("\\W", "_");
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo-" + folder));
    String root = built(repo, archive, folder, "--redirects", redirects, "--profile", "kubo-0.40");
    Path files = scratch.resolve("files-" + folder);
    repo.get(root, files);

    assertThat(repo.add(files, "-n", "--cid-version=1")).isEqualTo(root);
    assertThat(Wikimill.command("verify", "-q", scratch.resolve(folder)).succeed().text())
        .isEqualTo("ok " + root + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 200, text/html",
    "wiki/, 200, text/html",
    "wiki/Watermill, 200, text/html",
    "wiki/Water_mill, 200, text/html",
    "wiki/Node.js/, 200, text/html",
    "wiki/.NET, 200, text/html",
    "wiki/Wheel/Overshot, 200, text/html",
    "wiki/100%25_rye%3F_%22Black_bread%22_%231, 200, text/html",
    "wiki/%D8%B1%D8%AD%D9%89, 200, text/html",
    "wiki/style.css, 200, text/css",
    "wiki/images/sluice.svg, 200, image/svg+xml",
    "wiki/images/flour-grades.png, 200, image/png",
    "favicon.ico, 200, image/",
    "wiki/nothing, 404, text/plain",
  })
  void aGatewayServesEveryKindOfFileAsItsType(String path, int status, String type)
      throws IOException {
    HttpAnswer answer = get(gateway.url().getAuthority(), "/ipfs/" + linked + "/" + path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith(type);
  }

  @ParameterizedTest
  @CsvSource({"wiki", "wiki/Wheel", "wiki/Node.js", "wiki/Millstone"})
  void aGatewayRedirectsToTheDirectoryThatAPageIsTheIndexOf(String path) throws IOException {
    String url = "/ipfs/" + linked + "/" + path;
    HttpAnswer answer = get(gateway.url().getAuthority(), url);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isEqualTo(url + "/");
  }

  private HttpAnswer get(String host, String path) throws IOException {
    return HttpAnswer.get(gateway.url(), host, path);
  }
}
