package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Table;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.source.DumpPlan;

/**
 * The job that makes tables of the dumps of a wiki's own tables, for analysts and archivists:
 * {@code categories}, {@code category_edges}, {@code page_images}, {@code images}, {@code
 * langlinks}.
 *
 * <p>Titles stand in them where the wiki has numbers, whichever generation of its schema the dumps
 * are of. Nothing is held on the driver but the headers; rows meet in sorted shuffles. A table is
 * made if there are dumps for it, or pages whose texts tell. Their bytes follow from the rows
 * alone.
 */
public final class JoinedTables {
  private static final String LANGUAGES = "langlinks";

  private final JavaSparkContext spark;
  private final TableInputs inputs;
  private final Optional<TextPages> text;
  private final String language;
  private final SortedTable out;
  private final JoinedLimits limits;
  private final SortedMap<String, Long> rows = new TreeMap<>();
  private final List<String> rowFiles = new ArrayList<>();

  private JoinedTables(
      JavaSparkContext spark,
      TableInputs inputs,
      Optional<DumpPlan> pages,
      Output output,
      JoinedLimits limits) {
    this.spark = spark;
    this.inputs = inputs;
    this.text = pages.map(dump -> TextPages.of(spark, dump, limits));
    this.language = pages.map(dump -> dump.site().language()).orElse("");
    this.out = new SortedTable(output, limits.rowsPerPart());
    this.limits = limits;
  }

  /**
   * The tables that were made.
   *
   * @param rows how many rows each has, by its name
   * @param rowFiles the row files that commit their parts
   */
  public record Made(SortedMap<String, Long> rows, List<String> rowFiles) {}

  /** All tables that there may be, in the order in which they are documented. */
  public static List<Table<?>> all() {
    return List.of(
        CategoryRow.TABLE, EdgeRow.TABLE, PageImageRow.TABLE, ImageRow.TABLE, LangLinkRow.TABLE);
  }

  /**
   * Makes all tables for which there is anything; what is committed is not made again.
   *
   * @param pages an XML dump: its pages tell their titles, categories, files and languages where no
   *     dump of a table does
   * @param output where the tables go, each as {@link Table#part} has it
   */
  public static Made write(
      JavaSparkContext spark,
      TableInputs inputs,
      Optional<DumpPlan> pages,
      Output output,
      JoinedLimits limits)
      throws IOException {
    JoinedTables job = new JoinedTables(spark, inputs, pages, output, limits);
    job.categories();
    job.pageImages();
    job.images();
    job.langLinks();
    spark.clearCallSite();
    return new Made(job.rows, List.copyOf(job.rowFiles));
  }

  private void categories() throws IOException {
    Optional<JavaPairRDD<byte[], byte[]>> categories =
        links(
            Relation.CATEGORIES,
            (link, page) -> new CategoryRow(link, page)::key,
            TextPages::categories);
    if (categories.isPresent()) {
      write(categories.get(), () -> CategoryRow.TABLE, CategoryRow::of);
      write(edges(categories.get()), () -> EdgeRow.TABLE, EdgeRow::of);
    }
  }

  private static JavaPairRDD<byte[], byte[]> edges(JavaPairRDD<byte[], byte[]> categories) {
    return categories.mapPartitionsToPair(
        all -> {
          RowWriter keys = new RowWriter();
          return RowPump.of(
              all,
              (key, value, edge) -> {
                CategoryRow row = CategoryRow.of(key);
                if (row.isEdge()) {
                  edge.accept(row.edge().key(keys), PageLink.NONE);
                }
              });
        });
  }

  private void pageImages() throws IOException {
    Optional<JavaPairRDD<byte[], byte[]>> images =
        links(
            Relation.IMAGES,
            (link, page) -> new PageImageRow(link.page(), page, link.target())::key,
            TextPages::pageImages);
    if (images.isPresent()) {
      write(images.get(), () -> PageImageRow.TABLE, PageImageRow::of);
    }
  }

  private void images() throws IOException {
    if (inputs.sql().has(ImageTable.NAME) || !inputs.infos().files().isEmpty()) {
      int partitions = partitions(inputs.lengthBytes(ImageTable.NAME));
      write(Images.of(spark, inputs, language, partitions), () -> ImageRow.TABLE, ImageRow::of);
    }
  }

  private void langLinks() throws IOException {
    if (inputs.sql().has(LANGUAGES)) {
      write(
          DumpRows.of(spark, inputs.sql(), LANGUAGES, LangLinkRow::make),
          () -> LangLinkRow.TABLE,
          LangLinkRow::of);
    } else if (text.isPresent()) {
      write(text.get().langLinks(), () -> LangLinkRow.TABLE, LangLinkRow::of);
    }
  }

  private int partitions(long lengthBytes) {
    return Math.toIntExact(lengthBytes / limits.bytesPerTask() + 1);
  }

  /** What the dumps say of a relation; if there are none, what the texts do. */
  private Optional<JavaPairRDD<byte[], byte[]>> links(
      Relation relation, Joined made, Function<TextPages, JavaPairRDD<byte[], byte[]>> ofText)
      throws IOException {
    return inputs.sql().has(relation.table())
        ? Optional.of(joined(relation, made))
        : text.map(ofText);
  }

  /** A row made of a link and its page, as something that writes its key. */
  private interface Joined extends Serializable {
    Function<RowWriter, byte[]> of(PageLink link, PageFact page);
  }

  /** The links of a relation with their titles and pages. */
  private JavaPairRDD<byte[], byte[]> joined(Relation relation, Joined made) throws IOException {
    SqlFiles sql = inputs.sql();
    int partitions = partitions(sql.lengthBytes(relation.tables()));
    spark.setCallSite(relation.table() + ": join");
    JavaPairRDD<byte[], byte[]> links = relation.links(spark, sql, partitions);
    JavaPairRDD<byte[], byte[]> pages =
        sql.has(Relation.PAGE) || text.isEmpty()
            ? DumpRows.of(spark, sql, Relation.PAGE, Relation::makePages)
            : text.get().told();
    return SortedShuffle.of(
            relation.table() + " by page", links.union(pages), NumberKey.destinations(partitions))
        .mapPartitionsToPair(
            all -> {
              RowWriter keys = new RowWriter();
              return NumberKey.join(
                  all,
                  (told, value, row) ->
                      row.accept(
                          made.of(PageLink.of(value), PageFact.of(told)).apply(keys),
                          PageLink.NONE));
            });
  }

  private <R> void write(
      JavaPairRDD<byte[], byte[]> made,
      SortedTable.Schema<R> schema,
      SortedTable.Decoder<R> decoder)
      throws IOException {
    String name = schema.table().name();
    spark.setCallSite(name + ": sort");
    SortedTable.Written written = out.write(made, schema, decoder);
    rows.put(name, written.rows());
    rowFiles.addAll(written.rowFiles());
  }
}
