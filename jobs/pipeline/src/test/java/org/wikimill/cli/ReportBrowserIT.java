package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.formats.zim.ZimWriter;
import org.wikimill.gateway.Gateway;
import org.wikimill.gateway.GatewayServer;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/**
 * Pages about builds and audits in a browser, from files; titles, paths and types of them are
 * markup. What they looked like is left in {@code target/screenshots}.
 */
class ReportBrowserIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String MARKUP = "<img src=x onerror=alert(1)>";
  private static final int REDIRECTS = 2_500;
  private static final long CACHE_BYTES = 1 << 20;

  private static final List<JsonNode> CHECKS = new ArrayList<>();

  @BeforeAll
  static void look(@TempDir Path folder) throws Exception {
    Path browser = Tools.chromium();
    Path script = Tools.node().resolve("look-at-reports.mjs");
    Path first = build(folder, "first", "It was written on a sunny day.", "unixfs-v1-2025");
    Path second = build(folder, "second", "It was written while it rained.", "kubo-0.40");
    Path report = folder.resolve("report.html");
    Path audit = folder.resolve("audit");
    String root =
        new ObjectMapper().readTree(first.resolve("manifest.json").toFile()).get("root").asText();
    try (CarStore blocks = new CarStore(cars(first), CACHE_BYTES);
        GatewayServer server =
            GatewayServer.start(
                new Gateway(blocks, Optional.of(Cid.parse(root)), line -> {}),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      done(0, "report", first, "-o", report, "--preview", server.url());
      done(1, "audit", first, second, "-o", audit);
      Path told = Files.copy(audit.resolve("report.html"), folder.resolve("audit.html"));
      Files.createDirectories(SCREENSHOTS);
      Command command =
          Command.of("node", script, browser, SCREENSHOTS.toAbsolutePath(), report, told);
      for (String line : command.succeed().lines()) {
        CHECKS.add(new ObjectMapper().readTree(line));
      }
    }
  }

  private static void done(int exit, Object... words) {
    List<Object> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("-q", "--master", "local[2]"));
    Cli run = Cli.run(line.toArray());
    assertThat(run.exit()).as(run.err()).isEqualTo(exit);
  }

  private static Path build(Path folder, String name, String sentence, String profile)
      throws IOException {
    ZimWriter writer = new ZimWriter(64 << 10).metadata("Name", name + "_en").mainPage("main");
    writer.article(
        "main", "</title><script>alert(2)</script>", "text/html", page("Main. " + sentence));
    for (int i = 0; i < 40; i++) {
      byte[] text = page("Page " + i + " is here. ".repeat(i * i) + (i % 7 == 0 ? sentence : ""));
      writer.article("page " + i + MARKUP, "'\"/></script>" + MARKUP, "text/html", text);
      writer.resource("images/" + i, "image/svg+xml;" + MARKUP, ("<svg>" + i % 9).getBytes(UTF_8));
    }
    writer.article("\u202eodd\u0007", "\u2028", "text/<b>", page("odd"));
    for (int i = 0; i < REDIRECTS; i++) {
      writer.redirect("names/" + "a long name ".repeat(8) + i, "", "main");
    }
    Path archive = folder.resolve(name + ".zim");
    try (OutputStream out = Files.newOutputStream(archive)) {
      writer.writeTo(out);
    }
    Path out = folder.resolve(name);
    done(0, "build", archive, "-o", out, "--no-sync", "--profile", profile);
    return out;
  }

  private static byte[] page(String text) {
    return ("<!DOCTYPE html><html lang=en><title>Page</title><p>" + text).getBytes(UTF_8);
  }

  private static List<IndexedCar> cars(Path build) throws IOException {
    try (Stream<Path> files = Files.list(build.resolve("car"))) {
      List<IndexedCar> cars = new ArrayList<>();
      for (Path car : files.filter(file -> file.toString().endsWith(".car")).toList()) {
        cars.add(ServeCommand.open(car));
      }
      return cars;
    }
  }

  static Stream<Arguments> ways() {
    return Stream.of("report.html", "audit.html")
        .flatMap(
            page ->
                Stream.of("desk", "dark", "phone", "scriptless")
                    .map(view -> Arguments.of(page, view)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("ways")
  void aPageIsWholeAndOpenToAllAndAsksForNothing(String page, String view) {
    List<JsonNode> made =
        CHECKS.stream()
            .filter(check -> check.get("site").asText().equals(page))
            .filter(check -> check.get("walk").asText().equals(view))
            .toList();
    assertThat(made)
        .allSatisfy(check -> assertThat(check.get("found")).as(check.toString()).isEmpty());
    assertThat(made)
        .extracting(check -> check.get("check").asText())
        .contains(view.equals("scriptless") ? "says all in tables" : "draws its charts")
        .contains("asks for nothing", "leaves the console free of errors");
  }
}
