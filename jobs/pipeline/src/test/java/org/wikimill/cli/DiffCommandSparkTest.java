package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.testing.GrownZim;

/** What {@code wikimill diff} finds, writes and refuses. */
class DiffCommandSparkTest {
  @TempDir private static Path folder;
  private static Path small;
  private static Path large;

  @BeforeAll
  static void build() throws IOException {
    small = built("small", 40);
    large = built("large", 60);
  }

  private static Path built(String name, int pages) throws IOException {
    Path archive = folder.resolve(name + ".zim");
    GrownZim.write(archive, pages, 5, 20);
    Path out = folder.resolve(name);
    assertThat(Cli.build(archive, out, "--shard-size", "256K").exit()).isZero();
    return out;
  }

  private static Cli diff(Object... args) {
    return diffOn("local[2]", args);
  }

  private static Cli diffOn(String master, Object... args) {
    List<Object> line = new ArrayList<>(List.of("diff", "-q", "--master", master));
    line.addAll(List.of(args));
    return Cli.run(line.toArray());
  }

  /** The blocks of CARs and their lengths, each once. */
  private static Map<Cid, Integer> blocks(Path... cars) throws IOException {
    Map<Cid, Integer> blocks = new TreeMap<>();
    for (Path car : cars) {
      try (CarReader reader = new CarReader(Inputs.file(car))) {
        for (Optional<CarReader.Section> s = reader.next(); s.isPresent(); s = reader.next()) {
          blocks.put(s.get().cid(), s.get().blockLength());
        }
      }
    }
    return blocks;
  }

  private static Map<Cid, Integer> blocksOf(Path build) throws IOException {
    try (Stream<Path> files = Files.list(build.resolve("car"))) {
      return blocks(files.filter(f -> f.toString().endsWith(".car")).toArray(Path[]::new));
    }
  }

  @Test
  void carHasWhatTheOtherBuildLacksAndNothingElse() throws Exception {
    Path car = folder.resolve("new.car");
    Cli run = diff(small, large, "--car", car, "--json");
    assertThat(run.exit()).as(run.err()).isZero();

    Map<Cid, Integer> before = blocksOf(small);
    Map<Cid, Integer> all = blocksOf(large);
    Map<Cid, Integer> moved = new TreeMap<>(all);
    moved.keySet().removeAll(before.keySet());
    assertThat(blocks(car)).isEqualTo(moved).isNotEmpty().hasSizeLessThan(all.size());
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.at("/all/blocks").asInt()).isEqualTo(all.size());
    assertThat(report.at("/moved/blocks").asInt()).isEqualTo(moved.size());
    assertThat(report.at("/moved/bytes").asInt())
        .isEqualTo(moved.values().stream().mapToInt(Integer::intValue).sum());
    assertThat(report.at("/shared/blocks").asInt()).isEqualTo(all.size() - moved.size());
    assertThat(report.at("/car_bytes").asLong()).isEqualTo(Files.size(car));
    try (CarReader reader = new CarReader(Inputs.file(car))) {
      assertThat(reader.roots()).containsExactly(Cid.parse(report.get("to").asText()));
    }
  }

  @Test
  void carIsTheSameOnAnyNumberOfCores() throws Exception {
    Path one = folder.resolve("one.car");
    Path four = folder.resolve("four.car");
    assertThat(diffOn("local[1]", small, large, "--car", one).exit()).isZero();
    assertThat(diffOn("local[4]", small, large, "--car", four).exit()).isZero();
    assertThat(one).hasSameBinaryContentAs(four);
  }

  @Test
  void nothingMovesBetweenEqualBuilds() throws Exception {
    Path car = folder.resolve("empty.car");
    Cli run = diff(large, large, "--car", car, "--json");
    assertThat(new ObjectMapper().readTree(run.out()).at("/moved/blocks").asInt(-1)).isZero();
    assertThat(blocks(car)).isEmpty();
  }

  @Test
  void damagedBlockEndsTheWritingAndLeavesNoFile() throws Exception {
    Path harmed = folder.resolve("harmed");
    try (Stream<Path> files = Files.walk(large)) {
      for (Path file : files.toList()) {
        Files.copy(file, harmed.resolve(large.relativize(file).toString()));
      }
    }
    Path shard = harmed.resolve("car/root.car");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 1] ^= 1;
    Files.write(shard, bytes);
    Path car = folder.resolve("never.car");

    Cli run = diff(small, harmed, "--car", car);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.err()).contains("root.car").contains("bytes of a block");
    assertThat(car).doesNotExist();
  }

  @Test
  void fileThatExistsIsNotReplaced() throws Exception {
    Path car = Files.writeString(folder.resolve("taken.car"), "mine");
    assertThat(diff(small, large, "--car", car).exit()).isEqualTo(2);
    assertThat(car).hasContent("mine");
  }
}
