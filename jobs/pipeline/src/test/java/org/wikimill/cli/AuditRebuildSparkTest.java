package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.SmallWiki;
import org.wikimill.pipeline.verify.SmallBuild;

/** A manifest and its source give the build once more, or it is told what does not. */
class AuditRebuildSparkTest {
  private static final String LANGUAGES =
      "CREATE TABLE `langlinks` (`ll_from` int unsigned NOT NULL, `ll_lang` varbinary(35) NOT NULL,"
          + " `ll_title` varbinary(255) NOT NULL);\n"
          + "INSERT INTO `langlinks` VALUES (1,'de','Rad'),(2,'it','Ruota'),(1,'it','Mozzo');\n";

  @TempDir private static Path builds;
  @TempDir private Path folder;

  private static Path sample;
  private static Path build;

  @BeforeAll
  static void build() throws Exception {
    sample = builds.resolve("sample.zim");
    SampleWiki.write(sample);
    build = builds.resolve("build");
    Cli run =
        Cli.run(
            "build",
            sample,
            "-o",
            build,
            "-q",
            "--no-sync",
            "--master",
            "local[2]",
            "--snapshot=named",
            "--publisher=Somebody",
            "--contact=somebody@example.org",
            "--noindex",
            "--redirects=html",
            "--main-page=Wheel",
            "--links",
            "--include-source",
            "--archive-url=https://example.org/sample.zim",
            "--profile=kubo-0.40",
            "--shard-size=64K");
    assertThat(run.exit()).as(run.err()).isZero();
  }

  private static Cli rebuild(Object manifest, Object source, Object... more) {
    List<Object> line =
        new ArrayList<>(
            List.of("audit", "--rebuild", manifest, "--source", source, "--master", "local[2]"));
    line.addAll(List.of(more));
    return Cli.run(line.toArray());
  }

  private Path copy() throws IOException {
    return SmallBuild.copy(build, folder.resolve("copy"));
  }

  private static void replace(Path file, String what, String by) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  private static String root() throws IOException {
    String text = Files.readString(build.resolve(Manifest.NAME));
    return text.replaceAll("(?s).*?\"root\" : \"([^\"]+)\".*", "$1");
  }

