package org.wikimill.pipeline.sides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.audit.AuditLimits;
import org.wikimill.pipeline.audit.AuditReport;
import org.wikimill.pipeline.audit.FilesCursor;
import org.wikimill.pipeline.audit.SortedFiles;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.rows.TaskEnd;
import scala.Tuple2;

/**
 * The job that holds the index of a build against a tree of blocks, from the roots down.
 *
 * <p>It goes level by level, and on along differing branches alone: directories of one CID are
 * equal with all below. The entries of a level meet the index, which is sorted by path, in ranges
 * of paths. Of files that differ every byte is read, so that other bytes and other chunks are told
 * apart.
 */
public final class TreeAudit {
  /** Deeper than any tree of paths that have a length limit. */
  private static final int MAX_LEVELS = 5_000;

  private static final byte[] ROOT = {};

  private final FinishedBuild index;
  private final Side.Tree tree;
  private final Order order;
  private final AuditLimits limits;

  /** An audit that has not begun. */
  public TreeAudit(FinishedBuild index, Side.Tree tree, Order order, AuditLimits limits) {
    this.index = index;
    this.tree = tree;
    this.order = order;
    this.limits = limits;
  }

  /**
   * The report on one root: empty if there are two. Nothing is read but the block of the root.
   *
   * @param out where the report goes; empty if it is not wanted
   */
  public Optional<TreeReport> ofRoots(Optional<Store> out) throws IOException {
    if (!tree.root().equals(index.manifest().root())) {
      return Optional.empty();
    }
    TreeTally tally = new TreeTally(order, 1);
    try (BlockPlace.Opened blocks = tree.place().open()) {
      UnixFsObject.open(blocks, tree.cid());
    } catch (MissingBlockException e) {
      tally.add(ofRoot(TreeCause.MISSING_BLOCK));
    } catch (MalformedInputException e) {
      tally.add(ofRoot(TreeCause.TAMPERED));
    }
    return Optional.of(write(report(0, 0, tally), out));
  }

  private TreeDifference ofRoot(TreeCause cause) {
    return new TreeDifference(ROOT, cause, index.manifest().root(), tree.root(), 0, 0);
  }

  /**
   * Compares the trees.
   *
   * @param out where the report and table {@code differences} go; empty if they are not wanted
   */
  public TreeReport run(JavaSparkContext spark, Optional<Store> out) throws IOException {
    SortedFiles files = SortedFiles.of(index);
    Ranges ranges = Ranges.of(files, limits.rowsPerTask());
    List<JavaPairRDD<byte[], byte[]>> levels = new ArrayList<>();
    long sameFiles = 0;
    long sameDirectories = 0;
    JavaPairRDD<byte[], byte[]> directories = roots(spark);
    Counts counts = new Counts(1, 0, 0);
    for (int depth = 0; counts.next > 0; depth++) {
      if (depth == MAX_LEVELS) {
        throw new IllegalStateException("more than " + MAX_LEVELS + " levels of directories");
      }
      spark.setCallSite("tree: level " + depth + ", " + counts.next + " directories");
      JavaPairRDD<byte[], byte[]> level = level(spark, files, ranges, directories);
      level.persist(StorageLevel.DISK_ONLY());
      level.rdd().localCheckpoint(); // without the history of how it came to be
      counts = counts(level);
      sameFiles += counts.sameFiles;
      sameDirectories += counts.sameDirectories;
      levels.add(of(level, LevelRow.Kind.DIFFERENT));
      levels.add(unexplained(directories, of(level, LevelRow.Kind.CHANGED), ranges.count()));
      directories = of(level, LevelRow.Kind.NEXT);
    }
    spark.setCallSite("tree: differences");
    TreeTally tally = DifferenceRows.collect(levels, ranges, order, limits.samples(), index, out);
    spark.clearCallSite();
    return write(report(sameFiles, sameDirectories, tally), out);
  }

  private static TreeReport write(TreeReport report, Optional<Store> out) throws IOException {
    if (out.isPresent()) {
      Json.write(out.get(), AuditReport.NAME, report);
    }
    return report;
  }

  private JavaPairRDD<byte[], byte[]> roots(JavaSparkContext spark) {
    byte[] pair = new LevelRow.Pair(tree.cid(), Cid.parse(index.manifest().root())).encode();
    return spark.parallelizePairs(
        List.of(SortedShuffle.row(LevelRow.key(LevelRow.Kind.NEXT, ROOT), pair)), 1);
  }

