package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Command;

/** Of two processes that build into one folder, one does. */
class BuildLockIT {
  @TempDir private Path folder;
  private Path archive;
  private Path out;
  private Path undisturbed;
  private Process first;

  /** A build that is halted, by a signal that it cannot see, once it has the lock. */
  @BeforeEach
  void haltABuild() throws Exception {
    archive = folder.resolve("sample.zim");
    out = folder.resolve("out");
    undisturbed = folder.resolve("undisturbed");
    SampleWiki.write(archive);
    build(undisturbed).succeed();
    Command command = build(out);
    ProcessBuilder builder = new ProcessBuilder(command.line());
    builder.environment().putAll(command.environment());
    first =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (!Files.exists(lock())) {
      assertThat(first.waitFor(2, TimeUnit.MILLISECONDS)).as("ended without a lock").isFalse();
    }
    signal("STOP");
  }

  @AfterEach
  void endIt() throws Exception {
    first.destroyForcibly().waitFor();
  }

  @Test
  void theSecondIsRefusedAndWhatTheFirstLeavesWhenItIsKilledIsTakenOver() throws Exception {
    String pid = Long.toString(first.pid());
    for (Command second :
        new Command[] {
          build(out), build(out, "--resume"), build(out, "--resume", "--break-lock")
        }) {
      assertThat(second.exitWith(2).errors())
          .contains("another build's", "process " + pid, out.toString());
    }

    signal("KILL");
    first.waitFor();

    assertThat(build(out, "--resume").succeed().errors()).contains("took over", "process " + pid);
    assertFinished();
  }

  @Test
  void aBuildThatIsToldToEndGivesTheFolderBack() throws Exception {
    signal("TERM");
    signal("CONT");
    assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(first.exitValue()).isEqualTo(143);
    assertThat(lock()).doesNotExist();

    assertThat(build(out, "--resume").succeed().errors()).doesNotContain("took over");
    assertFinished();
  }

  private void assertFinished() {
    assertThat(out.resolve("work")).doesNotExist();
    assertThat(out.resolve("manifest.json"))
        .hasSameBinaryContentAs(undisturbed.resolve("manifest.json"));
    Wikimill.command("verify", out, "-q").succeed();
  }

  private Path lock() {
    return out.resolve("work/lock-00001.json");
  }

  private void signal(String name) {
    Command.of("kill", "-" + name, first.pid()).succeed();
  }

  private Command build(Path to, Object... more) {
    Object[] args = {"build", archive, "-o", to, "--layout", "zim", "--snapshot", "s"};
    return Wikimill.command(Stream.concat(Stream.of(args), Stream.of(more)).toArray());
  }
}
