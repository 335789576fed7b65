package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Partitions;
import org.wikimill.pipeline.source.SourceParts;

/**
 * Stage {@code source}: an archive itself as a file of the tree, of a hundred gigabytes or more.
 * Tasks make the leaves of its ranges; one joins them into the DAG that a single pass would give.
 */
public final class SourceFile {
  private final JavaSparkContext spark;
  private final Output output;
  private final SourceParts parts;
  private final SourceTask task;

  /**
   * @param partsBefore the number of partitions whose blocks come before, in the numbers of parts
   *     of table {@code blocks}
   */
  public SourceFile(JavaSparkContext spark, Output output, SourceParts parts, int partsBefore) {
    this.spark = spark;
    this.output = output;
    this.parts = parts;
    this.task = new SourceTask(output, parts, partsBefore);
  }

  /** Makes the leaves of all ranges that are not committed. */
  public void leaves() throws IOException {
    List<String> rowFiles = parts.rangeRows();
    List<Integer> missing = new ArrayList<>();
    for (int range = 0; range < parts.ranges(); range++) {
      if (!output.store().exists(rowFiles.get(range))) {
        missing.add(range);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    List<Integer> ranges = IntStream.range(0, parts.ranges()).boxed().toList();
    JavaRDD<Integer> made = spark.parallelize(ranges, parts.ranges()).map(task::leaves);
    spark.setCallSite("source: hash the chunks of the archive");
    Partitions.only(made, missing).count();
    output.delivery().check();
  }

  /** Whether {@link #join} is done. */
  public boolean isJoined() throws IOException {
    return output.store().exists(parts.jointRows());
  }

  /**
   * Joins the leaves into the file.
   *
   * @param place its place in the source's part of the tree
   * @param sha256 SHA-256 of its bytes
   */
  public void join(byte[] place, byte[] sha256) throws IOException {
    spark.setCallSite("source: join the chunks of the archive");
    SourceTask joining = task;
    spark.parallelize(List.of(place), 1).foreach(path -> joining.join(path, sha256));
    output.delivery().check();
  }
}
