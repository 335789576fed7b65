package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;

/** A list of snapshots, its root, and real nodes and gateways that have both. */
class SnapshotsInteropIT {
  @TempDir static Path folder;
  private static Path list;
  private static Path car;
  private static String snapshot;
  private static String root;

  /** Mills the sample wiki, lists it, and links it below a root of all languages and dates. */
  @BeforeAll
  static void publish() {
    Path build = folder.resolve("sample");
    Command mill = Wikimill.command("build", "-q", "--no-sync", "--layout", "site", "-o", build);
    snapshot = mill.succeed().text().strip();
    list = folder.resolve("snapshots.yml");
    Wikimill.command(
            "snapshots",
            "add",
            list,
            build,
            "--language",
            "en",
            "--date",
            "2026-01-15",
            "--name",
            "Hollin Mill")
        .succeed();
    car = folder.resolve("all.car");
    root = Wikimill.command("snapshots", "tree", list, "-o", car).succeed().text().strip();
  }

  private static KuboRepo repo(String name) throws IOException {
    KuboRepo repo = KuboRepo.create(folder.resolve(name));
    repo.importBuild(folder.resolve("sample"), snapshot);
    return repo;
  }

  @Test
  void aNodeThatHasTheSnapshotsServesThemBelowTheRoot() throws Exception {
    KuboRepo repo = repo("node");
    assertThat(repo.importCars(List.of(car))).containsExactly(root);
    assertThat(repo.list(root))
        .containsOnlyKeys("en", "favicon.ico", "index.html", "site.css", "snapshots.yml");
    assertThat(repo.list(root + "/en")).isEqualTo(Map.of("2026-01-15", snapshot));
    assertThat(repo.command("cat", "/ipfs/" + root + "/snapshots.yml").succeed().output())
        .isEqualTo(Files.readAllBytes(list));
    assertThat(repo.command("cat", "/ipfs/" + root + "/en/2026-01-15/index.html").succeed().text())
        .contains("<html");
    long bytes =
        Long.parseLong(
            repo.command("files", "stat", "--format=<cumulsize>", "/ipfs/" + root)
                .succeed()
                .text()
                .strip());
    assertThat(Wikimill.command("snapshots", "tree", list, "-o", car, "--json").succeed().text())
        .contains("\"bytes\" : " + bytes);
  }

  @Test
  void theSizeInTheListIsTheNodesCumulativeSize() throws Exception {
    KuboRepo repo = repo("sizes");
    String bytes =
        repo.command("files", "stat", "--format=<cumulsize>", "/ipfs/" + snapshot)
            .succeed()
            .text()
            .strip();
    assertThat(Files.readString(list)).contains("bytes: " + bytes + "\n");
  }

  @Test
  void rootsResolveInTheCarsOfABuildAndAtATrustlessGateway() throws Exception {
    repo("gateway");
    Path cars = folder.resolve("sample/car");
    try (KuboGateway gateway = KuboGateway.start(folder.resolve("gateway"))) {
      Command verify =
          Wikimill.command(
              "snapshots", "verify", list, "--car", cars, "--gateway", gateway.url().toString());
      assertThat(verify.succeed().text()).isEqualTo("ok 1 snapshots\n");
    }
  }

  @Test
  void aGatewayThatLacksARootFailsTheCheck() throws Exception {
    KuboRepo.create(folder.resolve("empty"));
    try (KuboGateway gateway = KuboGateway.start(folder.resolve("empty"))) {
      String url = gateway.url().toString();
      Command verify = Wikimill.command("snapshots", "verify", list, "--gateway", url);
      assertThat(verify.exitWith(1).text())
          .isEqualTo("en 2026-01-15: " + url + ": root " + snapshot + " is not there\n");
    }
  }

  @Test
  void ofSeveralWhoAddAtOnceNoneIsLost() throws Exception {
    Path busy = folder.resolve("busy.yml");
    List<String> codes = List.of("ar", "fa", "my", "tr", "uk");
    codes.parallelStream()
        .forEach(
            code ->
                Wikimill.command(
                        "snapshots",
                        "add",
                        busy,
                        folder.resolve("sample"),
                        "--language",
                        code,
                        "--date",
                        "2026-01")
                    .succeed());
    assertThat(Wikimill.command("snapshots", "list", busy).succeed().lines())
        .extracting(line -> line.substring(0, 2))
        .containsExactlyElementsOf(codes);
  }
}
