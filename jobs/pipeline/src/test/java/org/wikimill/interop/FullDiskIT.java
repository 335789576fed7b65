package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;

/** A build that runs out of room says so, and goes on when there is some. */
class FullDiskIT {
  /** Less than the archive's CAR takes, more than the libraries that are unpacked on the way. */
  private static final int LIMIT_KIB = 1100;

  @TempDir private Path folder;
  private Path archive;
  private Path undisturbed;
  private Path mounted;
  private List<String> asRoot;

  @BeforeEach
  void buildWithRoom() {
    archive = Shared.require().resolve("zims/wikipedia_cr_all_2015-04.zim");
    undisturbed = folder.resolve("undisturbed");
    build(undisturbed).succeed();
  }

  @AfterEach
  void unmount() {
    if (mounted != null) {
      root("umount", mounted).succeed();
    }
  }

  @Test
  void aFullFileSystemIsToldWithWhatIsMissingAndTheBuildGoesOnInALargerOne() throws IOException {
    long total = bytes(undisturbed);
    mount(total * 2 / 3);
    Path out = mounted.resolve("out");

    String errors = build(out).exitWith(4).errors();

    assertThat(errors)
        .contains("cannot write ", "No space left on device", out.toString(), "--resume")
        .containsPattern(" after [0-9]+ bytes")
        .containsPattern(" has [0-9,]+ bytes free, about [0-9,]+ bytes more are needed");
    long needed =
        Long.parseLong(
            errors.replaceAll("(?s).*about ([0-9,]+) bytes more.*", "$1").replace(",", ""));
    // About: from the plan, less what was written when the disk was full.
    assertThat(needed).isBetween(total / 10, total * 3 / 2);
    assertThat(out.resolve("manifest.json")).doesNotExist();

    root("mount", "-o", "remount,size=" + 2 * total, mounted).succeed();
    build(out, "--resume").succeed();
    assertFinished(out);
  }

  @Test
  void aFullDiskForShufflesIsToldApart() {
    mount(64 << 10);
    String errors =
        build(folder.resolve("out"), "--tmp", mounted.resolve("tmp")).exitWith(4).errors();
    assertThat(errors).contains("No space left on device", "--tmp");
  }

  /** Where nobody may mount: a limit on what a process may write to one file. */
  @Test
  void aFileThatMayNotGrowIsToldWithWhatIsMissingAndTheBuildGoesOnWhenItMay() throws IOException {
    Path out = folder.resolve("out");
    Command unlimited = build(out, "--shard-size", "256M");
    List<Object> limited =
        new ArrayList<>(List.of("-c", "ulimit -f " + LIMIT_KIB + "; exec \"$@\"", "sh"));
    limited.addAll(unlimited.line());
    Command command = Command.of("bash", limited.toArray());

    String errors =
        new Command(command.line(), unlimited.environment(), command.folder(), unlimited.limit())
            .exitWith(4)
            .errors();

    assertThat(errors)
        .contains("cannot write car/part-00000.car after ", "File too large", out.toString())
        .containsPattern(" has [0-9,]+ bytes free, at least [0-9,]+ bytes more are needed");
    assertThat(out.resolve("manifest.json")).doesNotExist();

    build(out, "--shard-size", "256M", "--resume").succeed();
    assertThat(files(out)).allMatch(file -> !file.contains("work") && !file.contains("pending"));
    Wikimill.command("verify", out, "-q").succeed();
  }

  private void assertFinished(Path out) throws IOException {
    assertThat(out.resolve("manifest.json"))
        .hasSameBinaryContentAs(undisturbed.resolve("manifest.json"));
    assertThat(files(out)).isEqualTo(files(undisturbed));
    Wikimill.command("verify", out, "-q").succeed();
  }

  private Command build(Path out, Object... more) {
    Object[] line = {"build", archive, "-o", out, "-q", "--layout", "zim", "--snapshot", "s"};
    List<Object> words = new ArrayList<>(List.of(line));
    if (!List.of(more).contains("--shard-size")) {
      words.addAll(List.of("--shard-size", "128K"));
    }
    words.addAll(List.of(more));
    return Wikimill.command(words.toArray());
  }

  /** A file system of its own, in memory; the test is skipped, loudly, where none may be made. */
  private void mount(long bytes) {
    Path point = folder.resolve("mounted");
    point.toFile().mkdir();
    for (List<String> way : List.of(List.<String>of(), List.of("sudo", "-n"))) {
      asRoot = way;
      try {
        if (root("mount", "-t", "tmpfs", "-o", "mode=777,size=" + bytes, "none", point)
                .run()
                .exitCode()
            == 0) {
          mounted = point;
          return;
        }
      } catch (java.io.UncheckedIOException e) {
        // there is no sudo
      }
    }
    String line = "SKIPPED: " + FullDiskIT.class.getName() + ": no file system may be mounted";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(line);
    }
    System.err.println(line);
    Assumptions.abort(line);
  }

  private Command root(Object... words) {
    Object[] line = Stream.concat(asRoot.stream(), Stream.of(words)).toArray();
    return Command.of(line[0], Stream.of(line).skip(1).toArray());
  }

  private static long bytes(Path out) throws IOException {
    try (Stream<Path> below = Files.walk(out)) {
      return below.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static List<String> files(Path out) throws IOException {
    try (Stream<Path> below = Files.walk(out)) {
      return below
          .filter(Files::isRegularFile)
          .map(f -> out.relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
