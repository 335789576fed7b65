package org.wikimill.pipeline.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.wikimill.pipeline.manifest.Run;

/**
 * What tasks did while a build ran, by time: a table of bounded size, whose steps double in length
 * whenever the run outgrows it.
 *
 * <p>What a task did is spread evenly over the time that it took. Spark tells of tasks a little
 * after they ended, and the last of a run may be missed: this is to be looked at, and decides
 * nothing.
 */
final class RunTimeline extends SparkListener {
  static final int MAX_STEPS = 120;
  private static final int MAX_STAGES = 200;
  private static final long FIRST_STEP_MILLIS = 250;
  private static final double NANOS_PER_SECOND = 1e9;

  private final long startMillis;
  private final double[] bytesRead = new double[MAX_STEPS];
  private final double[] bytesShuffled = new double[MAX_STEPS];
  private final double[] cpuSeconds = new double[MAX_STEPS];
  private final Map<String, Run.Stage> stages = new LinkedHashMap<>();
  private long stepMillis = FIRST_STEP_MILLIS;
  private int steps;

  /**
   * The timeline of a run.
   *
   * @param startMillis when it began, in milliseconds of the epoch
   */
  RunTimeline(long startMillis) {
    this.startMillis = startMillis;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    TaskMetrics metrics = event.taskMetrics();
    if (metrics != null) {
      ended(
          event.taskInfo().launchTime(),
          event.taskInfo().finishTime(),
          metrics.inputMetrics().bytesRead(),
          metrics.shuffleWriteMetrics().bytesWritten(),
          metrics.executorCpuTime() / NANOS_PER_SECOND);
    }
  }

  /** Takes a task, whose times are milliseconds of the epoch. */
  synchronized void ended(long launched, long finished, long read, long shuffled, double cpu) {
    long from = Math.max(0, launched - startMillis);
    long to = Math.max(from + 1, finished - startMillis);
    while (to > stepMillis * MAX_STEPS) {
      joinSteps();
    }
    steps = Math.max(steps, (int) ((to - 1) / stepMillis) + 1);
    for (int step = (int) (from / stepMillis); step * stepMillis < to; step++) {
      long begin = Math.max(from, step * stepMillis);
      long end = Math.min(to, (step + 1) * stepMillis);
      double share = (double) (end - begin) / (to - from);
      bytesRead[step] += share * read;
      bytesShuffled[step] += share * shuffled;
      cpuSeconds[step] += share * cpu;
    }
  }

  /** Makes the steps twice as long. */
  private void joinSteps() {
    for (double[] row : List.of(bytesRead, bytesShuffled, cpuSeconds)) {
      for (int step = 0; step < MAX_STEPS; step++) {
        int first = 2 * step;
        row[step] = first < MAX_STEPS ? row[first] + row[first + 1] : 0;
      }
    }
    steps = (steps + 1) / 2;
    stepMillis *= 2;
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted event) {
    StageInfo stage = event.stageInfo();
    if (stage.submissionTime().isDefined() && stage.completionTime().isDefined()) {
      double start = secondsAt((long) stage.submissionTime().get());
      double end = secondsAt((long) stage.completionTime().get());
      ended(new Run.Stage(stage.name(), start, end, stage.numTasks()));
    }
  }

  private double secondsAt(long millis) {
    return Math.max(0, millis - startMillis) / 1000.0;
  }

  synchronized void ended(Run.Stage stage) {
    if (stages.size() < MAX_STAGES || stages.containsKey(stage.name())) {
      stages.merge(
          stage.name(),
          stage,
          (a, b) ->
              new Run.Stage(
                  a.name(),
                  Math.min(a.start(), b.start()),
                  Math.max(a.end(), b.end()),
                  a.tasks() + b.tasks()));
    }
  }

  /** What was told so far. */
  synchronized Run.Timeline soFar() {
    List<Run.Stage> byStart = new ArrayList<>(stages.values());
    byStart.sort(Comparator.comparingDouble(Run.Stage::start));
    return new Run.Timeline(
        stepMillis / 1000.0,
        shown(bytesRead).mapToLong(Math::round).boxed().toList(),
        shown(bytesShuffled).mapToLong(Math::round).boxed().toList(),
        shown(cpuSeconds).map(cpu -> Math.round(cpu * 1000) / 1000.0).boxed().toList(),
        byStart);
  }

  private DoubleStream shown(double[] row) {
    return Arrays.stream(row, 0, steps);
  }
}
