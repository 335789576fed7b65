package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.blocks.Blocks;
import org.wikimill.pipeline.blocks.SourceFile;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.pages.Pages;
import org.wikimill.pipeline.paths.Paths;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Served;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceParts;

/** The stages before the tree, for one source. */
final class SourceMill {
  private final JavaSparkContext spark;
  private final Output output;
  private final Source source;
  private final Served served;
  private final Optional<SourceParts> parts;
  private final Optional<SourceFile> file;
  private byte[] filePlace;

  /**
   * @param parts how the source is cut as a file of the tree, if it is one
   * @param shards shards of all sources
   */
  SourceMill(
      JavaSparkContext spark,
      Output output,
      Source source,
      Served served,
      Optional<SourceParts> parts,
      int shards) {
    this.spark = spark;
    this.output = output;
    this.source = source;
    this.served = served;
    this.parts = parts;
    this.file = parts.map(cut -> new SourceFile(spark, output, cut, shards));
  }

  /** Mills what is not committed: contents, and the leaves of the source itself. */
  void mill() throws IOException {
    List<Integer> missing = Blocks.missing(source, output);
    boolean joined = file.isEmpty() || file.get().isJoined();
    if (missing.isEmpty() && joined) {
      return;
    }
    PageRow itself = PageRow.generated(source.fileName().getBytes(StandardCharsets.UTF_8));
    JavaPairRDD<byte[], byte[]> pages = Pages.of(spark, source.plan());
    if (file.isPresent()) {
      RowWriter out = new RowWriter();
      byte[] key = itself.key(out);
      pages =
          pages.union(spark.parallelizePairs(List.of(SortedShuffle.row(key, itself.value(out)))));
    }
    JavaPairRDD<byte[], byte[]> places =
        Paths.exceptions(spark, pages, served, Paths.MAX_BROADCAST);
    if (!missing.isEmpty()) {
      Blocks.mill(spark, pages.union(places), source, output, served, missing);
    }
    if (!joined) {
      filePlace = Paths.of(itself, places);
      file.get().leaves();
    }
  }

  /** Ends the source itself as a file, where it is one, now that its sums are known. */
  void finish(SourceSums sums) {
    if (filePlace != null) {
      file.get().join(filePlace, HexFormat.of().parseHex(sums.sha256()));
    }
  }

  /** The row files that hold rows for the index. */
  List<String> indexRows() {
    List<String> names = new ArrayList<>(Blocks.rowFiles(source));
    parts.ifPresent(cut -> names.add(cut.jointRows()));
    return names;
  }

  /** The row files of all partitions. */
  List<String> rowFiles() {
    List<String> names = new ArrayList<>(indexRows());
    parts.ifPresent(cut -> names.addAll(cut.rangeRows()));
    return names;
  }
}
