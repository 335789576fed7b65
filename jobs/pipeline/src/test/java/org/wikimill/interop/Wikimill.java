package org.wikimill.interop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.wikimill.testing.Command;

/** The command as it is packaged, in a JVM of its own, as the launcher starts it. */
final class Wikimill {
  private static final Path DIST = Path.of("target", "dist").toAbsolutePath();

  private Wikimill() {}

  static Command command(Object... arguments) {
    Path project = Path.of("..", "..").toAbsolutePath().normalize();
    Stream<Object> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            "@" + project.resolve("conf/spark-opens.txt"),
            "-Dlog4j2.configurationFile=" + project.resolve("conf/log4j2.properties"),
            "-XX:TieredStopAtLevel=1",
            "-Xmx1g",
            "-cp",
            DIST.resolve("jars") + "/*",
            "org.wikimill.cli.Main");
    Object[] line = Stream.concat(java, Stream.of(arguments)).toArray();
    Object[] rest = Stream.of(line).skip(1).toArray();
    // A Spark home is what local-cluster masters start their executors from.
    return Command.of(line[0], rest)
        .with("SPARK_HOME", DIST)
        .with("SPARK_SCALA_VERSION", "2.13")
        .within(Duration.ofMinutes(5));
  }
}
