package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.Table;

/**
 * The job that makes tables of the dumps of a wiki's own tables, for analysts and archivists:
 * {@code categories}, {@code category_edges}, {@code page_images}, {@code images}, {@code
 * langlinks}.
 *
 * <p>Titles stand in them where the wiki has numbers, whichever generation of its schema the dumps
 * are of. Nothing is held on the driver but the headers; rows meet in sorted shuffles. A table is
 * made if there are dumps for it. Their bytes follow from the rows of the dumps alone.
 */
public final class JoinedTables {
  private final JavaSparkContext spark;
  private final SqlFiles files;
  private final SortedTable out;
  private final JoinedLimits limits;
  private final Map<String, Long> rows = new LinkedHashMap<>();

  private JoinedTables(
      JavaSparkContext spark, SqlFiles files, SortedTable out, JoinedLimits limits) {
    this.spark = spark;
    this.files = files;
    this.out = out;
    this.limits = limits;
  }

  /**
   * Makes all tables for which there are dumps.
   *
   * @param text the pages of an XML dump: they tell the categories where no dump of {@code
   *     categorylinks} does
   * @param store the folder that the tables go to, each as {@link Table#part} has it
   * @param snapshot what the tables are of
   * @return the rows of each table, by its name
   */
  public static Map<String, Long> write(
      JavaSparkContext spark,
      SqlFiles files,
      Optional<TextPages> text,
      Store store,
      String snapshot,
      JoinedLimits limits)
      throws IOException {
    SortedTable out = new SortedTable(store, snapshot, limits.rowsPerPart());
    JoinedTables job = new JoinedTables(spark, files, out, limits);
    job.categories(text);
    job.pageImages();
    job.images();
    job.langLinks();
    spark.clearCallSite();
    return job.rows;
  }

  private void categories(Optional<TextPages> text) throws IOException {
    JavaPairRDD<byte[], byte[]> categories;
    if (files.has(Relation.CATEGORIES.table())) {
      categories = joined(Relation.CATEGORIES, (link, page) -> new CategoryRow(link, page)::key);
    } else if (text.isPresent()) {
      categories = text.get().categories();
    } else {
      return;
    }
    write(categories, () -> CategoryRow.TABLE, CategoryRow::of);
    JavaPairRDD<byte[], byte[]> edges =
        categories.mapPartitionsToPair(
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
    write(edges, () -> EdgeRow.TABLE, EdgeRow::of);
  }

  private void pageImages() throws IOException {
    if (files.has(Relation.IMAGES.table())) {
      write(
          joined(
              Relation.IMAGES,
              (link, page) -> new PageImageRow(link.page(), page, link.target())::key),
          () -> PageImageRow.TABLE,
          PageImageRow::of);
    }
  }

  private void images() {
    if (files.has("image")) {
      write(DumpRows.of(spark, files, "image", ImageRow::make), () -> ImageRow.TABLE, ImageRow::of);
    }
  }

  private void langLinks() {
    if (files.has("langlinks")) {
      write(
          DumpRows.of(spark, files, "langlinks", LangLinkRow::make),
          () -> LangLinkRow.TABLE,
          LangLinkRow::of);
    }
  }

  /** A row made of a link and its page, as something that writes its key. */
  private interface Made extends Serializable {
    Function<RowWriter, byte[]> of(PageLink link, PageFact page);
  }

  /** The links of a relation with their titles and pages. */
  private JavaPairRDD<byte[], byte[]> joined(Relation relation, Made made) throws IOException {
    int partitions =
        Math.toIntExact(files.lengthBytes(relation.tables()) / limits.bytesPerTask() + 1);
    spark.setCallSite(relation.table() + ": join");
    JavaPairRDD<byte[], byte[]> links = relation.links(spark, files, partitions);
    JavaPairRDD<byte[], byte[]> pages =
        DumpRows.of(spark, files, Relation.PAGE, Relation::makePages);
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
      SortedTable.Decoder<R> decoder) {
    String name = schema.table().name();
    spark.setCallSite(name + ": sort");
    rows.put(name, out.write(made, schema, decoder));
  }
}
