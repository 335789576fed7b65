package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.testing.SmallWiki;

/** One pass of {@code wikimill watch}, and the next. */
class WatchCommandSparkTest {
  @TempDir private Path folder;
  private Path archives;
  private Path snapshots;
  private Path told;

  @BeforeEach
  void makeFolders() throws IOException {
    archives = Files.createDirectory(folder.resolve("archives"));
    snapshots = folder.resolve("snapshots");
    told = folder.resolve("told");
  }

  private Cli watch(Object... more) {
    List<Object> args = new ArrayList<>(List.of("watch", archives + "/*.zim"));
    args.addAll(List.of("--snapshots", snapshots, "--master", "local[2]"));
    args.addAll(List.of(more));
    return Cli.run(args.toArray());
  }

  /** A command that notes its arguments and some variables. */
  private String note(String variables) {
    return "f() { echo \"$@\" " + variables + " >> '" + told + "'; }; f";
  }

  private List<String> told() throws IOException {
    return Files.exists(told) ? Files.readAllLines(told) : List.of();
  }

  private Path manifest(int year) {
    return snapshots.resolve(SmallWiki.snapshot(year)).resolve(Manifest.NAME);
  }

  private Path report(int year) {
    return snapshots.resolve("reports").resolve(SmallWiki.snapshot(year) + ".json");
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }

  private String root(int year) throws IOException {
    return json(manifest(year)).get("root").asText();
  }

  @Test
  void eachArchiveIsBuiltComparedWithTheEditionBeforeAndToldOnce() throws Exception {
    SmallWiki.write(archives, 2023);
    SmallWiki.write(archives, 2021);
    Object[] hook = {"--on-done", note("$WIKIMILL_STATUS $WIKIMILL_SNAPSHOT $WIKIMILL_ROOT")};
    Cli run = watch(hook);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "built wiki_en_2021-01 " + root(2021), "built wiki_en_2023-01 " + root(2023));
    assertThat(told())
        .containsExactly(
            report(2021) + " built wiki_en_2021-01 " + root(2021),
            report(2023) + " built wiki_en_2023-01 " + root(2023));
    JsonNode report = json(report(2023));
    assertThat(report.get("root").asText()).isEqualTo(root(2023));
    assertThat(report.at("/counts/files").asLong()).isPositive();
    assertThat(report.at("/previous/snapshot").asText()).isEqualTo("wiki_en_2021-01");
    assertThat(report.at("/previous/causes/only_in_b").asLong()).isEqualTo(2);
    assertThat(report.at("/previous/causes/source").asLong()).isPositive();
    assertThat(json(report(2021)).get("previous").isNull()).isTrue();

