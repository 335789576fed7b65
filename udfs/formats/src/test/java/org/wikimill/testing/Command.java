package org.wikimill.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/**
 * One run of another program in a test: how to start it, and how long it may take.
 *
 * <p>Its output goes to files, so that no pipe fills up, and into the message of a failure. A
 * program that is not done in time is killed with its children, and the test fails.
 *
 * @param line the program and its arguments
 * @param environment variables beside those of this process
 * @param folder where the program runs
 * @param limit how long it may run
 */
public record Command(
    List<String> line, Map<String, String> environment, Path folder, Duration limit) {

  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);
  private static final int SHOWN_CHARACTERS = 4_000;

  /** Copies, so that a command never changes. */
  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  /** A program with arguments, which may take two minutes. */
  public static Command of(Object program, Object... arguments) {
    List<String> line =
        Stream.concat(Stream.of(program), Arrays.stream(arguments)).map(Object::toString).toList();
    return new Command(line, Map.of(), Path.of("").toAbsolutePath(), DEFAULT_LIMIT);
  }

  /** The same, with one more variable in its environment. */
  public Command with(String variable, Object value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value.toString());
    return new Command(line, more, folder, limit);
  }

  /** The same, run in a folder. */
  public Command in(Path otherFolder) {
    return new Command(line, environment, otherFolder, limit);
  }

  /** The same, with another limit of time. */
  public Command within(Duration otherLimit) {
    return new Command(line, environment, folder, otherLimit);
  }

  /** Runs the program, which must exit with 0. */
  public Result succeed() {
    return exitWith(0);
  }

  /** Runs the program, which must exit with this code. */
  public Result exitWith(int code) {
    Result result = run();
    Assertions.assertThat(result.exitCode())
        .as(() -> this + "\n" + result.report())
        .isEqualTo(code);
    return result;
  }

  /** Runs the program, whatever its exit code. */
  public Result run() {
    try {
      Path output = Files.createTempFile("stdout", null);
      Path errors = Files.createTempFile("stderr", null);
      try {
        int code = wait(start(output, errors), errors);
        return new Result(code, Files.readAllBytes(output), Files.readString(errors, UTF_8));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(Path output, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(output.toFile())
        .redirectError(errors.toFile())
        .start();
  }

  private int wait(Process process, Path errors) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    return Assertions.fail(
        this + " was not done within " + limit + "\n" + Files.readString(errors, UTF_8));
  }

  @Override
  public String toString() {
    return line.stream().collect(Collectors.joining(" ", "`", "`"));
  }

  /**
   * What a program left.
   *
   * @param exitCode its exit code
   * @param output the bytes of its standard output
   * @param errors the text of its standard error
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  public record Result(int exitCode, byte[] output, String errors) {

    /** The standard output as UTF-8. */
    public String text() {
      return new String(output, UTF_8);
    }

    /** The lines of the standard output. */
    public List<String> lines() {
      return text().lines().toList();
    }

    private String report() {
      return "stdout: " + end(text()) + "\nstderr: " + end(errors);
    }

    private static String end(String text) {
      return text.substring(Math.max(0, text.length() - SHOWN_CHARACTERS));
    }
  }
}
