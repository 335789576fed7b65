package org.wikimill.pipeline.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.evidence.BlockScan;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.rows.TaskEnd;

/**
 * The job that compares two finished builds: whether they are equal, and of each path that differs,
 * why.
 *
 * <p>The files of both are sorted by path already, so that a task reads a range of paths from both
 * side by side. Only hashes of CIDs, and what is told of directories, are shuffled. Manifests are
 * believed, and tables as far as they do not contradict themselves.
 */
public final class Audit {
  private final ManifestComparison manifests;
  private final Optional<Store> out;
  private final AuditLimits limits;

  /**
   * An audit that has not begun.
   *
   * @param out where the report and table {@code differences} go; empty if they are not wanted
   */
  public Audit(FinishedBuild a, FinishedBuild b, Optional<Store> out, AuditLimits limits) {
    this.manifests = new ManifestComparison(a, b);
    this.out = out;
    this.limits = limits;
  }

  /** The report on builds whose manifests prove them equal; empty if rows must be compared. */
  public Optional<AuditReport> ofManifests() throws IOException {
    boolean known = manifests.provesEqual() && limits.blocks() != AuditLimits.Blocks.ALL;
    return known ? Optional.of(write(report(null, null))) : Optional.empty();
  }

  /** What the manifests tell, where there is nothing else, of builds that may be equal or not. */
  public AuditReport ofManifestsAlone() throws IOException {
    return write(report(null, null));
  }

  /** Compares all rows. */
  public AuditReport run(JavaSparkContext spark) throws IOException {
    SortedFiles a = SortedFiles.of(manifests.a());
    SortedFiles b = SortedFiles.of(manifests.b());
    return run(spark, a, b, cuts(a, b));
  }

  /** Compares all rows, in ranges of paths between those cuts. */
  AuditReport run(JavaSparkContext spark, List<byte[]> cuts) throws IOException {
    return run(spark, SortedFiles.of(manifests.a()), SortedFiles.of(manifests.b()), cuts);
  }

  private AuditReport run(JavaSparkContext spark, SortedFiles a, SortedFiles b, List<byte[]> cuts)
      throws IOException {
    List<PathRange> ranges = PathRange.cut(cuts);
    String snapshot = manifests.b().manifest().recipe().snapshot();
    DifferenceParts differences = DifferenceParts.in(out, snapshot);
    AuditReport.Hashed hashed = limits.blocks() == AuditLimits.Blocks.ALL ? hash(spark) : null;
    Harm harm = hashed == null ? Harm.NONE : new Harm(hashed.a().roots(), hashed.b().roots());
    spark.setCallSite("files: compare");
    JavaPairRDD<byte[], byte[]> entries =
        files(spark, a, b, ranges, differences, harm)
            .union(directories(spark, manifests.a(), Side.A))
            .union(directories(spark, manifests.b(), Side.B));
    spark.setCallSite("contents and directories: join");
    int partitions = Math.toIntExact((a.rows() + b.rows()) / limits.rowsPerTask() + 1);
    Tally tally = collate(entries, partitions, differences, harm, ranges.size());
    spark.clearCallSite();
    checkRows(a, tally.rows(Side.A));
    checkRows(b, tally.rows(Side.B));
    return write(report(tally, hashed));
  }

  private AuditReport.Hashed hash(JavaSparkContext spark) {
    spark.setCallSite("blocks: hash those of A");
    BlockScan a = BlockScan.run(spark, manifests.a());
    spark.setCallSite("blocks: hash those of B");
    return new AuditReport.Hashed(a, BlockScan.run(spark, manifests.b()));
  }

  /** The first paths of row groups, so many rows of both builds apart. */
  private List<byte[]> cuts(SortedFiles a, SortedFiles b) {
    List<SortedFiles.Group> groups = new ArrayList<>(a.groups());
    groups.addAll(b.groups());
    groups.sort(Comparator.comparing(SortedFiles.Group::first, java.util.Arrays::compareUnsigned));
    List<byte[]> cuts = new ArrayList<>();
    long rows = 0;
    for (SortedFiles.Group group : groups) {
      if (rows >= limits.rowsPerTask()) {
        cuts.add(group.first());
        rows = 0;
      }
      rows += group.rows();
    }
    return cuts;
  }

