package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.build.TroubledStore.Trouble;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.StandaloneCluster;

/** Tasks that are done twice, on a real cluster: what a build makes does not show it. */
class RetriesIT {
  private static final String STRAGGLER = "car/part-00002.car";

  @TempDir private static Path folder;
  private static StandaloneCluster cluster;
  private static Path zim;
  private static Path undisturbed;

  @BeforeAll
  static void start() throws Exception {
    cluster = new StandaloneCluster(folder, 2);
    zim = folder.resolve("grown.zim");
    GrownZim.write(zim, 300, 20, 1_000);
    undisturbed = builds("undisturbed").out();
    try (JavaSparkContext spark = LocalSpark.open("local[1]")) {
      builds("undisturbed").run(spark);
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everyTaskThatWritesMayFailForOnce() throws Exception {
    Builds builds = builds("retried");
    try (JavaSparkContext spark = open(new SparkConf())) {
      Attempts attempts = Attempts.of(spark);
      builds.run(spark, store -> new TroubledStore(store, new FirstAttemptsFail()));
      assertThat(attempts.failed(spark)).isGreaterThanOrEqualTo(shards());
    }
    Folders.assertSameBuild(builds.out(), undisturbed);
  }

  @Test
  void anAttemptThatIsOvertakenLeavesNoTrace() throws Exception {
    assertOvertaken("overtaken", new Straggling(false));
  }

  @Test
  void anAttemptThatIsOvertakenAndWritesOnLeavesNoTrace() throws Exception {
    assertOvertaken("stubborn", new Straggling(true));
  }

  private static void assertOvertaken(String name, Straggling straggling) throws Exception {
    Builds builds = builds(name);
    SparkConf eager =
        new SparkConf()
            .set("spark.speculation", "true")
            .set("spark.speculation.interval", "50ms")
            .set("spark.speculation.minTaskRuntime", "50ms")
            .set("spark.speculation.multiplier", "1.01")
            .set("spark.speculation.quantile", "0.2");
    try (JavaSparkContext spark = open(eager)) {
      Attempts attempts = Attempts.of(spark);
      builds.run(spark, store -> new TroubledStore(store, straggling));
      assertThat(attempts.speculative(spark)).isPositive();
    }
    Folders.assertSameBuild(builds.out(), undisturbed);
  }

  @Test
  void whatFailsAlwaysEndsTheBuildAndNamesTheFile() throws Exception {
    Builds builds = builds("broken");
    try (JavaSparkContext spark = LocalSpark.open("local[2,2]")) {
      assertThatThrownBy(() -> builds.run(spark, store -> TroubledStore.failing(store, STRAGGLER)))
          .hasStackTraceContaining("cannot write " + STRAGGLER);
      builds.resuming().run(spark);
    }
    Folders.assertSameBuild(builds.out(), undisturbed);
  }

  private static Builds builds(String name) {
    return Builds.of(zim, folder.resolve(name)).shardBytes(300_000);
  }

  /** So many tasks write a CAR. */
  private static int shards() throws Exception {
    return BuildPlan.of(builds("undisturbed").settings()).shards();
  }

  private static JavaSparkContext open(SparkConf conf) {
    return new JavaSparkContext(
        conf.setMaster(cluster.master())
            .setAppName("test")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.executor.memory", "1g")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path")));
  }

  /** The first attempt of a task fails when it opens its second file, half way. */
  private static final class FirstAttemptsFail implements Trouble {
    private static final long serialVersionUID = 1L;

    @Override
    public void before(Store store, String name) throws IOException {
      TaskContext task = TaskContext.get();
      if (task != null && task.attemptNumber() == 0 && !name.endsWith(".rows")) {
        throw new SinkException(name, 0, new IOException("for once"));
      }
    }
  }

  /**
   * The first attempt at a shard waits until another has committed it.
   *
   * @param stubborn whether it then writes all of it, though it was told to end
   */
  private record Straggling(boolean stubborn) implements Trouble {
    @Override
    public void before(Store store, String name) throws IOException {
      TaskContext task = TaskContext.get();
      if (task == null || task.attemptNumber() > 0 || !name.equals(STRAGGLER)) {
        return;
      }
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!store.exists("work/blocks-00002.rows")) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("no other attempt was made");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        if (Thread.interrupted() && !stubborn) {
          throw new IOException("interrupted");
        }
      }
    }
  }

  /** Counts attempts at tasks. */
  private static final class Attempts extends SparkListener {
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger speculative = new AtomicInteger();

    static Attempts of(JavaSparkContext spark) {
      Attempts attempts = new Attempts();
      spark.sc().addSparkListener(attempts);
      return attempts;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskInfo().failed()) {
        failed.incrementAndGet();
      }
      if (end.taskInfo().speculative()) {
        speculative.incrementAndGet();
      }
    }

    int failed(JavaSparkContext spark) throws Exception {
      spark.sc().listenerBus().waitUntilEmpty();
      return failed.get();
    }

    int speculative(JavaSparkContext spark) throws Exception {
      spark.sc().listenerBus().waitUntilEmpty();
      return speculative.get();
    }
  }
}
