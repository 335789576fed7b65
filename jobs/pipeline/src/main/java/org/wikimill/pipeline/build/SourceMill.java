package org.wikimill.pipeline.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.site.SitePage;
import org.wikimill.pipeline.about.About;
import org.wikimill.pipeline.about.AboutPage;
import org.wikimill.pipeline.blocks.Blocks;
import org.wikimill.pipeline.blocks.MadeFile;
import org.wikimill.pipeline.blocks.Milling;
import org.wikimill.pipeline.blocks.SourceFile;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.SourceSums;
import org.wikimill.pipeline.media.MediaStage;
import org.wikimill.pipeline.paths.Paths;
import org.wikimill.pipeline.paths.RedirectRules;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.source.SourceParts;
import scala.Tuple2;

/** The stages before the tree, for one source. */
final class SourceMill {
  private final JavaSparkContext spark;
  private final Output output;
  private final Source source;
  private final Wiki wiki;
  private final Placement placement;
  private final Optional<SourceParts> parts;
  private final Optional<SourceFile> file;
  private SiteFiles site;
  private byte[] filePlace;

  /**
   * @param parts how the source is cut as a file of the tree, if it is one
   * @param shards shards of all sources
   * @param media original files that join the source
   */
  SourceMill(
      JavaSparkContext spark,
      Output output,
      Source source,
      Settings settings,
      Optional<SourceParts> parts,
      int shards,
      Optional<MediaStage> media)
      throws IOException {
    this.spark = spark;
    this.output = output;
    this.source = source;
    this.wiki = Wiki.of(source, output, settings.policy(), media);
    this.placement = wiki.placement();
    this.parts = parts;
    this.file = parts.map(cut -> new SourceFile(spark, output, cut, shards));
  }

  /** Learns what the source holds: to be called before all else. */
  void prepare() throws IOException, BuildException {
    wiki.scan(spark);
    site = wiki.files(spark);
  }

  /** The lines of {@code _redirects} for this source. */
  RedirectRules rules() throws IOException {
    JavaPairRDD<byte[], byte[]> pages = pages();
    return RedirectRules.of(spark, pages.union(places(pages)), placement, source);
  }

  /**
   * Mills what is not committed: contents, and the leaves of the source itself.
   *
   * @param made files that this source is to hold besides its own
   */
  void mill(List<MadeFile> made) throws IOException {
    List<Integer> missing = Blocks.missing(source, output);
    boolean joined = file.isEmpty() || file.get().isJoined();
    if (missing.isEmpty() && joined) {
      return;
    }
    JavaPairRDD<byte[], byte[]> pages = pages();
    JavaPairRDD<byte[], byte[]> places = places(pages);
    if (!missing.isEmpty()) {
      List<MadeFile> files = Stream.concat(site.made().stream(), made.stream()).toList();
      Milling milling =
          new Milling(
              output, source, placement, site.frame().orElse(null), wiki.lookups(spark, pages));
      JavaPairRDD<byte[], byte[]> all = pages.union(places).union(wiki.members(spark));
      Blocks.mill(spark, all, milling, files, missing);
    }
    if (!joined) {
      filePlace = Paths.of(itself(), placement, places);
      file.get().leaves();
    }
  }

  /** Entries, and files that the layout or the source itself adds. */
  private JavaPairRDD<byte[], byte[]> pages() throws IOException {
    List<PageRow> added = new ArrayList<>(site.pages());
    if (file.isPresent()) {
      added.add(itself());
    }
    JavaPairRDD<byte[], byte[]> pages = wiki.pages(spark);
    if (added.isEmpty()) {
      return pages;
    }
    RowWriter out = new RowWriter();
    List<Tuple2<byte[], byte[]>> rows = new ArrayList<>();
    for (PageRow page : added) {
      byte[] key = page.key(out);
      rows.add(SortedShuffle.row(key, page.value(out)));
    }
    return pages.union(spark.parallelizePairs(rows));
  }

  private JavaPairRDD<byte[], byte[]> places(JavaPairRDD<byte[], byte[]> pages) {
    return Paths.exceptions(spark, pages, placement, Paths.MAX_BROADCAST);
  }

  private PageRow itself() {
    return PageRow.generated(source.fileName().getBytes(StandardCharsets.UTF_8));
  }

  /** What the site of this source says of itself, now that its entries have been counted. */
  List<MadeFile> about(SourceFacts facts, Recipe recipe, int sources) throws IOException {
    Counts counts = Counts.NONE;
    for (String rowFile : Blocks.rowFiles(source)) {
      counts = counts.plus(output.summary(rowFile).counts());
    }
    About.Archive itself =
        wiki.archive(
            facts,
            file.map(included -> source.fileName()),
            Optional.ofNullable(recipe.policy().archiveUrl()));
    About about = About.of(wiki.about(), itself, counts.plus(wiki.leftOut()), recipe, sources);
    return List.of(
        new MadeFile(source.inBuild(SitePage.ABOUT), SitePage.MIME, AboutPage.of(about)),
        new MadeFile(source.inBuild(About.PLACE), About.MIME, Json.bytes(about)));
  }

  /** Ends the source itself as a file, where it is one, now that its sums are known. */
  void finish(SourceSums sums) throws IOException {
    if (filePlace != null) {
      file.get().join(filePlace, HexFormat.of().parseHex(sums.sha256()));
    }
  }

  /** What the source is, as it was found. */
  SourceFacts facts(SourceFacts planned) throws IOException {
    return wiki.facts(planned);
  }

  /** What became of entries that no row file counts. */
  Counts leftOut() throws IOException {
    return wiki.leftOut();
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
