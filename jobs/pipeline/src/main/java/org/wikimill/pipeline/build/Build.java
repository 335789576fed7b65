package org.wikimill.pipeline.build;

import static org.wikimill.pipeline.build.BuildException.Reason.CHECK_FAILED;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.blocks.MadeFile;
import org.wikimill.pipeline.build.BuildLock.Doubt;
import org.wikimill.pipeline.build.BuildLock.Holder;
import org.wikimill.pipeline.build.OutputFolder.State;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.nodes.LiveNodes;
import org.wikimill.pipeline.nodes.Settlement;
import org.wikimill.pipeline.rows.Delivery;
import org.wikimill.pipeline.rows.DeliveryException;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.tree.Tree;

/** The main job: archives become a finished build. */
public final class Build {
  private final JavaSparkContext spark;
  private final Settings settings;
  private final BuildPlan plan;
  private final Consumer<String> notices;

  /**
   * A build that has not begun.
   *
   * @param notices is told what a user should know, but need not act on
   */
  public Build(
      JavaSparkContext spark, Settings settings, BuildPlan plan, Consumer<String> notices) {
    this.spark = spark;
    this.settings = settings;
    this.plan = plan;
    this.notices = notices;
  }

  /**
   * Runs all stages; what an interrupted build has committed is not done again.
   *
   * @throws BuildException if the build cannot start, or ends without being what was asked for
   */
  public Manifest run() throws IOException, BuildException, InterruptedException {
    Store store = plan.store();
    Doubt doubt = settings.breakLock() ? Doubt.BREAK : Doubt.REFUSE;
    BuildLock.requireFree(store, doubt);
    OutputFolder.check(plan, settings.resume()); // what is another's is refused untouched
    Holder own = Holder.own(spark.sc().applicationId());
    try (BuildLock lock = BuildLock.take(store, own, doubt, notices)) {
      return run(lock);
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SinkException failure) {
          throw Room.tell(failure, plan, output(store, Delivery.NONE));
        }
      }
      throw e;
    }
  }

  private Manifest run(BuildLock lock) throws IOException, BuildException, InterruptedException {
    State state = OutputFolder.check(plan, settings.resume());
    if (state == State.FINISHED) {
      String run = begin();
      OutputFolder.clean(plan.store(), run);
      return checked(Json.read(plan.store(), Manifest.NAME, Manifest.class));
    }
    try (RunRecord record = RunRecord.start(spark.sc(), settings.sources());
        LiveNodes nodes = LiveNodes.open(settings.delivery().nodes(), notices);
        SourceCheck check = SourceCheck.start(plan, settings.verifySource())) {
      return rounds(lock, state, nodes, check, record);
    }
  }

  /**
   * Runs the stages until no node fails on the way: what a node had that is given up is missing,
   * and missing partitions are what a run makes. Each round is a run of its own, so that no late
   * task of the one before can commit.
   */
  private Manifest rounds(
      BuildLock lock, State state, LiveNodes nodes, SourceCheck check, RunRecord record)
      throws IOException, BuildException, InterruptedException {
    nodes.recall(output(plan.store(), Delivery.NONE));
    for (State now = state; ; now = State.BEGUN) {
      String run = begin();
      Output output = output(plan.store().inRun(run), nodes.delivery(spark.sc()));
      try {
        Stages stages = new Stages(spark, settings, plan, output);
        List<MadeFile> redirects = prepare(stages, now, run);
        record.prepared(output.rowFiles().size());
        Manifest manifest = stages.run(redirects, check, record);
        if (nodes.recall(output) > 0) {
          continue; // a late task of an earlier round, where nothing fences those off
        }
        settle(nodes, output, manifest);
        finish(lock, run, record, output, manifest);
        return checked(manifest);
      } catch (DeliveryException e) {
        nodes.failed(e.failures());
        nodes.recall(output);
        nodes.requireAny();
      }
    }
  }

  private List<MadeFile> prepare(Stages stages, State state, String run)
      throws IOException, BuildException {
    try {
      return stages.prepare(state);
    } catch (BuildException e) {
      if (state == State.NEW) {
        OutputFolder.clean(plan.store(), run);
      }
      throw e;
    }
  }

  private void settle(LiveNodes nodes, Output output, Manifest manifest) throws IOException {
    if (settings.sink().hasNodes()) {
      new Settlement(spark, nodes, settings.delivery().verifyWrites(), notices)
          .settle(output, Cid.parse(manifest.root()), Tree.ROOT_ROWS);
    }
  }

  private void finish(
      BuildLock lock, String run, RunRecord record, Output output, Manifest manifest)
      throws IOException, BuildException {
    lock.requireHeld();
    Json.write(
        plan.store(),
        Manifest.RUN_NAME,
        record.finish(manifest.counts(), output.rowFiles().size()));
    Json.write(plan.store(), manifest);
    OutputFolder.clean(plan.store(), run);
  }

  private String begin() throws IOException {
    String run = Long.toHexString(ThreadLocalRandom.current().nextLong());
    plan.store().begin(run);
    return run;
  }

  private Output output(Store store, Delivery delivery) {
    return new Output(
        store,
        plan.recipe().snapshot(),
        settings.profile(),
        settings.sink(),
        settings.linkTable(),
        delivery);
  }

  private Manifest checked(Manifest manifest) throws BuildException {
    String expected = settings.expect().map(Object::toString).orElse(manifest.root());
    if (!expected.equals(manifest.root())) {
      throw new BuildException(
          CHECK_FAILED, "root is " + manifest.root() + ", expected " + expected);
    }
    return manifest;
  }
}