  private JavaPairRDD<byte[], byte[]> files(
      JavaSparkContext spark,
      SortedFiles a,
      SortedFiles b,
      List<PathRange> ranges,
      DifferenceParts differences,
      Harm harm) {
    Circumstances circumstances = manifests.circumstances();
    int samples = limits.samples();
    int pages = limits.diffs();
    List<Integer> numbers = IntStream.range(0, ranges.size()).boxed().toList();
    return spark
        .parallelize(numbers, numbers.size())
        .flatMapToPair(
            number -> {
              PathRange range = ranges.get(number);
              return TaskEnd.closing(
                  new FileComparison(
                      new FilesCursor(a, range),
                      new FilesCursor(b, range),
                      differences.part(number),
                      circumstances,
                      harm,
                      new Tally(samples, pages)));
            });
  }

  private static JavaPairRDD<byte[], byte[]> directories(
      JavaSparkContext spark, FinishedBuild build, Side side) {
    Store store = build.store();
    List<String> parts = build.parts(Tables.DIRS).stream().map(FileFact::name).toList();
    return spark
        .parallelize(parts, Math.max(1, parts.size()))
        .flatMapToPair(
            part ->
                TaskEnd.closing(
                    new DirectoryRows(TableReader.open(store.open(part), Tables.DIRS), side)));
  }

  private Tally collate(
      JavaPairRDD<byte[], byte[]> entries,
      int partitions,
      DifferenceParts differences,
      Harm harm,
      int firstPart) {
    Circumstances circumstances = manifests.circumstances();
    int samples = limits.samples();
    int pages = limits.diffs();
    byte[] sum =
        SortedShuffle.of("contents and directories", entries, Key.destinations(partitions))
            .mapPartitions(
                rows -> {
                  int number = firstPart + TaskContext.getPartitionId();
                  DifferenceParts.Part part = differences.part(number);
                  try (Collation collation =
                      new Collation(part, circumstances, harm, new Tally(samples, pages))) {
                    return List.of(collation.of(rows).encode()).iterator();
                  }
                })
            .reduce(Tally::sum);
    return Tally.decode(sum);
  }

  /** A row outside the bounds that its row group claims is one that no task was to read. */
  private static void checkRows(SortedFiles files, long read) throws IOException {
    if (read != files.rows()) {
      throw SortedFiles.outOfOrder(files.store().location() + "/" + Tables.FILES.folder());
    }
  }

  private AuditReport write(AuditReport report) throws IOException {
    if (out.isPresent()) {
      Json.write(out.get(), AuditReport.NAME, report);
    }
    return report;
  }

  private AuditReport report(Tally tally, AuditReport.Hashed hashed) throws IOException {
    List<AuditReport.Explained> causes = new ArrayList<>();
    if (tally != null) {
      causes.addAll(tally.causes());
      causes.sort(Comparator.comparingLong(AuditReport.Explained::paths).reversed());
    }
    boolean sound = hashed == null || hashed.a().tampered() + hashed.b().tampered() == 0;
    List<SampledPage> pages = tally == null ? List.of() : tally.pages(causes, limits.diffs());
    Evidence evidence = Evidence.of(manifests.a(), manifests.b(), causes, pages);
    return new AuditReport(
        manifests.provesEqual() && causes.isEmpty() && sound,
        AuditReport.Audited.of(manifests.a().manifest()),
        AuditReport.Audited.of(manifests.b().manifest()),
        manifests.recipe(),
        manifests.sources(),
        manifests.tables(),
        tally == null ? null : tally.samePaths(),
        causes.stream().mapToLong(AuditReport.Explained::paths).sum(),
        causes,
        tally == null ? null : shared(tally),
        hashed,
        evidence.blocks(),
        evidence.diffs());
  }

  private static AuditReport.Shared shared(Tally tally) {
    return new AuditReport.Shared(
        tally.contents(Side.ALL), tally.contents(Side.A.bit()), tally.contents(Side.B.bit()));
  }
}
