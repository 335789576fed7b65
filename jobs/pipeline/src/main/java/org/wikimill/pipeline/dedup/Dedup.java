package org.wikimill.pipeline.dedup;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.TaskEnd;

/**
 * The job that finds what several builds have in common, and what a host of them all stores.
 *
 * <p>Hashes of blocks and of paths meet in two shuffles on disk, the second one of parts of large
 * files alone; sums are all that comes back. Builds follow each other in the order in which they
 * are given.
 */
public final class Dedup {
  private static final long ROWS_PER_PARTITION = 1 << 20;
  private static final int MAX_PARTITIONS = 4096;

  private final List<FinishedBuild> builds;

  /** Builds that have not been looked at, at least one, each with its CARs. */
  public Dedup(List<FinishedBuild> builds) {
    if (builds.isEmpty()) {
      throw new IllegalArgumentException("no builds");
    }
    this.builds = List.copyOf(builds);
  }

  /** Counts. */
  public DedupReport run(JavaSparkContext spark) {
    int partitions = partitions(spark);
    spark.setCallSite("blocks and files: join");
    JavaPairRDD<byte[], byte[]> parts =
        gathered("blocks and files", rows(spark), partitions, Gathering.Round.ROOTS);
    spark.setCallSite("parts of files: join");
    byte[] sum =
        gathered("parts of files", parts, partitions, Gathering.Round.PARTS)
            .values()
            .reduce(Tally::sum);
    spark.clearCallSite();
    return DedupReport.of(builds.stream().map(FinishedBuild::manifest).toList(), Tally.decode(sum));
  }

  private JavaPairRDD<byte[], byte[]> gathered(
      String name, JavaPairRDD<byte[], byte[]> rows, int partitions, Gathering.Round round) {
    int count = builds.size();
    return SortedShuffle.of(name, rows, Keys.destinations(partitions))
        .mapPartitionsToPair(sorted -> new Gathering(sorted, round, count));
  }

  /** One task reads one part of a table. */
  private JavaPairRDD<byte[], byte[]> rows(JavaSparkContext spark) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < builds.size(); i++) {
      FinishedBuild build = builds.get(i);
      KindRule kinds = KindRule.of(build.manifest());
      for (String name : names(build, Tables.FILES)) {
        parts.add(new FilesPart(build.store(), name, i, kinds));
      }
      CidProfile profile = build.manifest().recipe().profile();
      for (String name : names(build, Tables.BLOCKS)) {
        parts.add(new BlocksPart(build.store(), name, i, profile));
      }
    }
    return spark.parallelize(parts, Math.max(1, parts.size())).flatMapToPair(Part::rows);
  }

  private static List<String> names(FinishedBuild build, Table<?> table) {
    return build.parts(table).stream().map(FileFact::name).toList();
  }

  private int partitions(JavaSparkContext spark) {
    long rows = 0;
    for (FinishedBuild build : builds) {
      Counts counts = build.manifest().counts();
      rows += counts.files() + counts.aliases() + counts.generated() + counts.blocks();
    }
    long bySize = rows / ROWS_PER_PARTITION + 1;
    return (int) Math.min(MAX_PARTITIONS, Math.max(bySize, spark.defaultParallelism()));
  }

  /** A part of a table; travels to the task that reads it. */
  private interface Part extends Serializable {
    RowPump rows() throws IOException;
  }

  private record FilesPart(Store store, String name, int build, KindRule kinds) implements Part {
    @Override
    public RowPump rows() throws IOException {
      return TaskEnd.closing(new FileUses(store, name, build, kinds));
    }
  }

  private record BlocksPart(Store store, String name, int build, CidProfile profile)
      implements Part {
    @Override
    public RowPump rows() throws IOException {
      return TaskEnd.closing(new StoredBlocks(store, name, build, profile));
    }
  }
}
