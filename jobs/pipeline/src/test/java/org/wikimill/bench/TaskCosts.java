package org.wikimill.bench;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.StageInfo;

/** What the tasks of a Spark application cost, from Spark's own counters. */
public final class TaskCosts extends SparkListener {
  private long shuffledBytes;
  private long shuffledRows;
  private long spilledBytes;
  private long cpuNanos;
  private final Map<String, Double> secondsByStage = new TreeMap<>();

  /** Costs of all stages together. */
  public record Sum(
      long shuffledBytes,
      long shuffledRows,
      long spilledBytes,
      double cpuSeconds,
      Map<String, Double> secondsByStage) {}

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    StageInfo stage = event.stageInfo();
    TaskMetrics metrics = stage.taskMetrics();
    shuffledBytes += metrics.shuffleWriteMetrics().bytesWritten();
    shuffledRows += metrics.shuffleWriteMetrics().recordsWritten();
    spilledBytes += metrics.diskBytesSpilled();
    cpuNanos += metrics.executorCpuTime();
    long from = (long) stage.submissionTime().get();
    long to = (long) stage.completionTime().get();
    secondsByStage.put(
        String.format("%02d %s", stage.stageId(), stage.name()), (to - from) / 1000.0);
  }

  /** The costs of the stages that have ended. */
  public synchronized Sum sum() {
    return new Sum(shuffledBytes, shuffledRows, spilledBytes, cpuNanos / 1e9, secondsByStage);
  }
}