  private JavaPairRDD<byte[], byte[]> level(
      JavaSparkContext spark,
      SortedFiles files,
      Ranges ranges,
      JavaPairRDD<byte[], byte[]> directories) {
    BlockPlace place = tree.place();
    Order which = order;
    JavaPairRDD<byte[], byte[]> entries =
        directories.mapPartitionsToPair(
            rows -> TaskEnd.closing(new TreeEntries(rows, ranges, place)));
    return SortedShuffle.of(
            "entries by path", entries.union(indexed(spark, ranges)), ranges.destinations())
        .mapPartitionsToPair(
            rows ->
                TaskEnd.closing(
                    new LevelComparison(
                        rows,
                        new FilesCursor(files, ranges.get(TaskContext.getPartitionId())),
                        place,
                        which)));
  }

  /** The directories of the index. */
  private JavaPairRDD<byte[], byte[]> indexed(JavaSparkContext spark, Ranges ranges) {
    Store store = index.store();
    List<String> parts = index.parts(Tables.DIRS).stream().map(FileFact::name).toList();
    return spark
        .parallelize(parts, Math.max(1, parts.size()))
        .flatMapToPair(part -> indexed(TableReader.open(store.open(part), Tables.DIRS), ranges));
  }

  private static RowPump indexed(TableReader<DirRow> reader, Ranges ranges) {
    TaskEnd.closing(reader);
    LevelKey keys = new LevelKey();
    return new RowPump() {
      @Override
      protected boolean step() throws IOException {
        Optional<DirRow> row = reader.next();
        row.ifPresent(
            dir ->
                emit(
                    keys.of(ranges.of(dir.path()), dir.path(), LevelKey.Kind.INDEXED),
                    dir.cid().bytes()));
        return row.isPresent();
      }
    };
  }

  private static JavaPairRDD<byte[], byte[]> of(
      JavaPairRDD<byte[], byte[]> level, LevelRow.Kind kind) {
    return level.filter(row -> LevelRow.kind(row._1) == kind);
  }

  /**
   * What a level came to.
   *
   * @param next directories to be compared on the next
   */
  private record Counts(long next, long sameFiles, long sameDirectories)
      implements java.io.Serializable {
    Counts plus(Counts o) {
      return new Counts(
          next + o.next, sameFiles + o.sameFiles, sameDirectories + o.sameDirectories);
    }
  }

  private static Counts counts(JavaPairRDD<byte[], byte[]> level) {
    return level
        .mapPartitions(
            rows -> {
              Counts sum = new Counts(0, 0, 0);
              while (rows.hasNext()) {
                Tuple2<byte[], byte[]> row = rows.next();
                LevelRow.Kind kind = LevelRow.kind(row._1);
                if (kind == LevelRow.Kind.NEXT) {
                  sum = sum.plus(new Counts(1, 0, 0));
                } else if (kind == LevelRow.Kind.SAME) {
                  RowReader in = new RowReader(row._2);
                  sum = sum.plus(new Counts(0, in.varint(), in.varint()));
                }
              }
              return List.of(sum).iterator();
            })
        .reduce(Counts::plus);
  }

  /** Directories that differ although nothing in them does: the rules by which they are cut do. */
  private static JavaPairRDD<byte[], byte[]> unexplained(
      JavaPairRDD<byte[], byte[]> directories,
      JavaPairRDD<byte[], byte[]> changed,
      int partitions) {
    JavaPairRDD<byte[], byte[]> rows =
        directories
            .mapToPair(row -> new Tuple2<>(LevelRow.path(row._1), row._2))
            .union(changed.mapToPair(row -> new Tuple2<>(LevelRow.path(row._1), row._2)));
    return SortedShuffle.of(
            "directories by path", rows, Destinations.byHash(partitions, path -> path))
        .mapPartitionsToPair(Unexplained::new);
  }

  private TreeReport report(long sameFiles, long sameDirectories, TreeTally tally) {
    List<TreeReport.Explained> causes = tally.causes();
    boolean indexFirst = order == Order.INDEX_FIRST;
    String ofIndex = index.manifest().root();
    return new TreeReport(
        causes.isEmpty(),
        indexFirst ? ofIndex : tree.root(),
        indexFirst ? tree.root() : ofIndex,
        indexFirst ? "a" : "b",
        sameFiles,
        sameDirectories,
        causes.stream().mapToLong(TreeReport.Explained::paths).sum(),
        causes);
  }
}
