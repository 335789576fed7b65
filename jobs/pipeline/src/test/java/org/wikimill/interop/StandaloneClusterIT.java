package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.StandaloneCluster;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;

/**
 * A master and two workers, each of them a process, make what one machine makes, also when a worker
 * is lost on the way. Executors have 1 GiB of heap.
 */
class StandaloneClusterIT {
  private static final String REAL = "wikipedia_en_100_mini_2022-10.zim";
  private static final Path CONFIG = Wikimill.PROJECT.resolve("conf/standalone.properties");

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static Path grown;
  private static Path undisturbed;

  @BeforeAll
  static void start() throws IOException {
    cluster = new StandaloneCluster(folder, 2);
    grown = folder.resolve("grown.zim");
    GrownZim.write(grown, 3_000, 300, 150_000);
    undisturbed = folder.resolve("undisturbed");
    Wikimill.command("build", grown, "-o", undisturbed, "-q", "--shard-size", "1M").succeed();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void buildsThroughMasterAndThroughSparkSubmitAreThatOfOneMachine() {
    Path zim = Shared.require().resolve("zims").resolve(REAL);
    String root = RecordedRoot.of(REAL, "link", "unixfs-v1-2025").root();
    Path local = folder.resolve("local");
    Path direct = folder.resolve("direct");
    Path submitted = folder.resolve("submitted");
    Object[] arguments = {"build", zim, "-q", "--layout", "zim", "--shard-size", "64K", "-o"};

    Wikimill.command(with(arguments, local)).succeed();
    Command.Result one = onCluster(with(arguments, direct)).succeed();
    Command.Result other = onClusterBySubmit(with(arguments, submitted)).succeed();

    assertThat(one.text().strip()).isEqualTo(root);
    assertThat(other.text().strip()).isEqualTo(root);
    Folders.assertSameBuild(direct, local);
    Folders.assertSameBuild(submitted, local);
  }

  @Test
  void exitCodesComeThroughSparkSubmit() {
    Object[] sample = {"build", "-q", "-o", folder.resolve("expected"), "--expect", "bafkqaaa"};
    onClusterBySubmit(sample).exitWith(1);
    onClusterBySubmit("build", "-q", folder.resolve("missing.zim")).exitWith(2);
    onClusterBySubmit("build", "-q", CONFIG, "-o", folder.resolve("no-archive")).exitWith(3);
  }

  @Test
  void theWebInterfaceNamesStagesAndGivesMetricsOfExecutors() throws Exception {
    SparkUi ui = new SparkUi();
    Path out = folder.resolve("watched");
    Command command =
        onCluster(grownTo(out, "--conf", ui.setting(), "--conf", "spark.ui.enabled=true"));
    Set<String> stages = new LinkedHashSet<>();
    String executors = "";
    String driver = "";
    try (RunningBuild build = RunningBuild.start(command, out)) {
      while (!build.exited(100)) {
        stages.addAll(ui.stages());
        executors = longer(executors, ui.text("/metrics/executors/prometheus"));
        driver = longer(driver, ui.text("/metrics/prometheus"));
      }
      build.exitWith(0);
    }
    assertThat(stages)
        .contains(
            "pages: join redirects with their targets",
            "pages: follow chains of redirects",
            "paths: find contested places",
            "blocks: mill shards",
            "search: sort titles",
            "about: make 2 files",
            "links: count broken links",
            "tree: directories and index");
    assertThat(executors)
        .contains("metrics_executor_totalTasks_total", "executor_id=\"0\"", "executor_id=\"1\"");
    assertThat(driver).contains("metrics_wikimill_driver_DAGScheduler_stage_runningStages");
  }

  @Test
  void aWorkerThatIsLostWhileBlocksAreMadeLeavesNoTrace() throws IOException {
    Path out = folder.resolve("lost-in-blocks");
    try (RunningBuild build = RunningBuild.start(onCluster(grownTo(out)), out)) {
      build.await("blocks", () -> RunningBuild.committed(out, "blocks") >= 10);
      cluster.killWorker(0);
      assertThat(RunningBuild.committed(out, "tree")).isZero();
      build.exitWith(0);
    } finally {
      cluster.addWorker();
    }
    Folders.assertSameBuild(out, undisturbed);
  }

  @Test
  void aWorkerThatIsLostWhileTheTreeIsMadeLeavesNoTrace() throws IOException {
    Path out = folder.resolve("lost-in-tree");
    try (RunningBuild build = RunningBuild.start(onCluster(grownTo(out)), out)) {
      build.await("tree", () -> build.writes("tree-00000"));
      cluster.killWorker(0);
      assertThat(RunningBuild.committed(out, "root")).isZero();
      build.exitWith(0);
    } finally {
      cluster.addWorker();
    }
    Folders.assertSameBuild(out, undisturbed);
  }

  @Test
  void executorsThatAreLostTooOftenEndTheBuildAndResumeGoesOn() throws IOException {
    Path out = folder.resolve("lost-for-good");
    Object[] once = {
      "--conf", "spark.task.maxFailures=1", "--conf", "spark.excludeOnFailure.enabled=false"
    };
    try (RunningBuild build = RunningBuild.start(onCluster(grownTo(out, once)), out)) {
      build.await("blocks", () -> RunningBuild.committed(out, "blocks") >= 5);
      cluster.executors().forEach(ProcessHandle::destroyForcibly);
      build.exitWith(4);
      assertThat(build.text()).contains("Spark gave up: ", "ExecutorLostFailure");
    }
    onCluster(grownTo(out, "--resume")).succeed();
    Folders.assertSameBuild(out, undisturbed);
  }

  private static Object[] grownTo(Path out, Object... more) {
    return with(new Object[] {"build", grown, "-q", "--shard-size", "1M", "-o", out}, more);
  }

  private static Command onCluster(Object... arguments) {
    Object[] own = {"--config", CONFIG, "--master", cluster.master()};
    return Wikimill.command(with(arguments, own));
  }

  private static Command onClusterBySubmit(Object... arguments) {
    List<?> submitting = List.of("--master", cluster.master(), "--properties-file", CONFIG);
    return Wikimill.submitted(submitting, arguments);
  }

  private static Object[] with(Object[] arguments, Object... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }

  private static String longer(String a, String b) {
    return a.length() > b.length() ? a : b;
  }
}
