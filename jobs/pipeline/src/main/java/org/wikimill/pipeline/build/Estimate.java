package org.wikimill.pipeline.build;

import java.util.List;
import java.util.function.ToLongFunction;
import org.wikimill.pipeline.media.MediaPlan;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.tree.TreeLimits;

/**
 * What a build will take, about: from the numbers of its plan alone, so within no time for any
 * size.
 *
 * <p>All slopes were measured on two cores by {@code scripts/bench memory}, {@code dirents} and
 * {@code tree}; {@code docs/capacity.md} has the figures, the commands and the assumptions. The
 * ratio of content to stored bytes is an assumption, since no cluster is decoded.
 *
 * @param contentBytes bytes of all files of the tree
 * @param outputBytes what the finished build takes
 * @param workBytes what the build's folder takes beside it until it is finished: row files
 * @param shuffledBytes what Spark keeps in its temporary folders, all executors together
 * @param stages the stages in their order
 * @param sourceCheckSeconds the one serial pass over the source, beside the stages
 */
public record Estimate(
    long contentBytes,
    long outputBytes,
    long workBytes,
    long shuffledBytes,
    List<Stage> stages,
    double sourceCheckSeconds) {

  /** Content by stored bytes: 333 GB of 115 GB in the full English Wikipedia. */
  public static final double CONTENT_BY_STORED = 2.9;

  // Slopes of scripts/bench, see docs/capacity.md.
  private static final double OUTPUT_BYTES_PER_ENTRY = 330;
  private static final double WORK_BYTES_PER_ENTRY = 160;
  private static final double SHUFFLED_BYTES_PER_ENTRY = 210;
  private static final double SCAN_CORE_SECONDS_PER_ENTRY = 21e-6;
  private static final double MILL_CORE_SECONDS_PER_BYTE = 2.3e-9;
  private static final double TREE_CORE_SECONDS_PER_ENTRY = 13e-6;
  private static final double CHECK_SECONDS_PER_BYTE = 2.5e-9;
  private static final double START_SECONDS = 3;

  /**
   * A stage.
   *
   * @param name its name
   * @param tasks tasks that can run at once
   * @param coreSeconds seconds that one core would take for all of them
   */
  public record Stage(String name, long tasks, double coreSeconds) {
    double seconds(int cores) {
      long rounds = (tasks + cores - 1) / cores;
      return rounds * coreSeconds / tasks;
    }
  }

  /** Estimates a build whose blocks go there. */
  public static Estimate of(BuildPlan plan, Output.Sink sink) {
    long entries = sum(plan, SourcePlan::entries);
    long ranges = sum(plan, SourcePlan::ranges);
    long media = plan.media().map(MediaPlan::lengthBytes).orElse(0L);
    long included = plan.included().isEmpty() ? 0 : sum(plan, SourcePlan::lengthBytes);
    long content = Math.round(plan.storedBytes() * CONTENT_BY_STORED) + included + media;
    long parts = Math.max(1, entries / TreeLimits.DEFAULT.rowsPerPart());
    long millers = (long) plan.shards() + plan.media().map(MediaPlan::parts).orElse(0);
    return new Estimate(
        content,
        (sink.hasCars() ? content : 0) + Math.round(entries * OUTPUT_BYTES_PER_ENTRY),
        Math.round(entries * WORK_BYTES_PER_ENTRY),
        Math.round(entries * SHUFFLED_BYTES_PER_ENTRY),
        List.of(
            new Stage("pages and paths", ranges, entries * SCAN_CORE_SECONDS_PER_ENTRY),
            new Stage("blocks", millers, content * MILL_CORE_SECONDS_PER_BYTE),
            new Stage("tree", parts, entries * TREE_CORE_SECONDS_PER_ENTRY)),
        sum(plan, SourcePlan::lengthBytes) * CHECK_SECONDS_PER_BYTE);
  }

  private static long sum(BuildPlan plan, ToLongFunction<SourcePlan> number) {
    return plan.sources().stream().map(Source::plan).mapToLong(number).sum();
  }

  /** Tasks of all stages. */
  public long tasks() {
    return stages.stream().mapToLong(Stage::tasks).sum();
  }

  /** Seconds on so many cores like those that were measured, the disk never waited for. */
  public double seconds(int cores) {
    double milled = stages.stream().mapToDouble(stage -> stage.seconds(cores)).sum();
    return START_SECONDS + Math.max(milled, sourceCheckSeconds);
  }
}
