package org.wikimill.pipeline.query;

import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the bytes that the tasks of a context read from files, by Spark's own counters. */
public final class ReadMeter extends SparkListener {
  private final SparkContext context;
  private long bytes;

  private ReadMeter(SparkContext context) {
    this.context = context;
  }

  /** Counts from now on. */
  public static ReadMeter of(SparkContext context) {
    ReadMeter meter = new ReadMeter(context);
    context.addSparkListener(meter);
    return meter;
  }

  /** The bytes that tasks have read since the last call. */
  public long takeBytes() throws TimeoutException {
    context.listenerBus().waitUntilEmpty();
    synchronized (this) {
      long taken = bytes;
      bytes = 0;
      return taken;
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (event.taskMetrics() != null) {
      bytes += event.taskMetrics().inputMetrics().bytesRead();
    }
  }
}