  private static List<Path> beside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void theSameSourceAndAllSettingsOfTheRecipeGiveTheSameBytes() throws Exception {
    List<Path> before = beside(builds);
    Cli run = rebuild(build.resolve(Manifest.NAME), sample, "-q");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).isEqualTo("equal " + root() + "\n");
    assertThat(beside(builds)).isEqualTo(before);
    // A renamed source is the same; the manifest alone suffices; what is made may be kept.
    Path manifest = Files.copy(build.resolve(Manifest.NAME), folder.resolve("theirs.json"));
    Path renamed = Files.copy(sample, folder.resolve("renamed.zim"));
    Path kept = folder.resolve("kept");
    assertThat(rebuild(manifest, renamed, "-q").out()).isEqualTo(run.out());
    assertThat(beside(folder)).containsExactly(renamed, manifest);
    assertThat(rebuild(manifest, renamed, "-q", "-o", kept).out()).isEqualTo(run.out());
    assertThat(kept.resolve(Manifest.NAME)).hasSameBinaryContentAs(manifest);
    assertThat(rebuild(manifest, renamed, "-q", "-o", kept).exit()).isEqualTo(2);
    assertThat(rebuild(manifest, renamed, "-q", "-o", kept, "--resume").out()).isEqualTo(run.out());
  }

  @Test
  void anotherSourceIsToldAndNothingIsBuilt() throws Exception {
    Path other = SmallWiki.write(folder, 2020);
    Path copy = copy();
    replace(copy.resolve(Manifest.NAME), "\"Wheel\"", "null");
    Cli run = rebuild(copy, other, "-q");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("source    source length was ", "source    source UUID was ")
        .endsWith("differs: the source; nothing was built of it\n");
    assertThat(beside(folder)).hasSize(2);
  }

  @Test
  void oneByteOfTheSourceIsFoundByItsSumThatNoHeaderTells() throws Exception {
    Path damaged = Files.copy(sample, folder.resolve("sample.zim"));
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      long at = file.length() / 2;
      file.seek(at);
      int before = file.read();
      file.seek(at);
      file.write(before ^ 1);
    }
    Cli run = rebuild(build, damaged, "-q");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("source    source SHA-256 was ").doesNotContain("UUID");
  }

  @Test
  void aRecipeOfAnotherFormatIsRefusedWithTheReason() throws Exception {
    Path copy = copy();
    replace(
        copy.resolve(Manifest.NAME),
        "\"format\" : " + Recipe.FORMAT,
        "\"format\" : " + (Recipe.FORMAT - 1));
    Cli run = rebuild(copy, sample);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("was made by format " + (Recipe.FORMAT - 1))
        .contains("this version of wikimill makes format " + Recipe.FORMAT);
  }

  @Test
  void aManifestThatStatesAnotherRootOrCarIsFoundOut() throws Exception {
    Path copy = copy();
    Path manifest = copy.resolve(Manifest.NAME);
    String other = "bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";
    replace(manifest, root(), other);
    Cli run = rebuild(copy, sample, "-q");
    assertThat(run.exit()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("recorded  named " + other, "rebuilt   " + root());

    Path second = SmallBuild.copy(build, folder.resolve("second"));
    String text = Files.readString(second.resolve(Manifest.NAME));
    String sum = text.replaceAll("(?s).*car/root.car\",.*?\"sha256\" : \"([0-9a-f]+)\".*", "$1");
    replace(second.resolve(Manifest.NAME), sum, "0".repeat(64));
    Cli car = rebuild(second, sample, "-q");
    assertThat(car.exit()).as(car.err()).isEqualTo(1);
    assertThat(car.out())
        .contains("cars      1 differ: car/root.car")
        .contains("differs: not the tree, whose root and tables are equal");
  }

  @Test
  void aDumpIsRebuiltWithTheTablesOfItsWikiAndEachFileIsCompared() throws Exception {
    Path dump =
        new CraftedDump()
            .page("Hub", "[[Wheel]] [[fr:Moyeu]]")
            .page("Wheel", "A wheel")
            .write(folder.resolve("wiki.xml"));
    Path table = Files.writeString(folder.resolve("wiki-langlinks.sql"), LANGUAGES);
    Path out = folder.resolve("out");
    Cli made =
        Cli.run(
            "build", dump, "--sql", table, "-o", out, "-q", "--no-sync", "--master", "local[2]");
    assertThat(made.exit()).as(made.err()).isZero();
    Cli run = rebuild(out, dump, "-q", "--sql", table);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    Cli lacking = rebuild(out, dump);
    assertThat(lacking.exit()).isEqualTo(2);
    assertThat(lacking.err()).contains("has tables of dumps: --sql, --media-info of langlinks");
    Files.writeString(table, LANGUAGES.replace("Rad", "rad"));
    Cli other = rebuild(out, dump, "-q", "--sql", table);
    assertThat(other.exit()).as(other.err()).isEqualTo(1);
    assertThat(other.out()).contains("differs: the source").contains("langlinks");
  }

  @Test
  void oneLineTellsWhetherARootComesOutAndWritesNoBlocks() throws Exception {
    String expected = Cli.build(sample, folder.resolve("first")).out().strip();
    Path out = folder.resolve("second");
    Cli same = Cli.build(sample, out, "--sink", "none", "--expect", expected);
    assertThat(same.exit()).as(same.err()).isZero();
    assertThat(out.resolve("car")).doesNotExist();
    Cli other = Cli.build(sample, folder.resolve("third"), "--sink", "none", "--expect", root());
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("root is " + expected + ", expected " + root());
  }

  @Test
  void whatTheRecipeNamesMustBeGivenAndNoMore() throws Exception {
    assertThat(Cli.run("audit", "--rebuild", build).err()).contains("--source FILE");
    Cli media = rebuild(build, sample, "--media", folder);
    assertThat(media.exit()).isEqualTo(2);
    assertThat(media.err()).contains("has no original files: no --media");
    assertThat(rebuild(build, sample, "--sql", folder).exit()).isEqualTo(2);
    assertThat(Cli.run("audit", build, "--rebuild", build, "--source", sample).exit()).isEqualTo(2);
  }
}
