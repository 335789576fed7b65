package org.wikimill.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static Command shell(String script) {
    return Command.of("sh", "-c", script);
  }

  @Test
  void keepsOutputErrorsAndExitCodeApart() {
    Command.Result result = shell("echo out; echo err >&2; exit 3").exitWith(3);

    assertThat(result.lines()).containsExactly("out");
    assertThat(result.errors()).isEqualTo("err\n");
  }

  @Test
  void moreOutputThanAPipeHoldsIsKeptWhole() {
    Command.Result result = shell("head -c 1000000 /dev/zero").succeed();

    assertThat(result.output()).hasSize(1_000_000);
  }

  @Test
  void anotherExitCodeFailsTheTestAndShowsTheOutput() {
    assertThatThrownBy(() -> shell("echo reason >&2; exit 1").succeed())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("reason");
  }

  @Test
  void aProgramThatDoesNotEndIsKilledWithItsChildren(@TempDir Path folder) {
    Command hangs = shell("echo $$ > shell; sleep 600; true").in(folder);

    assertThatThrownBy(() -> hangs.within(Duration.ofMillis(300)).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not done within");
    String pid = Command.of("cat", folder.resolve("shell")).succeed().text().strip();
    assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void runsInItsFolderWithItsVariables(@TempDir Path folder) {
    Command.Result result =
        shell("echo \"$NAME\"; pwd -P").with("NAME", "value").in(folder).succeed();

    assertThat(result.lines().get(0)).isEqualTo("value");
    assertThat(Path.of(result.lines().get(1)).getFileName()).isEqualTo(folder.getFileName());
  }
}
