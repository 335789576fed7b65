package org.wikimill.pipeline.build;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.SparkContext;
import org.wikimill.pipeline.manifest.Run;
import org.wikimill.pipeline.rows.Counts;

/** How a run goes, noted down while it does, until it is closed. */
final class RunRecord implements AutoCloseable {
  private final Instant started = Instant.now();
  private final SparkContext spark;
  private final List<String> sources;
  private final RunTimeline timeline;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private Instant reached = started;
  private OptionalLong resumedPartitions = OptionalLong.empty();

  private RunRecord(SparkContext spark, List<String> sources) {
    this.spark = spark;
    this.sources = sources;
    this.timeline = new RunTimeline(started.toEpochMilli());
  }

  /** The record of a run that starts now. */
  static RunRecord start(SparkContext spark, List<String> sources) {
    RunRecord record = new RunRecord(spark, sources);
    spark.addSparkListener(record.timeline);
    return record;
  }

  /**
   * Notes that all is ready to be milled.
   *
   * @param partitions how many are committed; before the first round, by an earlier run
   */
  void prepared(long partitions) {
    reached("prepare");
    if (resumedPartitions.isEmpty()) {
      resumedPartitions = OptionalLong.of(partitions);
    }
  }

  /** Notes that a part of the run is over. */
  void reached(String part) {
    Instant now = Instant.now();
    seconds.merge(part, seconds(reached, now), Double::sum); // a part may run again
    reached = now;
  }

  /**
   * The record of a run that ends now.
   *
   * @param partitions how many are committed, those of earlier runs among them
   */
  Run finish(Counts counts, long partitions) {
    Instant ended = Instant.now();
    return new Run(
        started.toString(),
        ended.toString(),
        seconds(started, ended),
        seconds,
        sources,
        spark.master(),
        ProcessMark.hostName(),
        spark.version(),
        Runtime.version().toString(),
        partitions,
        resumedPartitions.orElse(0),
        counts,
        timeline.soFar());
  }

  @Override
  public void close() {
    spark.removeSparkListener(timeline);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
