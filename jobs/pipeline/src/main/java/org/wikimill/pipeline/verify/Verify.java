package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Scratch;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import scala.Tuple2;

/**
 * The job that holds a finished build against itself: every byte against the manifest's sums, every
 * block against its CID, every link and row against the stored blocks, the tree against its files.
 *
 * <p>One task reads one file, each file once (table {@code dirs} twice). {@code run.json} decided
 * nothing, and is not looked at.
 */
public final class Verify {
  /** Bytes of a build whose blocks, links and rows one task sorts. */
  private static final long BYTES_PER_PARTITION = 512L << 20;

  private static final int MAX_PARTITIONS = 4096;
  private static final String SCRATCH_SNAPSHOT = "verify";

  private final Store build;
  private final Path tmp;
  private final int limit;
  private final Findings findings;

  /**
   * @param build the build's folder
   * @param tmp where row files go for a while; on more than one machine, a folder that all share
   * @param limit the most defects that are kept; all are counted
   */
  public Verify(Store build, Path tmp, int limit) {
    this.build = build;
    this.tmp = tmp;
    this.limit = limit;
    this.findings = new Findings(limit);
  }

  /** Whether the folder holds a build, however damaged. */
  public static boolean isBuild(Store folder) throws IOException {
    return folder.exists(Manifest.NAME)
        || folder.exists(Manifest.SUM_NAME)
        || !folder.list("car").isEmpty()
        || !folder.list("index").isEmpty();
  }

  /** Reads the build. Called once. */
  public Report run(JavaSparkContext spark) throws IOException {
    Optional<Manifest> manifest = ManifestCheck.read(build, findings);
    if (manifest.isEmpty()) {
      return Report.of(findings);
    }
    Map<String, FileFact> files = Inventory.take(build, manifest.get(), findings);
    try (Scratch scratch = Scratch.in(tmp, "verify")) {
      run(spark, manifest.get(), files, scratch.store());
    }
    return Report.of(manifest.get(), findings);
  }

  private void run(
      JavaSparkContext spark, Manifest manifest, Map<String, FileFact> files, Store scratch)
      throws IOException {
    Output.Sink sink = Output.Sink.of(manifest.recipe().sink()).orElseThrow();
    String snapshot = manifest.recipe().snapshot();
    Inspection inspection =
        new Inspection(build, scratch, snapshot, manifest.root(), sink, files, limit);
    spark.setCallSite("files: read");
    JavaPairRDD<byte[], byte[]> entries = entries(spark, inspection);
    spark.setCallSite("links: follow");
    findings.addAll(Ledger.close(entries, partitions(files), limit));
    CountCheck.run(manifest, sink.hasBlocks(), findings);
    CidProfile profile = manifest.recipe().profile();
    checkTree(spark, inspection, new Output(scratch, SCRATCH_SNAPSHOT, profile, Output.Sink.NONE));
    spark.clearCallSite();
  }

  /** One partition a file, the longest first. */
  private static JavaPairRDD<byte[], byte[]> entries(
      JavaSparkContext spark, Inspection inspection) {
    List<String> names = new ArrayList<>();
    for (FileFact file : inspection.files().values()) {
      if (!(BuildFile.of(file.name(), inspection.snapshot()) instanceof BuildFile.CarIndex)) {
        names.add(file.name());
      }
    }
    names.sort(
        Comparator.comparing((String name) -> inspection.files().get(name).lengthBytes())
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    JavaPairRDD<byte[], byte[]> ofFiles =
        spark.parallelize(names, Math.max(1, names.size())).flatMapToPair(inspection::read);
    return inspection.hasBlocks() ? ofFiles.union(root(spark, inspection)) : ofFiles;
  }

  private static JavaPairRDD<byte[], byte[]> root(JavaSparkContext spark, Inspection inspection) {
    List<Tuple2<byte[], byte[]>> entry = new ArrayList<>();
    Ledger.Entries entries =
        new Ledger.Entries((key, value) -> entry.add(SortedShuffle.row(key, value)));
    byte[] field = "root".getBytes(StandardCharsets.US_ASCII);
    entries.wanted(Cid.parse(inspection.root()), Manifest.NAME, -1, field);
    return spark.parallelizePairs(entry, 1);
  }

  private static int partitions(Map<String, FileFact> files) {
    double bytes = files.values().stream().mapToDouble(FileFact::lengthBytes).sum();
    return (int) Math.max(1, Math.min(MAX_PARTITIONS, bytes / BYTES_PER_PARTITION));
  }

  /** Makes the tree again, unless what it is made of could not be read: that is told already. */
  private void checkTree(JavaSparkContext spark, Inspection inspection, Output scratch)
      throws IOException {
    if (findings.total(Total.UNREAD_PARTS) > 0) {
      return;
    }
    List<String> rowFiles = new ArrayList<>();
    List<String> dirs = new ArrayList<>();
    for (String name : inspection.files().keySet()) {
      if (BuildFile.of(name, inspection.snapshot()) instanceof BuildFile.TableFile part) {
        if (part.table().equals(Tables.FILES)) {
          rowFiles.add(FileTableRows.rowFile(part.number()));
        } else if (part.table().equals(Tables.DIRS)) {
          dirs.add(name);
        }
      }
    }
    for (String rowFile : rowFiles) {
      if (!scratch.store().exists(rowFile)) {
        return;
      }
    }
    new TreeCheck(spark, build, scratch, findings).run(inspection.root(), rowFiles, dirs, limit);
  }
}
