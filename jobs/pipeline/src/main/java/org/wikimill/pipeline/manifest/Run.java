package org.wikimill.pipeline.manifest;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.wikimill.pipeline.rows.Counts;

/**
 * How a run went, as opposed to what it made: {@code run.json}. Nothing in it decided the root.
 *
 * @param started when it began, as ISO 8601 has it, UTC
 * @param ended when it was done
 * @param seconds between the two
 * @param secondsByPart those of its parts, in their order
 * @param sourceLocations where the sources were read from
 * @param master the Spark master
 * @param host the name of the driver's machine
 * @param spark the version of Spark
 * @param java the version of the JVM
 * @param partitions how many were committed, those of earlier runs among them
 * @param resumedPartitions how many of these an earlier run had committed
 * @param counts what became of the entries
 * @param timeline what tasks did when; null in builds of older versions
 */
public record Run(
    String started,
    String ended,
    double seconds,
    Map<String, Double> secondsByPart,
    List<String> sourceLocations,
    String master,
    String host,
    String spark,
    String java,
    long partitions,
    long resumedPartitions,
    Counts counts,
    @JsonInclude(NON_NULL) Timeline timeline) {

  /**
   * What tasks did, by time since the start. However long the run, there are no more than a hundred
   * or so steps.
   *
   * @param stepSeconds how long each step is
   * @param bytesRead bytes of sources read in each step
   * @param bytesShuffled bytes of rows written for other tasks
   * @param cpuSeconds CPU time of tasks; divided by the step, cores that were busy
   * @param stages the stages, by their starts
   */
  public record Timeline(
      double stepSeconds,
      List<Long> bytesRead,
      List<Long> bytesShuffled,
      List<Double> cpuSeconds,
      List<Stage> stages) {}

  /**
   * A stage of Spark, or several of one name.
   *
   * @param start when the first began, in seconds since the start of the run
   * @param end when the last was done
   * @param tasks of all
   */
  public record Stage(String name, double start, double end, long tasks) {}
}
