package org.wikimill.pipeline.nodeaudit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.rows.TaskEnd;
import scala.Tuple2;

/**
 * The job that finds the files and directories that harmed blocks are parts of.
 *
 * <p>Roots of files and directories stand in the index. From other blocks it goes up, level by
 * level, along the links inside of files and of HAMTs, which it reads from the CARs of the build.
 */
final class Placement {
  /** Deeper than any file or HAMT. */
  private static final int MAX_LEVELS = 64;

  private final JavaSparkContext spark;
  private final FinishedBuild build;
  private final int partitions;

  Placement(JavaSparkContext spark, FinishedBuild build) {
    this.spark = spark;
    this.build = build;
    long bySize = build.manifest().counts().blocks() / (1 << 20) + 1;
    this.partitions = (int) Math.min(4096, Math.max(spark.defaultParallelism(), bySize));
  }

  /**
   * Where harmed blocks belong.
   *
   * @param paths the files and directories
   * @param unplaced blocks of which nothing tells
   */
  record Found(PathTally paths, long unplaced) {}

  /**
   * Finds them.
   *
   * @param harmed by multihash, an {@link Origin} each
   * @param count how many these are
   * @param limit the most paths that are kept
   */
  Found of(JavaPairRDD<byte[], byte[]> harmed, long count, int limit) throws IOException {
    Destinations byHash = Destinations.byHash(partitions, multihash -> multihash);
    spark.setCallSite("paths: what blocks are parts of");
    JavaPairRDD<byte[], byte[]> above =
        SortedShuffle.of("parts by multihash", roots().union(links()), byHash);
    above.persist(StorageLevel.DISK_ONLY());
    List<JavaPairRDD<byte[], byte[]>> met = new ArrayList<>();
    JavaPairRDD<byte[], byte[]> origins = harmed;
    for (int depth = 0; !origins.isEmpty(); depth++) {
      if (depth == MAX_LEVELS) {
        throw new IllegalStateException("more than " + MAX_LEVELS + " levels of links");
      }
      spark.setCallSite("paths: level " + depth);
      JavaPairRDD<byte[], byte[]> level =
          SortedShuffle.of("origins by multihash", origins, byHash)
              .zipPartitions(above, Ascent::new)
              .mapToPair(row -> row);
      level.persist(StorageLevel.DISK_ONLY());
      level.rdd().localCheckpoint(); // without the history of how it came to be
      met.add(level.filter(row -> !Ascent.isBlock(row)));
      origins =
          level
              .filter(Ascent::isBlock)
              .mapToPair(row -> new Tuple2<>(row._1, Ascent.origin(row._2)));
    }
    return found(met, count, limit);
  }

  private Found found(List<JavaPairRDD<byte[], byte[]>> met, long count, int limit) {
    JavaPairRDD<byte[], byte[]> all = met.get(0);
    for (JavaPairRDD<byte[], byte[]> more : met.subList(1, met.size())) {
      all = all.union(more);
    }
    spark.setCallSite("paths: count");
    PathTally paths =
        SortedShuffle.of("paths", all, Destinations.byHash(partitions, path -> path))
            .mapPartitions(rows -> List.of(new PathTally(limit).addAll(rows)).iterator())
            .reduce(PathTally::plus);
    long placed =
        SortedShuffle.of(
                "origins",
                all.mapToPair(row -> new Tuple2<>(Ascent.origin(row._2), new byte[0])),
                Destinations.byHash(partitions, origin -> origin))
            .keys()
            .mapPartitions(keys -> List.of(Distinct.count(keys)).iterator())
            .reduce(Long::sum);
    spark.clearCallSite();
    return new Found(paths, count - placed);
  }

  /** The files and directories of the index, by the multihashes of their roots. */
  private JavaPairRDD<byte[], byte[]> roots() {
    Store store = build.store();
    return parts(Tables.FILES)
        .flatMapToPair(
            part ->
                roots(
                    TaskEnd.closing(TableReader.open(store.open(part), Tables.FILES)),
                    row -> new Root(row.cid(), Above.Kind.FILE, row.path())))
        .union(
            parts(Tables.DIRS)
                .flatMapToPair(
                    part ->
                        roots(
                            TaskEnd.closing(TableReader.open(store.open(part), Tables.DIRS)),
                            row -> new Root(row.cid(), Above.Kind.DIRECTORY, row.path()))));
  }

  private JavaRDD<String> parts(Table<?> table) {
    List<String> parts = build.parts(table).stream().map(FileFact::name).toList();
    return spark.parallelize(parts, Math.max(1, parts.size()));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Root(Cid cid, Above.Kind kind, byte[] path) {}

  private static <R> RowPump roots(TableReader<R> reader, Function<R, Root> root) {
    RowWriter values = new RowWriter();
    return new RowPump() {
      @Override
      protected boolean step() throws IOException {
        Optional<R> row = reader.next();
        if (row.isPresent()) {
          Root of = root.apply(row.get());
          emit(of.cid().multihash(), new Above(of.kind(), of.path()).encode(values));
        }
        return row.isPresent();
      }
    };
  }

  /** One task reads one CAR; those that are not there tell nothing. */
  private JavaPairRDD<byte[], byte[]> links() throws IOException {
    Store store = build.store();
    List<String> cars = new ArrayList<>();
    for (String car : BuildBlocks.shards(build)) {
      if (store.exists(car)) {
        cars.add(car);
      }
    }
    return spark
        .parallelize(cars, Math.max(1, cars.size()))
        .flatMapToPair(car -> TaskEnd.closing(new CarLinks(store, car)));
  }
}
