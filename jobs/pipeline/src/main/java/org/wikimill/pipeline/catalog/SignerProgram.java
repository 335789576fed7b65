package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that signs or verifies, run once.
 *
 * <p>It is started with a list of arguments, without a shell, and has five minutes.
 *
 * @param line the program, found on the PATH, and its arguments
 * @param input what its stdin is
 * @param asking whether it may ask for a passphrase: then its stderr is that of wikimill
 */
record SignerProgram(List<String> line, Redirect input, Asking asking) {
  /** Whether a program asks whoever sits at the terminal, by its stdin and stderr. */
  enum Asking {
    NOTHING,
    PASSPHRASE
  }

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Signatures have some hundred bytes. */
  private static final int MAX_OUTPUT_BYTES = 64 << 10;

  /**
   * What the program left.
   *
   * @param exitCode its exit code
   * @param output at most {@link #MAX_OUTPUT_BYTES} of its stdout
   * @param errors its stderr, in one line; empty if it could ask
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  record Result(int exitCode, byte[] output, String errors) {
    String text() {
      return new String(output, UTF_8).strip();
    }
  }

  /** A program that reads a file. */
  static SignerProgram reading(Path file, List<String> line) {
    return new SignerProgram(line, Redirect.from(file.toFile()), Asking.NOTHING);
  }

  /** A program that reads nothing. */
  static SignerProgram of(List<String> line) {
    return reading(Path.of("/dev/null"), line);
  }

  /** A program that may ask for a passphrase. */
  static SignerProgram asking(List<String> line) {
    return new SignerProgram(line, Redirect.INHERIT, Asking.PASSPHRASE);
  }

  /** Runs the program. */
  Result run() throws IOException {
    Path output = Files.createTempFile("wikimill", ".out");
    Path errors = Files.createTempFile("wikimill", ".err");
    try {
      int code = exitCode(output, errors);
      String told = new String(bytes(errors), UTF_8).strip().replaceAll("\\s*\\R\\s*", "; ");
      return new Result(code, bytes(output), told);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private int exitCode(Path output, Path errors) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .redirectInput(input)
              .redirectOutput(output.toFile())
              .redirectError(
                  asking == Asking.PASSPHRASE ? Redirect.INHERIT : Redirect.to(errors.toFile()))
              .start();
    } catch (IOException e) {
      throw new SignatureException("cannot run " + line.get(0) + ": is it installed?", e);
    }
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + line.get(0));
    } finally {
      process.destroyForcibly();
    }
    throw new SignatureException(line.get(0) + " was not done within " + LIMIT.toSeconds() + " s");
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_OUTPUT_BYTES);
    }
  }
}
