package org.wikimill.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.wikimill.pipeline.build.BuildPlan;

/**
 * Tells on stderr how far a job is: a bar with rate and time left on a terminal, plain lines
 * elsewhere, nothing if asked to be quiet.
 *
 * <p>Numbers shown here come from Spark's listener and decide nothing.
 */
final class Progress extends SparkListener implements AutoCloseable {
  private static final long LINE_EVERY_NANOS = 10_000_000_000L;
  private static final String HOT_PASS = "blocks";

  private final long sourceBytes;
  private final boolean terminal;
  private final long started = System.nanoTime();
  private String stage = "";
  private int tasks;
  private int ended;
  private long bytes;
  private long lastLine = started;
  private long stageStarted = started;
  private ProgressBar bar;

  private Progress(long sourceBytes, boolean terminal) {
    this.sourceBytes = sourceBytes;
    this.terminal = terminal;
  }

  /** Follows a build: its hot pass in bytes, the other stages in tasks. */
  static Progress follow(JavaSparkContext spark, CommonOptions common, BuildPlan plan) {
    return follow(spark, common, plan.storedBytes());
  }

  /** Follows stages in tasks. */
  static Progress follow(JavaSparkContext spark, CommonOptions common) {
    return follow(spark, common, 0);
  }

  /** Whether someone watches. From JDK 22 on this would ask another method, which 17 lacks. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean onTerminal() {
    return System.console() != null;
  }

  private static Progress follow(JavaSparkContext spark, CommonOptions common, long sourceBytes) {
    Progress progress = new Progress(sourceBytes, onTerminal());
    if (!common.quiet()) {
      spark.sc().addSparkListener(progress);
    }
    return progress;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    boolean goesOn = stage.equals(event.stageInfo().name());
    stage = event.stageInfo().name();
    tasks = event.stageInfo().numTasks();
    ended = 0;
    closeBar();
    if (!goesOn) {
      stageStarted = System.nanoTime();
    }
    if (terminal) {
      bar = hot() ? bar("MiB", 1 << 20, sourceBytes) : bar(" tasks", 1, tasks);
    } else if (!goesOn) {
      line();
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    ended++;
    if (event.taskMetrics() != null) {
      bytes += event.taskMetrics().inputMetrics().bytesRead();
    }
    if (bar != null) {
      bar.stepTo(hot() ? bytes : ended);
    } else if (System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
      line();
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    closeBar();
  }

  @Override
  public synchronized void close() {
    closeBar();
  }

  private boolean hot() {
    return sourceBytes > 0 && stage.startsWith(HOT_PASS);
  }

  private ProgressBar bar(String unit, long size, long max) {
    return new ProgressBarBuilder()
        .setTaskName(stage)
        .setInitialMax(max)
        .setUnit(unit, size)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void line() {
    lastLine = System.nanoTime();
    double seconds = (lastLine - started) / 1e9;
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%7.1f s  %s: %d/%d", seconds, stage, ended, tasks));
    if (hot() && bytes > 0) {
      double rate = bytes / ((lastLine - stageStarted) / 1e9);
      text.append(
          String.format(
              Locale.ROOT,
              ", %.1f of %.1f MiB, %.1f MiB/s, %.0f s left",
              bytes / 1048576.0,
              sourceBytes / 1048576.0,
              rate / 1048576.0,
              (sourceBytes - bytes) / rate));
    }
    System.err.println(text);
  }
}
