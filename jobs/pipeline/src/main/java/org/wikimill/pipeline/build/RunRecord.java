package org.wikimill.pipeline.build;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Counts;

/** How a run went, as opposed to what it made: {@code run.json}. */
final class RunRecord {
  static final String NAME = Manifest.RUN_NAME;

  private final Instant started = Instant.now();
  private final List<String> sources;
  private final String master;
  private final String sparkVersion;
  private final long resumedPartitions;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private Instant reached = started;

  private RunRecord(SparkContext spark, List<String> sources, long resumedPartitions) {
    this.sources = sources;
    this.master = spark.master();
    this.sparkVersion = spark.version();
    this.resumedPartitions = resumedPartitions;
  }

  /**
   * The record of a run that starts now.
   *
   * @param resumedPartitions how many partitions an earlier run has committed
   */
  static RunRecord start(SparkContext spark, List<String> sources, long resumedPartitions) {
    return new RunRecord(spark, sources, resumedPartitions);
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
  Map<String, Object> finish(Counts counts, long partitions) {
    Instant ended = Instant.now();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("started", started.toString());
    record.put("ended", ended.toString());
    record.put("seconds", seconds(started, ended));
    record.put("seconds_by_part", seconds);
    record.put("source_locations", sources);
    record.put("master", master);
    record.put("host", ProcessMark.hostName());
    record.put("spark", sparkVersion);
    record.put("java", Runtime.version().toString());
    record.put("partitions", partitions);
    record.put("resumed_partitions", resumedPartitions);
    record.put("counts", counts);
    return record;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}
