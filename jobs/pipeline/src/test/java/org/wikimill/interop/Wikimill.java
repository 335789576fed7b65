package org.wikimill.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wikimill.pipeline.testing.StandaloneCluster;
import org.wikimill.testing.Command;

/**
 * The command as it is packaged, in a JVM of its own, as the launcher or spark-submit starts it.
 */
final class Wikimill {
  /** The folder of the project. */
  static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final String MAIN = "org.wikimill.cli.Main";

  private Wikimill() {}

  /** Runs as {@code scripts/wikimill} does. */
  static Command command(Object... arguments) {
    return launched("-XX:SharedArchiveFile=" + Classes.ARCHIVE, arguments);
  }

  /** The classes that a build loads, as the launcher keeps them: each start takes a second less. */
  private static final class Classes {
    static final Path ARCHIVE = archive();

    private static Path archive() {
      try {
        Path archive = StandaloneCluster.SPARK_HOME.resolveSibling("classes.jsa");
        Files.deleteIfExists(archive);
        Path scratch = Files.createTempDirectory(archive.getParent(), "classes");
        launched(
                "-XX:ArchiveClassesAtExit=" + archive,
                "build",
                "-q",
                "--layout",
                "zim",
                "-o",
                scratch.resolve("sample"))
            .succeed();
        return archive;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Command launched(String shared, Object... arguments) {
    Path log = PROJECT.resolve("conf/log4j2.properties");
    List<Object> line = new ArrayList<>(List.of(shared, "-Dlog4j2.configurationFile=" + log));
    line.addAll(List.of("-cp", application() + ":" + StandaloneCluster.SPARK_CLASSES, MAIN));
    line.addAll(List.of(arguments));
    return java(line);
  }

  /** Runs as {@code spark-submit SUBMITTING --class ... app.jar ARGUMENTS} does. */
  static Command submitted(List<?> submitting, Object... arguments) {
    List<Object> line =
        new ArrayList<>(
            List.of("-cp", StandaloneCluster.SPARK_CLASSES, "org.apache.spark.deploy.SparkSubmit"));
    line.addAll(submitting);
    line.addAll(List.of("--class", MAIN, application()));
    line.addAll(List.of(arguments));
    return java(line);
  }

  private static Command java(List<?> arguments) {
    List<Object> line = new ArrayList<>();
    line.add("@" + PROJECT.resolve("conf/spark-opens.txt"));
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g"));
    line.addAll(arguments);
    // A Spark home is what local-cluster masters start their executors from.
    return Command.of(Path.of(System.getProperty("java.home"), "bin", "java"), line.toArray())
        .with("SPARK_HOME", StandaloneCluster.SPARK_HOME)
        .with("SPARK_SCALA_VERSION", "2.13")
        .with("SPARK_LOCAL_IP", "127.0.0.1")
        .within(Duration.ofMinutes(5));
  }

  /** The application's jar. */
  static Path application() {
    try (Stream<Path> files = Files.list(StandaloneCluster.SPARK_HOME)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith("-app.jar")).toList();
      if (jars.size() != 1) {
        throw new IllegalStateException("one application's jar expected: " + jars);
      }
      return jars.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
