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
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;

/** Passes of the packaged command: one after the other, beside each other, and cut short. */
class WatchIT {
  private static final String ARCHIVE = "wikipedia_en_100_mini_2022-10.zim";

  @TempDir private Path folder;

  private Command watch() throws IOException {
    Path script = folder.resolve("told.sh");
    if (!Files.exists(script)) {
      Files.writeString(script, "#!/bin/sh\necho \"$WIKIMILL_ROOT $1\" >> '" + told() + "'\n");
    }
    Path archive = Shared.require().resolve("zims").resolve(ARCHIVE);
    return Wikimill.command(
        "watch",
        archive,
        "--layout",
        "zim",
        "--snapshots",
        snapshots(),
        "--on-done",
        "sh '" + script + "'");
  }

  private Path snapshots() {
    return folder.resolve("snapshots");
  }

  private Path told() {
    return folder.resolve("told");
  }

  private static Process start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.line());
    builder.environment().putAll(command.environment());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits, as long as the pass lives, until its build has begun to write. */
  private Path awaitBuild(Process process) throws Exception {
    while (process.isAlive()) {
      for (Path build : list(snapshots())) {
        if (Files.isDirectory(build.resolve("car"))) {
          return build;
        }
      }
      process.waitFor(2, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("the pass ended before it could be seen at work");
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(folder)) {
      return names.toList();
    }
  }

  @Test
  void aSecondPassBesideTheFirstBuildsNothingTwice() throws Exception {
    Process first = start(watch());
    awaitBuild(first);
    Command.Result second = watch().run();
    assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(first.exitValue()).isZero();
    assertThat(second.exitCode()).as(second.errors()).isZero();
    assertThat(second.lines()).containsExactly("nothing to do");
    assertThat(second.errors())
        .contains("skipped " + snapshots(), "work is being done there", "run watch, process");
    assertThat(Files.readAllLines(told())).hasSize(1);
    assertThat(watch().succeed().lines()).containsExactly("nothing to do");
  }

  @Test
  void aPassThatWasKilledIsGoneOnWithByTheNext() throws Exception {
    Process killed = start(watch());
    Path build = awaitBuild(killed);
    killed.destroyForcibly().waitFor();
    assertThat(build.resolve("manifest.json")).doesNotExist();
    List<String> lines = watch().succeed().lines();
    String root = RecordedRoot.of(ARCHIVE, "link", "unixfs-v1-2025").root();
    assertThat(lines).containsExactly("built " + build.getFileName() + " " + root);
    Path report = snapshots().resolve("reports").resolve(build.getFileName() + ".json");
    assertThat(Files.readAllLines(told())).containsExactly(root + " " + report);
    assertThat(build.resolve("work")).doesNotExist();
  }

  @Test
  void aDumpIsRefusedForWhetherItIsWholeCannotBeTold() throws Exception {
    Path dump = new CraftedDump().page("A", "a").write(folder.resolve("wiki-20260101.xml"));
    Command.Result pass = Wikimill.command("watch", dump, "--snapshots", snapshots()).run();
    assertThat(pass.exitCode()).isEqualTo(2);
    assertThat(pass.errors()).contains("watch: not for a dump").contains(dump.toString());
    assertThat(snapshots().resolve("wiki-20260101")).doesNotExist();
  }
}
