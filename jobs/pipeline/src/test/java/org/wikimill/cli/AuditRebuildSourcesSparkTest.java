package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.SmallWiki;

/** {@code wikimill audit --rebuild} of builds that are made of more than one archive or dump. */
class AuditRebuildSourcesSparkTest {
  @TempDir private Path folder;

  private static Cli run(List<?> words, Object... more) {
    List<Object> line = new ArrayList<>(words);
    line.addAll(List.of("-q", "--master", "local[2]"));
    line.addAll(List.of(more));
    return Cli.run(line.toArray());
  }

  private Path built(List<Path> sources, Object... more) {
    List<Object> line = new ArrayList<>(List.of("build", "--no-sync"));
    line.addAll(sources);
    Path out = folder.resolve("out");
    line.addAll(List.of("-o", out));
    Cli made = run(line, more);
    assertThat(made.exit()).as(made.err()).isZero();
    return out;
  }

  private static Cli rebuilt(Path build, List<Path> sources, Object... more) {
    List<Object> line = new ArrayList<>(List.of("audit", "--rebuild", build));
    sources.forEach(source -> line.addAll(List.of("--source", source)));
    return run(line, more);
  }

  @Test
  void severalSourcesAreKnownByTheirNamesInAnyOrderAndAllMustBeGiven() throws IOException {
    Path old = SmallWiki.write(folder, 2020);
    Path young = SmallWiki.write(folder, 2021);
    Path build = built(List.of(old, young), "--include-source", "--snapshot", "both");

    Cli same = rebuilt(build, List.of(young, old));
    assertThat(same.exit()).as(same.out() + same.err()).isZero();
    assertThat(same.out()).startsWith("equal baf");

    Cli lacking = rebuilt(build, List.of(young));
    assertThat(lacking.exit()).isEqualTo(1);
    assertThat(lacking.out()).contains(SmallWiki.snapshot(2020), "differs: the source");
    Files.write(old, new byte[] {0}, StandardOpenOption.APPEND);
    Cli altered = rebuilt(build, List.of(young, old));
    assertThat(altered.exit()).as(altered.out() + altered.err()).isNotZero();
    assertThat(altered.out() + altered.err()).contains(SmallWiki.snapshot(2020));
  }

  @Test
  void originalFilesAreAPartOfTheSource() throws IOException {
    Path media = Files.createDirectory(folder.resolve("media"));
    Path picture = Files.writeString(media.resolve("Dot.svg"), "<svg xmlns='x'/>", UTF_8);
    Path dump =
        new CraftedDump().page("Start", "[[File:Dot.svg]]").write(folder.resolve("awiki.xml"));
    Path build = built(List.of(dump), "--media", media);

    Cli same = rebuilt(build, List.of(dump), "--media", media);
    assertThat(same.exit()).as(same.out() + same.err()).isZero();

    Cli without = rebuilt(build, List.of(dump));
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("has original files: --media DIR");

    Files.writeString(picture, "<svg xmlns='y'/>", UTF_8);
    Cli ofAnother = rebuilt(build, List.of(dump), "--media", media);
    assertThat(ofAnother.exit()).as(ofAnother.out() + ofAnother.err()).isEqualTo(1);
    assertThat(ofAnother.out()).contains("media/Dot.svg");

    Files.writeString(media.resolve("More.svg"), "<svg xmlns='x'/>", UTF_8);
    Cli ofMore = rebuilt(build, List.of(dump), "--media", media);
    assertThat(ofMore.exit()).isEqualTo(1);
    assertThat(ofMore.out()).contains("differs: the source", "--media");
  }
}
