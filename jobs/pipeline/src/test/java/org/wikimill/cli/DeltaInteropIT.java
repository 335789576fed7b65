package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.Editions;
import org.wikimill.testing.KuboNode;

/** How little moves from one edition of a wiki to the next, of which a twentieth changed. */
@Timeout(300)
class DeltaInteropIT {
  private static final Editions EDITIONS = new Editions(1000, 200, 0);

  @TempDir private Path folder;

  private Path edition(String date, String change, Object... more) {
    Path archive = folder.resolve(date + ".zim");
    EDITIONS.grow(archive, change);
    Path out = folder.resolve(date);
    List<Object> args = new ArrayList<>(List.of("build", archive, "-o", out, "-q", "--no-sync"));
    args.addAll(List.of("--snapshot", "wiki_" + date, "--master", "local[2]"));
    args.addAll(List.of(more));
    Cli run = Cli.run(args.toArray());
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private static String root(Path build) throws IOException {
    return new ObjectMapper()
        .readTree(build.resolve("manifest.json").toFile())
        .get("root")
        .asText();
  }

  private static void importCars(KuboNode node, Stream<Path> cars) {
    List<Object> line = new ArrayList<>(List.of("dag", "import"));
    cars.filter(file -> file.toString().endsWith(".car")).sorted().forEach(line::add);
    node.command(line.toArray()).succeed();
  }

  @Test
  void oneCarTakesANodeFromEditionToEditionForATenthOfTheBytes() throws Exception {
    Path old = edition("2026-04", "0");
    Path now = edition("2026-05", "0.05", "--previous", root(old));
    Path car = folder.resolve("delta.car");
    Cli diff = Cli.run("diff", old, now, "--car", car, "--json", "-q", "--master", "local[2]");
    assertThat(diff.exit()).as(diff.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(diff.out());
    long moved = report.at("/moved/bytes").asLong();
    long all = report.at("/all/bytes").asLong();
    System.err.printf(
        "delta: %,d of %,d bytes (%.1f %%), %,d of %,d blocks, CAR %,d bytes%n",
        moved,
        all,
        100.0 * moved / all,
        report.at("/moved/blocks").asLong(),
        report.at("/all/blocks").asLong(),
        Files.size(car));
    assertThat(moved).isLessThan(all / 10);

    try (KuboNode node = KuboNode.start(folder.resolve("node"));
        Stream<Path> cars = Files.list(old.resolve("car"))) {
      importCars(node, cars);
      importCars(node, Stream.of(car)); // pins the root, and so reads all of it
      assertThat(node.command("pin", "ls", "--type=recursive").succeed().text())
          .contains(root(now));
      Cli publish =
          Cli.run(
              "publish",
              now,
              "--node",
              node.rpc(),
              "--min-copies",
              "1",
              "--json",
              "-q",
              "--master",
              "local[2]");
      assertThat(publish.exit()).as(publish.err()).isZero();
      assertThat(new ObjectMapper().readTree(publish.out()).at("/nodes/0/lacked/blocks").asInt(-1))
          .isZero();
    }
  }
}
