package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.verify.SmallBuild;

/** What {@code wikimill verify} prints, and how it ends. */
class VerifyCommandSparkTest {
  @TempDir private static Path folder;
  private static Path sound;
  private static String root;

  @BeforeAll
  static void build() throws IOException {
    Path sample = folder.resolve("sample.zim");
    SampleWiki.write(sample);
    sound = folder.resolve("sound");
    root = Cli.build(sample, sound).out().strip();
  }

  private static Cli verify(Object... args) {
    return Cli.run(Stream.concat(Stream.of("verify"), Stream.of(args)).toArray());
  }

  @Test
  void soundBuildIsOkAndItsRootTold() {
    Cli run = verify(sound, "--master", "local[2]", "--tmp", folder.resolve("tmp"));
    assertThat(run.out()).isEqualTo("ok " + root + "\n");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("blocks ");
  }

  @Test
  void everyDefectIsALineUpToTheLimitAndTheirNumberIsTheLast() throws Exception {
    Path build = SmallBuild.copy(sound, folder.resolve("harmed"));
    Files.writeString(build.resolve("stray-1"), "");
    Files.writeString(build.resolve("stray-2"), "");
    Cli run = verify(build, "-q", "--limit", "1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactly(
            "stray-1: stray file, expected what the manifest lists, found this",
            "2 defects, 1 printed");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonHasRootTotalsAndDefects() throws Exception {
    Path build = SmallBuild.copy(sound, folder.resolve("without-root"));
    Files.delete(build.resolve("car/root.car"));
    Cli run = verify(build, "-q", "--json");
    assertThat(run.exit()).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("root").asText()).isEqualTo(root);
    assertThat(report.get("totals").get("blocks").asLong()).isPositive();
    assertThat(report.get("defects").asLong()).isGreaterThan(1);
    assertThat(report.get("first").get(0).get("file").asText()).isEqualTo("car/root.car");
    assertThat(report.get("first").get(0).get("what").asText()).isEqualTo("missing");
  }

  @Test
  void folderWithoutABuildAndWrongOptionsAreWrongUsage() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(verify(empty).exit()).isEqualTo(2);
    assertThat(verify(folder.resolve("no-such-folder")).exit()).isEqualTo(2);
    assertThat(verify(sound, "--limit", "-1").exit()).isEqualTo(2);
    Path file = Files.writeString(folder.resolve("a-file"), "");
    assertThat(verify(sound, "--tmp", file.resolve("below")).exit()).isEqualTo(2);
    assertThat(verify().exit()).isEqualTo(2);
  }

  @Test
  void missingManifestIsADefect() throws Exception {
    Path build = SmallBuild.copy(sound, folder.resolve("without-manifest"));
    Files.delete(build.resolve(Manifest.NAME));
    Files.delete(build.resolve(Manifest.SUM_NAME));
    Cli run = verify(build, "-q");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("manifest.json: missing, expected a file, found none")
        .contains("manifest.sha256: missing");
  }
}
