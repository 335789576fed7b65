package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.testing.Command;

/** A build that is stopped by a signal leaves nothing that looks finished, and can be resumed. */
class InterruptIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalLeavesNoFileUnderAFinalNameThatIsNotWholeAndNoManifest(String signal, int exit)
      throws Exception {
    Path archive = folder.resolve("grown.zim");
    GrownZim.write(archive, 1_000, 50, 1_000);
    Path undisturbed = folder.resolve("undisturbed");
    build(archive, undisturbed).succeed();
    Path out = folder.resolve("out");

    try (RunningBuild build = RunningBuild.start(build(archive, out), out)) {
      build.await("its first file", () -> Files.isDirectory(out.resolve("car")));
      Command.of("kill", "-" + signal, build.process().pid()).succeed();
      build.exitWith(exit);
      assertThat(build.text()).doesNotContain("a bug").doesNotContain("\tat ");
    }

    assertThat(out.resolve("manifest.json")).doesNotExist();
    for (Path file : finished(out)) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    build(archive, out, "--resume").succeed();
    Folders.assertSameBuild(out, undisturbed);
  }

  private static Command build(Path archive, Path out, Object... more) {
    Object[] args = {"build", archive, "-o", out, "-q", "--shard-size", "256K"};
    return Wikimill.command(Stream.concat(Stream.of(args), Stream.of(more)).toArray());
  }

  /** The files of an unfinished build that bear final names of its output. */
  private static List<Path> finished(Path out) {
    return Folders.files(out).stream()
        .filter(
            f ->
                !f.startsWith("work")
                    && !f.startsWith(".pending")
                    && !f.getFileName().toString().endsWith(".pending"))
        .toList();
  }
}
