package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.StandaloneCluster;
import org.wikimill.testing.Command;

/**
 * Processes of a build on a real cluster are killed at points spread over its run. What comes out
 * in the end, after {@code --resume} where the driver is gone, is what an undisturbed build makes,
 * and what was committed is not made again.
 *
 * <p>{@code -Dwikimill.faults.seed=N} chooses other points.
 */
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {
  private static final int POINTS = 20;
  private static final long SEED = Long.getLong("wikimill.faults.seed", 1);
  private static final Path CONFIG = Wikimill.PROJECT.resolve("conf/standalone.properties");
  private static final int MAX_DELAY_MILLIS = 150;

  /** From here on there is not much time left in a run for a delay. */
  private static final double LATE = 0.8;

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static Path zim;
  private static Path undisturbed;
  private static int partitions;

  /** Whom a kill meets. */
  enum Victim {
    EXECUTOR,
    /** The driver on a cluster: its executors live on, until they notice. */
    DRIVER,
    /** Driver and executors at once: the one process of a build on one machine. */
    EVERYTHING
  }

  /**
   * A moment in a run, and who is killed then.
   *
   * @param progress the share of all partitions that are committed
   * @param delayMillis how long after that
   */
  record Point(int number, Victim victim, double progress, int delayMillis) {}

  /** One in each twentieth of a run, each kind of victim in each part of it. */
  static Stream<Point> points() {
    Random random = new Random(SEED);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      double progress = (i + random.nextDouble()) / POINTS;
      int delayMillis = random.nextInt(MAX_DELAY_MILLIS);
      Victim victim = Victim.values()[i % Victim.values().length];
      points.add(new Point(i, victim, progress, progress < LATE ? delayMillis : 0));
    }
    return points.stream();
  }

  @BeforeAll
  static void start() throws IOException {
    cluster = new StandaloneCluster(folder, 2);
    zim = folder.resolve("grown.zim");
    GrownZim.write(zim, 1_500, 150, 20_000);
    undisturbed = folder.resolve("undisturbed");
    build(Victim.EVERYTHING, undisturbed).succeed();
    partitions = record(undisturbed).path("partitions").intValue();
    assertThat(partitions).isGreaterThan(POINTS);
    System.err.printf("FaultsIT: %d points, seed %d, %d partitions%n", POINTS, SEED, partitions);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Order(1)
  @ParameterizedTest(name = "{0}")
  @MethodSource("points")
  void aBuildThatIsKilledComesOutAsTheUndisturbedOne(Point point) throws IOException {
    Path out = folder.resolve("killed-" + point.number);
    Map<String, Object> committed;
    List<ProcessHandle> executors;
    try (RunningBuild build = RunningBuild.start(build(point.victim, out), out)) {
      build.await(point + "", () -> reached(point, out));
      assertThat(build.exited(point.delayMillis)).as(build::text).isFalse();
      committed = committed(out);
      executors = cluster.executors();
      kill(point, build, executors);
      build.exitWith(point.victim == Victim.EXECUTOR ? 0 : 137);
    }
    if (point.victim != Victim.EXECUTOR) {
      assertThat(out.resolve("manifest.json")).doesNotExist();
      int before = RunningBuild.committed(out, "");
      build(point.victim, out, "--resume").succeed();
      assertThat(record(out).path("resumed_partitions").intValue())
          .isBetween(before, partitions - 1);
      assertThat(executors).as("orphans end by themselves").noneMatch(ProcessHandle::isAlive);
      committed.forEach((f, id) -> assertThat(identity(out.resolve(f))).as(f).isEqualTo(id));
    }
    Folders.assertSameBuild(out, undisturbed);
  }

  /** Must be the last: the worker that hangs is of no use afterwards. */
  @Order(2)
  @Test
  void anExecutorThatWakesUpWhenItsBuildWasFinishedByAnotherDisturbsNothing() throws Exception {
    Path out = folder.resolve("hung");
    List<ProcessHandle> hung;
    try (RunningBuild build = RunningBuild.start(build(Victim.DRIVER, out), out)) {
      build.await("its middle", () -> RunningBuild.committed(out, "blocks") > partitions / 3);
      hung = cluster.freeze();
      build.process().destroyForcibly();
    }
    assertThat(hung).isNotEmpty().allMatch(ProcessHandle::isAlive);
    build(Victim.EVERYTHING, out, "--resume").succeed();
    Folders.assertSameBuild(out, undisturbed);

    cluster.thaw();
    for (ProcessHandle executor : hung) {
      executor.onExit().get(1, TimeUnit.MINUTES);
    }
    Folders.assertSameBuild(out, undisturbed);
  }

  private static boolean reached(Point point, Path out) {
    return Files.exists(out.resolve("work/asked.json"))
        && RunningBuild.committed(out, "") >= (int) (point.progress * (partitions - 1))
        && (point.victim != Victim.EXECUTOR || !cluster.executors().isEmpty());
  }

  private static void kill(Point point, RunningBuild build, List<ProcessHandle> executors) {
    if (point.victim == Victim.EXECUTOR) {
      executors.get(0).destroyForcibly();
    } else {
      build.process().destroyForcibly();
    }
  }

  /** The files of committed partitions, by name, and which files on disk they are. */
  private static Map<String, Object> committed(Path out) throws IOException {
    Store store = new LocalStore(out, Durability.CACHED);
    Map<String, Object> files = new TreeMap<>();
    for (String rows : RunningBuild.rowFiles(out)) {
      for (FileFact file : PartSummary.decode(RowFile.footer(store, rows)).files()) {
        files.put(file.name(), identity(out.resolve(file.name())));
      }
    }
    return files;
  }

  private static Object identity(Path file) {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      return facts.fileKey() + " of " + facts.lastModifiedTime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode record(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("run.json").toFile());
  }

  private static Command build(Victim victim, Path out, Object... more) {
    List<Object> line = new ArrayList<>();
    line.addAll(List.of("build", zim, "-q", "-o", out, "--shard-size", "512K"));
    if (victim == Victim.EVERYTHING) {
      line.addAll(List.of("--master", "local[2]"));
    } else {
      // One executor, which is started anew when it is lost; living for seconds, it needs no
      // optimising compiler.
      line.addAll(List.of("--master", cluster.master(), "--config", CONFIG));
      line.addAll(List.of("--conf", "spark.cores.max=2"));
      line.addAll(List.of("--conf", "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1"));
    }
    line.addAll(List.of(more));
    return Wikimill.command(line.toArray());
  }
}
