package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.CraftedDump;

/** What a user of the command line sees: results, messages, exit codes. */
class CommandLineTest {
  @TempDir private Path folder;
  private Path sample;

  @BeforeEach
  void writeSample() throws IOException {
    sample = folder.resolve("sample.zim");
    SampleWiki.write(sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "get",
        "get zim",
        "get dump",
        "get url",
        "build",
        "verify",
        "audit",
        "explain",
        "report",
        "dedup",
        "watch",
        "prune",
        "serve",
        "tables",
        "cid"
      })
  void helpShowsExamples(String command) {
    Cli run = Cli.run((Object[]) (command + " --help").strip().split(" "));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: wikimill", "Examples:");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void stdoutCarriesTheRootAloneAndStderrTheSummary() {
    Cli run =
        Cli.run("build", sample, "-o", folder.resolve("out"), "--no-sync", "--master", "local[2]");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).matches("bafy[a-z2-7]+\n");
    assertThat(run.err())
        .contains("root ", "files ", "bytes ", "blocks ", "deduplicated ", "errors ", "seconds ");
  }

  @Test
  void jsonGivesTheCounts() throws IOException {
    Cli run = Cli.build(sample, folder.resolve("out"), "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("root").asText()).startsWith("bafy");
    assertThat(json.at("/counts/files").asLong()).isPositive();
  }

  @Test
  void dryRunBuildsNothing() {
    Path out = folder.resolve("out");
    Cli run = Cli.build(sample, out, "--dry-run");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("entries ", "shards ");
    assertThat(out).doesNotExist();
  }

  @Test
  void dryRunTellsOfTheFilesOfADump() throws IOException {
    String name = "testwiki-20260101-pages-articles";
    new CraftedDump().page("A", "a").write(folder.resolve(name + "1.xml-p1p9"));
    new CraftedDump().page("B", "b").write(folder.resolve(name + "3.xml-p20p29"));
    Path pattern = folder.resolve(name + "*.xml-p*");
    Path out = folder.resolve("out");
    Cli refused = Cli.run("build", pattern, "-o", out, "--dry-run");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).contains("dump lacks parts", "p10p19");
    Cli allowed = Cli.run("build", pattern, "-o", out, "--dry-run", "--allow-truncated");
    assertThat(allowed.exit()).isZero();
    assertThat(allowed.out())
        .contains("snapshot   testwiki-20260101\n", "in 2 files, without p10p19");
  }

  @Test
  void anExpectedRootIsCheckedAndAnotherEndsWithOne() {
    String root = Cli.build(sample, folder.resolve("a"), "--sink", "none").out().strip();
    assertThat(Cli.build(sample, folder.resolve("b"), "--expect", root).exit()).isZero();
    Cli other = Cli.build(sample, folder.resolve("c"), "--expect", "bafkqaaa");
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains(root, "expected bafkqaaa");
    assertThat(other.out()).isEmpty();
  }

  @Test
  void aFolderThatIsNotEmptyIsRefused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "x");
    Cli fresh = Cli.build(sample, out);
    Cli resumed = Cli.build(sample, out, "--resume");
    assertThat(fresh.exit()).isEqualTo(2);
    assertThat(fresh.err()).contains("not empty", "--resume");
    assertThat(resumed.exit()).isEqualTo(2);
    assertThat(out).isDirectoryContaining("glob:**/mine.txt");
    assertThat(out.toFile().list()).hasSize(1);
  }

  @Test
  void aFinishedBuildIsNotDoneAgainAndOtherSettingsAreRefused() throws IOException {
    Path out = folder.resolve("out");
    String root = Cli.build(sample, out).out();
    Object written = Files.getLastModifiedTime(out.resolve("manifest.json"));
    Cli again = Cli.build(sample, out, "--resume");
    assertThat(again.out()).isEqualTo(root);
    assertThat(Files.getLastModifiedTime(out.resolve("manifest.json"))).isEqualTo(written);
    Cli other = Cli.build(sample, out, "--resume", "--redirects", "none");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("--redirects was link, is now none");
  }

  @Test
  void aSiteIsBuiltVerifiedAndNotGoneOnWithInAnotherLayout() {
    Path out = folder.resolve("out");
    Cli site =
        Cli.run(
            "build",
            sample,
            "-o",
            out,
            "--layout=site",
            "--redirects=html",
            "-q",
            "--no-sync",
            "--master",
            "local[1]");
    assertThat(site.exit()).as(site.err()).isZero();
    assertThat(Cli.run("verify", out, "--master", "local[2]").out()).isEqualTo("ok " + site.out());
    Cli zim = Cli.build(sample, out, "--resume", "--redirects", "none");
    assertThat(zim.exit()).isEqualTo(2);
    assertThat(zim.err()).contains("--layout was site, is now zim", "--redirects was html");
  }

  @Test
  void linksAreCountedInTheSummaryAndListedOnRequest() throws IOException {
    Path out = folder.resolve("out");
    Cli site = Cli.run("build", sample, "-o", out, "--links", "--no-sync", "--master", "local[1]");
    assertThat(site.exit()).as(site.err()).isZero();
    JsonNode counts =
        new ObjectMapper().readTree(out.resolve("manifest.json").toFile()).at("/counts/links");
    assertThat(counts.get("references").asLong()).isPositive();
    assertThat(site.err())
        .contains(
            String.format(
                Locale.ROOT,
                "links         %,d (%,d broken, to %,d places), %,d external",
                counts.get("references").asLong(),
                counts.get("broken").asLong(),
                counts.get("broken_targets").asLong(),
                counts.get("external").asLong()));
    assertThat(out.resolve("index/links")).isDirectory();
    assertThat(Cli.run("verify", out, "--master", "local[2]").exit()).isZero();
    Cli omitted = Cli.run("build", sample, "-o", out, "--resume", "--master", "local[1]");
    assertThat(omitted.exit()).isEqualTo(2);
    assertThat(omitted.err()).contains("--links");
  }

  @Test
  void whatOnlyASiteHasIsWrongUsageInLayoutZim() {
    Cli links = Cli.build(sample, folder.resolve("out"), "--links");
    assertThat(links.exit()).isEqualTo(2);
    assertThat(links.err()).contains("--links: only with --layout site");
    Cli run = Cli.build(sample, folder.resolve("out"), "--redirects", "file");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--redirects file: only with --layout site");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void allThatIsWrongWithTheOptionsIsToldAtOnce() {
    Cli run =
        Cli.build(
            sample,
            folder.resolve("out"),
            "--profile",
            "nope",
            "--snapshot",
            "a/b",
            "--expect",
            "what");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("no profile 'nope'", "unixfs-v1-2025", "--snapshot a/b", "--expect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "cid", "verify"})
  void aMissingFileIsWrongUsage(String command) {
    Cli run = Cli.run(command, folder.resolve("missing"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("missing");
  }

  @Test
  void cidGivesWhatAnIpfsNodeGives() throws IOException {
    Path file = Files.writeString(folder.resolve("hello"), "hello");
    assertThat(Cli.run("cid", file).out())
        .isEqualTo("bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq\n");
    assertThat(Cli.run("cid", file, "--profile", "unixfs-v0-2015").out())
        .isEqualTo("QmWfVY9y3xjsixTgbd9AorQxH7VtMpzfx2HaWtsoUYecaX\n");
  }

  @Test
  void aLogOfNothingButErrorsGoesToStderrWhenQuiet() {
    Cli run = Cli.build(sample, folder.resolve("out"));
    assertThat(run.err()).isEmpty();
  }
}
