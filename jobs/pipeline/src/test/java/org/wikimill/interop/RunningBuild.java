package org.wikimill.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.testing.Command;

/** A build in a process of its own that a test looks at, and disturbs, while it runs. */
final class RunningBuild implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 2;

  private final Command command;
  private final Path out;
  private final Path log;
  private final Process process;
  private final Thread atExit = new Thread(this::kill);

  private RunningBuild(Command command, Path out, Path log, Process process) {
    this.command = command;
    this.out = out;
    this.log = log;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a build.
   *
   * @param out the folder that it makes
   */
  static RunningBuild start(Command command, Path out) throws IOException {
    Path log = out.resolveSibling(out.getFileName() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command.line()).redirectErrorStream(true);
    builder.environment().putAll(command.environment());
    Process process = builder.redirectOutput(Redirect.appendTo(log.toFile())).start();
    return new RunningBuild(command, out, log, process);
  }

  /** The process. */
  Process process() {
    return process;
  }

  /** Whether a file whose name holds {@code part} is there, committed or being written. */
  boolean writes(String part) {
    return Folders.files(out).stream().anyMatch(f -> f.getFileName().toString().contains(part));
  }

  /** How many partitions of a stage, or of all if it is empty, are committed. */
  static int committed(Path out, String stage) {
    return (int) workFiles(out, "rows|entries").filter(n -> n.startsWith("work/" + stage)).count();
  }

  /** The names of the committed row files. */
  static List<String> rowFiles(Path out) {
    return workFiles(out, "rows").toList();
  }

  private static Stream<String> workFiles(Path out, String suffixes) {
    String[] names = out.resolve("work").toFile().list(); // one look: no build waits for us
    return Stream.of(names == null ? new String[0] : names)
        .filter(name -> name.matches("[a-z]+-[0-9]+\\.(" + suffixes + ")"))
        .sorted()
        .map(name -> "work/" + name);
  }

  /** Waits until something is so; the build must not end before. */
  void await(String what, BooleanSupplier reached) {
    if (!reaches(reached)) {
      Assertions.fail(command + " ended before " + what + "\n" + text());
    }
  }

  /** Waits until something is so, or until the build has ended; whether it is so. */
  boolean reaches(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      if (exited(LOOK_EVERY_MILLIS)) {
        return reached.getAsBoolean();
      }
    }
    return true;
  }

  /** Waits so long, or until the build ends; whether it did. */
  boolean exited(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the end, which must be with this code. */
  void exitWith(int code) {
    Assertions.assertThat(exited()).as(this::text).isEqualTo(code);
  }

  /** Waits for the end; its code. */
  int exited() {
    Assertions.assertThat(exited(command.limit().toMillis())).as(this::text).isTrue();
    return process.exitValue();
  }

  /** What it wrote to stdout and stderr. */
  String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