    Cli again = watch(hook);
    assertThat(again.exit()).isZero();
    assertThat(again.out()).isEqualTo("nothing to do\n");
    assertThat(again.err()).as("no context is opened").isEmpty();
    assertThat(told()).hasSize(2);
  }

  @Test
  void anArchiveThatIsStillArrivingIsLeftForALaterPass() throws Exception {
    Path archive = SmallWiki.write(archives, 2022);
    byte[] whole = Files.readAllBytes(archive);
    for (int length : new int[] {0, 79, 80, whole.length - 1}) {
      Files.write(archive, Arrays.copyOf(whole, length));
      Cli early = watch("--on-failure", note(""));
      assertThat(early.exit()).isZero();
      assertThat(early.out()).isEqualTo("nothing to do\n");
      assertThat(early.err()).contains("skipped " + archive, "it is not whole", length + " bytes");
    }
    Files.write(archive, whole);
    assertThat(watch().out()).startsWith("built wiki_en_2022-01 ");
    assertThat(told()).isEmpty();
  }

  @Test
  void aFailureIsToldAndDoesNotKeepOthersFromBeingBuilt() throws Exception {
    Path damaged = SmallWiki.write(archives, 2021);
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 1] ^= 1;
    Files.write(damaged, bytes);
    SmallWiki.write(archives, 2022);
    Object[] hook = {
      "--on-failure", note("$WIKIMILL_STATUS $WIKIMILL_EXIT_CODE $WIKIMILL_ARCHIVE")
    };
    Cli run = watch(hook);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("failed " + damaged, "built wiki_en_2022-01 ");
    assertThat(run.err()).contains("wikimill: ");
    assertThat(told()).singleElement().asString().endsWith(" 3 failed 3 " + damaged);
    assertThat(report(2021)).doesNotExist();

    SmallWiki.write(archives, 2021);
    Cli mended = watch(hook);
    assertThat(mended.exit()).as(mended.err()).isZero();
    assertThat(mended.out()).startsWith("built wiki_en_2021-01 ");
    assertThat(told()).hasSize(1);
  }

  @Test
  void whatCouldNotBeToldIsToldInTheNextPassWithoutBuildingAgain() throws Exception {
    SmallWiki.write(archives, 2022);
    Cli run = watch("--on-done", "false", "--on-failure", note(""));
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("--on-done ended with exit code 1: false");
    assertThat(told()).containsExactly("--on-done ended with exit code 1: false 4");
    Object written = Files.getLastModifiedTime(manifest(2022));
    Cli again = watch("--on-done", note(""));
    assertThat(again.exit()).isZero();
    assertThat(Files.getLastModifiedTime(manifest(2022))).isEqualTo(written);
    assertThat(told()).hasSize(2).last().isEqualTo(report(2022).toString());
    assertThat(watch("--on-done", note("")).out()).isEqualTo("nothing to do\n");
  }

  @Test
  void aBuildWithoutAReportIsVerifiedBeforeItIsTold() throws Exception {
    Path archive = SmallWiki.write(archives, 2022);
    Cli.build(archive, snapshots.resolve("wiki_en_2022-01"));
    Path car = snapshots.resolve("wiki_en_2022-01/car/root.car");
    byte[] sound = Files.readAllBytes(car);
    byte[] harmed = sound.clone();
    harmed[sound.length - 1] ^= 1;
    Files.write(car, harmed);
    Object[] options = {"--layout", "zim", "--on-done", note("")};
    Cli run = watch(options);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("defects; the first: car/root.car: SHA-256");
    assertThat(told()).isEmpty();
    Files.write(car, sound);
    assertThat(watch(options).exit()).isZero();
    assertThat(told()).hasSize(1);
  }

  @Test
  void noMoreEditionsAreBuiltThanAreKeptAndNoneThatWasRemovedAgain() throws Exception {
    for (int year : new int[] {2020, 2021, 2022}) {
      SmallWiki.write(archives, year);
    }
    assertThat(watch("--keep", 2).out().lines()).hasSize(2);
    assertThat(manifest(2020)).doesNotExist();
    SmallWiki.write(archives, 2023);
    assertThat(watch("--keep", 2).out())
        .startsWith("removed wiki_en_2021-01 ")
        .contains("built wiki_en_2023-01 ");
    assertThat(snapshots.resolve("wiki_en_2021-01")).doesNotExist();
    assertThat(watch("--keep", 2).out()).isEqualTo("nothing to do\n");
    Files.delete(archives.resolve("wiki_en_2020-01.zim"));
    assertThat(watch().out()).as("its report says that it is done").isEqualTo("nothing to do\n");
  }

  @Test
  void otherSettingsThanThoseOfABuildAreRefused() throws Exception {
    SmallWiki.write(archives, 2022);
    assertThat(watch().exit()).isZero();
    Cli other = watch("--profile", "kubo-0.40");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("--profile was unixfs-v1-2025, is now kubo-0.40");
  }

  @Test
  void aPatternThatFindsNothingIsAFailureOfItsOwn() throws Exception {
    SmallWiki.write(archives, 2022);
    Cli run = watch(folder + "/nothing/*.zim");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).contains("failed " + folder + "/nothing/*.zim", "built wiki_en_2022-01");
  }

  @Test
  void wrongOptionsAreToldAtOnce() {
    Cli run = watch("--keep", 0, "--profile", "nope");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--keep 0: 1 or more", "no profile 'nope'");
  }
}
