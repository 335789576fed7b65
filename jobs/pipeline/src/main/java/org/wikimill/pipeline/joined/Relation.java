package org.wikimill.pipeline.joined;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sql.SqlRow;
import org.wikimill.formats.sql.SqlTable;

/**
 * A table of links between pages and titles of one namespace, in all the shapes that it has had:
 * with the title itself in {@code X_to}, with the title's number in {@code X_target_id}, and with
 * both.
 */
enum Relation {
  CATEGORIES("categorylinks", "cl", 14),
  IMAGES("imagelinks", "il", 6);

  static final String PAGE = "page";
  static final String TARGETS = "linktarget";

  private final String table;
  private final String prefix;
  private final int namespace;

  Relation(String table, String prefix, int namespace) {
    this.table = table;
    this.prefix = prefix;
    this.namespace = namespace;
  }

  String table() {
    return table;
  }

  /** The dumps that have a say in it. */
  List<String> tables() {
    return List.of(table, PAGE, TARGETS);
  }

  /**
   * The links with their titles, each under the key by which it asks for its page.
   *
   * @param partitions tasks that join
   * @throws MalformedInputException if links have numbers for titles, and no dump tells the titles
   */
  JavaPairRDD<byte[], byte[]> links(JavaSparkContext spark, SqlFiles files, int partitions)
      throws MalformedInputException {
    String number = prefix + "_target_id";
    if (files.of(table).stream().noneMatch(dump -> dump.columns().contains(number))) {
      return DumpRows.of(spark, files, table, header -> new LinkMaker(header, NumberKey::asking));
    }
    if (!files.has(TARGETS)) {
      throw new MalformedInputException(
          "titles are missing",
          files.of(table).get(0).file().location(),
          -1,
          "a dump of table " + TARGETS + " for column " + number,
          "dumps of " + files.byTable().keySet());
    }
    JavaPairRDD<byte[], byte[]> links =
        DumpRows.of(spark, files, table, header -> new LinkMaker(header, NumberKey::passing));
    JavaPairRDD<byte[], byte[]> targets = DumpRows.of(spark, files, TARGETS, this::makeTargets);
    return SortedShuffle.of(
            table + " by target", links.union(targets), NumberKey.destinations(partitions))
        .mapPartitionsToPair(
            rows -> {
              RowWriter keys = new RowWriter();
              RowWriter values = new RowWriter();
              return NumberKey.join(
                  rows,
                  (told, value, out) -> {
                    PageLink link = PageLink.of(value);
                    PageLink titled = told == null ? link : link.to(told);
                    out.accept(NumberKey.asking(keys, link.page()), titled.encode(values));
                  });
            });
  }

  /** A page's number, namespace and title. */
  static DumpRows.Maker makePages(SqlTable header) {
    int id = header.index("page_id");
    int namespace = header.index("page_namespace");
    int title = header.index("page_title");
    RowWriter keys = new RowWriter();
    RowWriter values = new RowWriter();
    return (row, out) -> {
      PageFact fact =
          new PageFact(
              Math.toIntExact(row.integer(namespace)), TitleBytes.ofTable(row.bytes(title)));
      out.accept(NumberKey.told(keys, row.integer(id)), fact.encode(values));
    };
  }

  private DumpRows.Maker makeTargets(SqlTable header) {
    int id = header.index("lt_id");
    int itsNamespace = header.index("lt_namespace");
    int title = header.index("lt_title");
    RowWriter keys = new RowWriter();
    return (row, out) -> {
      if (row.integer(itsNamespace) == namespace) {
        out.accept(NumberKey.told(keys, row.integer(id)), TitleBytes.ofTable(row.bytes(title)));
      }
    };
  }

  /** The key of a link whose title is known. */
  private interface TitledKey {
    byte[] of(RowWriter out, long page);
  }

  /** Links of one dump: those that lack their title ask for it. */
  private final class LinkMaker implements DumpRows.Maker {
    private final int from;
    private final int to;
    private final int target;
    private final int sortKey;
    private final int sortPrefix;
    private final int type;
    private final TitledKey titledKey;
    private final RowWriter keys = new RowWriter();
    private final RowWriter values = new RowWriter();

    LinkMaker(SqlTable header, TitledKey titledKey) {
      this.titledKey = titledKey;
      from = header.index(prefix + "_from");
      to = header.has(prefix + "_to") ? header.index(prefix + "_to") : -1;
      // Neither column is an error that names the newer one.
      boolean byNumber = to < 0 || header.has(prefix + "_target_id");
      target = byNumber ? header.index(prefix + "_target_id") : -1;
      boolean sorted = Relation.this == CATEGORIES;
      sortKey = sorted ? header.index("cl_sortkey") : -1;
      sortPrefix = sorted ? header.index("cl_sortkey_prefix") : -1;
      type = sorted ? header.index("cl_type") : -1;
    }

    @Override
    public void row(SqlRow row, BiConsumer<byte[], byte[]> out) throws IOException {
      // In the years between, either column may be the one that is filled.
      boolean titled = to >= 0 && !row.isNull(to) && row.lengthBytes(to) > 0;
      PageLink link =
          new PageLink(
              row.integer(from),
              titled ? TitleBytes.ofTable(row.bytes(to)) : null,
              sortKey < 0 ? PageLink.NONE : row.bytes(sortKey),
              sortPrefix < 0 ? PageLink.NONE : TitleBytes.utf8(row.bytes(sortPrefix)),
              type < 0 ? "" : row.text(type));
      boolean asks = !titled && target >= 0 && !row.isNull(target);
      byte[] key =
          asks ? NumberKey.asking(keys, row.integer(target)) : titledKey.of(keys, link.page());
      out.accept(key, link.encode(values));
    }
  }
}
