package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.pipeline.build.BuildException.Reason;
import org.wikimill.pipeline.build.BuildLock.Doubt;
import org.wikimill.pipeline.build.BuildLock.Holder;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.testing.Command;

class BuildLockTest {
  private static final String FIRST = "work/lock-00001.json";
  private static final String SINCE = "2026-01-02T03:04:05Z";

  @TempDir private Path folder;
  private LocalStore store;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void makeStore() {
    store = new LocalStore(folder.resolve("out"), Durability.CACHED);
  }

  private BuildLock take(Doubt doubt) throws Exception {
    return BuildLock.take(store, Holder.own("run-2"), doubt, notices::add);
  }

  private void leave(ProcessMark process) throws Exception {
    assertThat(store.createNew(FIRST, Json.bytes(new Holder("run-1", "eve", process, SINCE))))
        .isTrue();
  }

  private static void assertBusy(ThrowingCallable take, String... told) {
    assertRefused(Reason.BUSY, take, told);
  }

  private static void assertRefused(ThrowingCallable take, String... told) {
    assertRefused(Reason.SETTINGS, take, told);
  }

  private static void assertRefused(Reason reason, ThrowingCallable take, String... told) {
    assertThatThrownBy(take)
        .isInstanceOfSatisfying(BuildException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(told);
  }

  /** A process of this machine that has ended, and that was waited for. */
  private static ProcessMark ended() throws Exception {
    Process process = new ProcessBuilder("true").start();
    ProcessMark own = ProcessMark.own();
    process.waitFor();
    return new ProcessMark(own.host(), own.pidNamespace(), process.pid(), Instant.now().toString());
  }

  @Test
  void aSecondBuildIsToldWhoHasTheFolderAndSinceWhen() throws Exception {
    ProcessMark own = ProcessMark.own();
    leave(own);
    String[] who = {
      store.location(), "run run-1", "process " + own.pid(), "user eve", own.host(), SINCE, "wait"
    };
    assertBusy(() -> take(Doubt.REFUSE), who);
    assertBusy(() -> BuildLock.requireFree(store, Doubt.REFUSE), who);
    assertBusy(() -> take(Doubt.BREAK), who);
    assertThat(store.list("")).containsExactly(FIRST);
  }

  @Test
  void aLockThatWasGivenBackLeavesNothing() throws Exception {
    BuildLock lock = take(Doubt.REFUSE);
    assertThat(store.list("")).containsExactly(FIRST);
    assertBusy(() -> take(Doubt.REFUSE), "run run-2");
    lock.close();
    assertThat(folder.resolve("out")).isEmptyDirectory();
    take(Doubt.REFUSE).close();
    assertThat(notices).isEmpty();
  }

  @Test
  void givingTheLockBackLeavesTheRestOfTheWorkFolder() throws Exception {
    BuildLock lock = take(Doubt.REFUSE);
    Files.writeString(folder.resolve("out/work/asked.json"), "{}");
    lock.close();
    assertThat(store.list("")).containsExactly("work/asked.json");
  }

  @Test
  void theLockOfAProcessThatEndedIsTakenOverWithANotice() throws Exception {
    leave(ended());
    try (BuildLock lock = take(Doubt.REFUSE)) {
      lock.requireHeld();
      assertThat(notices).singleElement().asString().contains("took over", "run-1", "eve", SINCE);
    }
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void aProcessOfTheSameNumberThatBeganAtAnotherTimeIsAnother() throws Exception {
    ProcessMark own = ProcessMark.own();
    leave(new ProcessMark(own.host(), own.pidNamespace(), own.pid(), "2001-01-01T00:00:00Z"));
    take(Doubt.REFUSE).close();
    assertThat(notices).hasSize(1);
  }

  @Test
  void aProcessThatWasKilledAndNotWaitedForHasEnded() throws Exception {
    // The shell becomes a program that never asks what became of its child.
    Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
    try {
      String pid = parent.inputReader(UTF_8).readLine();
      ProcessMark own = ProcessMark.own();
      Instant started =
          ProcessHandle.of(Long.parseLong(pid)).flatMap(p -> p.info().startInstant()).orElseThrow();
      ProcessMark child =
          new ProcessMark(own.host(), own.pidNamespace(), Long.parseLong(pid), started.toString());
      assertThat(child.state()).isEqualTo(ProcessMark.State.RUNNING);
      Command.of("kill", "-9", pid).succeed();
      Command.of("sh", "-c", "until grep -q ') Z' /proc/" + pid + "/stat; do :; done").succeed();
      assertThat(child.state()).isEqualTo(ProcessMark.State.ENDED);
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "namespace"})
  void aLockOfAnotherMachineIsBrokenByHandOnly(String other) throws Exception {
    ProcessMark own = ProcessMark.own();
    leave(
        other.equals("host")
            ? new ProcessMark("elsewhere", own.pidNamespace(), own.pid(), own.started())
            : new ProcessMark(own.host(), "pid:[1]", own.pid(), own.started()));
    assertRefused(() -> take(Doubt.REFUSE), "cannot be seen", "--break-lock", "run-1", SINCE);
    take(Doubt.BREAK).close();
    assertThat(notices).singleElement().asString().contains("broke the lock", "run-1");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "null", "{\"run\":\"r\",\"user\":\"u\",\"process\":{}}"})
  void aLockThatCannotBeReadIsBrokenByHandOnly(String content) throws Exception {
    store.createNew(FIRST, content.getBytes(UTF_8));
    assertRefused(() -> take(Doubt.REFUSE), "cannot be read", "--break-lock");
    take(Doubt.BREAK).close();
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void aBuildWhoseLockWasBrokenLearnsItAndLeavesTheLockOfItsSuccessor() throws Exception {
    BuildLock first = take(Doubt.REFUSE);
    Holder successor = Holder.own("run-3");
    store.createNew("work/lock-00002.json", Json.bytes(successor));
    assertRefused(first::requireHeld, "taken over by another build");
    first.close();
    assertThat(store.list("")).containsExactly("work/lock-00002.json");
  }

  @Test
  void ofManyThatFindTheLockOfAnEndedProcessOneGetsIt() throws Exception {
    leave(ended());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<BuildLock>> takers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Holder own = Holder.own("run-" + i);
        takers.add(() -> BuildLock.take(store, own, Doubt.REFUSE, notice -> {}));
      }
      List<BuildLock> taken = new ArrayList<>();
      for (Future<BuildLock> taker : threads.invokeAll(takers)) {
        try {
          taken.add(taker.get());
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(BuildException.class);
        }
      }
      assertThat(taken).hasSize(1);
      taken.get(0).close();
    } finally {
      threads.shutdownNow();
    }
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }
}
