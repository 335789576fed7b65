package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.testing.Command;

/**
 * The build of a dump with original files is killed in each of its stages. After {@code --resume}
 * there is what an undisturbed build makes.
 */
class DumpFaultsIT {
  private static final int PAGES = 600;
  private static final int ATTEMPTS = 5;
  private static final int KILLED = 137;

  @TempDir private static Path folder;
  private static Path dump;
  private static Path media;
  private static Path undisturbed;

  @BeforeAll
  static void start() throws IOException {
    media = Files.createDirectory(folder.resolve("media"));
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] bytes = new byte[1 + random.nextInt(1 << 20)];
      random.nextBytes(bytes);
      Files.write(media.resolve("Picture " + i + ".png"), bytes);
    }
    CraftedDump crafted = new CraftedDump();
    crafted.page(10, 10_000, "Template:Box", 1, "<b>{{{1}}}</b> [[Category:Boxed]]");
    for (int i = 0; i < PAGES; i++) {
      StringBuilder text = new StringBuilder("{{Box|" + i + "}} [[File:Picture " + i % 70);
      text.append(".png|thumb]] [[Page ").append(random.nextInt(PAGES)).append("]] ");
      random.ints(600, 'a', 'z' + 1).forEach(c -> text.append((char) c).append(c > 'w' ? " " : ""));
      crafted.page("Page " + i, text + "[[Category:Letter " + i % 7 + "]]");
      crafted.redirect(20_000 + i, "Old page " + i, "Page " + i);
    }
    dump = crafted.write(folder.resolve("dump.xml"));
    undisturbed = folder.resolve("undisturbed");
    build(undisturbed).succeed();
  }

  /**
   * What is there when a build is killed: in each stage its first row file, or all but the last.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"media 1", "media 3", "scan 1", "blocks 1", "blocks 2", "source 1", "search 1"})
  void aBuildThatIsKilledComesOutAsTheUndisturbedOne(String moment) throws IOException {
    Path out = killed(moment);
    assertThat(out.resolve("manifest.json")).doesNotExist();
    build(out, "--resume").succeed();
    Folders.assertSameBuild(out, undisturbed);
  }

  /** A build that was killed then; a machine may be too busy to see the moment at once. */
  private static Path killed(String moment) throws IOException {
    String stage = moment.split(" ")[0];
    int files = Integer.parseInt(moment.split(" ")[1]);
    for (int i = 0; i < ATTEMPTS; i++) {
      Path out = folder.resolve(moment.replace(' ', '-') + "-" + i);
      try (RunningBuild build = RunningBuild.start(build(out), out)) {
        build.reaches(() -> RunningBuild.committed(out, stage + "-") >= files);
        build.process().destroyForcibly();
        if (build.exited() == KILLED) {
          return out;
        }
      }
    }
    return fail("no build of %d was killed at %s", ATTEMPTS, moment);
  }

  private static Command build(Path out, Object... more) {
    List<Object> line = new ArrayList<>();
    line.addAll(List.of("build", dump, "-q", "-o", out, "--media", media, "--include-source"));
    line.addAll(List.of("--shard-size", "512K", "--master", "local[2]"));
    line.addAll(List.of(more));
    return Wikimill.command(line.toArray());
  }
}
