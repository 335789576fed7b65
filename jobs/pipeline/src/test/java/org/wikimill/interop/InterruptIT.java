package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Command;

/** A build that is stopped by a signal leaves nothing that looks finished, and can be resumed. */
class InterruptIT {
  @TempDir private Path folder;

  @Test
  void ctrlCLeavesNoFileUnderAFinalNameThatIsNotWholeAndNoManifest() throws Exception {
    Path archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    Path undisturbed = folder.resolve("undisturbed");
    build(archive, undisturbed).succeed();
    Path out = folder.resolve("out");
    Command command = build(archive, out);
    ProcessBuilder builder = new ProcessBuilder(command.line());
    builder.environment().putAll(command.environment());
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    awaitFirstFile(process, out.resolve("car"));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(out.resolve("manifest.json")).doesNotExist();
    for (Path file : finished(out)) {
      assertThat(out.resolve(file)).hasSameBinaryContentAs(undisturbed.resolve(file));
    }
    build(archive, out, "--resume").succeed();
    assertThat(out.resolve("manifest.json"))
        .hasSameBinaryContentAs(undisturbed.resolve("manifest.json"));
    assertThat(files(out)).isEqualTo(files(undisturbed));
  }

  private static Command build(Path archive, Path out, Object... more) {
    Object[] args = {"build", archive, "-o", out, "-q", "--layout", "zim", "--snapshot", "s"};
    return Wikimill.command(Stream.concat(Stream.of(args), Stream.of(more)).toArray());
  }

  /** Waits, as long as the build lives, until it has begun to write. */
  private static void awaitFirstFile(Process process, Path folder) throws Exception {
    while (process.isAlive()) {
      if (Files.isDirectory(folder)) {
        return;
      }
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("the build ended before it could be interrupted");
  }

  /** The files of an unfinished build that bear final names of its output. */
  private static List<Path> finished(Path out) throws IOException {
    return files(out).stream()
        .filter(f -> !f.startsWith("work") && !f.getFileName().toString().endsWith(".pending"))
        .toList();
  }

  private static List<Path> files(Path out) throws IOException {
    try (Stream<Path> below = Files.walk(out)) {
      return below.filter(Files::isRegularFile).map(out::relativize).sorted().toList();
    }
  }
}
