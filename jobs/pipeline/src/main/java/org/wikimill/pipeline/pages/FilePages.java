package org.wikimill.pipeline.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.pipeline.rows.PageRow;

/** Makes pages for those files of the build that have none in the dump, by a join over titles. */
final class FilePages {
  private static final int FILES = 6;
  private static final byte[] NOTHING = {};

  private FilePages() {}

  /**
   * Rows of pages that are to be made, by {@link PageRow#key}.
   *
   * @param claims those that are kept
   * @param files the titles of the files' pages: keys in UTF-8, whatever their values
   * @param ranges ranges of the dump, over which pages that are made are spread
   */
  static JavaPairRDD<byte[], byte[]> of(
      JavaPairRDD<byte[], byte[]> claims,
      JavaPairRDD<byte[], byte[]> files,
      SiteInfo site,
      int ranges) {
    JavaPairRDD<byte[], byte[]> pages =
        claims.mapPartitionsToPair(rows -> RowPump.of(rows, new Described(new Titles(site))));
    JavaPairRDD<byte[], byte[]> asking =
        files.mapPartitionsToPair(
            rows -> {
              RowWriter out = new RowWriter();
              return RowPump.of(
                  rows, (title, value, asked) -> asked.accept(key(out, title, Side.FILE), NOTHING));
            });
    return SortedShuffle.of(
            "files by title",
            pages.union(asking),
            Destinations.byHash(ranges, key -> Arrays.copyOf(key, key.length - 1)))
        .mapPartitionsToPair(rows -> RowPump.of(rows, new Missing(ranges)));
  }

  /** The two sides of the join, in the order in which they arrive. */
  private enum Side {
    PAGE,
    FILE
  }

  /** A title and a zero byte, which no title holds, then the side. */
  private static byte[] key(RowWriter out, byte[] title, Side side) {
    return out.clear().raw(title).byteValue(0).byteValue(side.ordinal()).toBytes();
  }

  /** From claims: which files have pages, or redirects in their stead. */
  private record Described(Titles titles, RowWriter out) implements RowPump.Step {
    Described(Titles titles) {
      this(titles, new RowWriter());
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      String title = DumpClaim.of(value).title();
      if (titles.namespace(title) == FILES) {
        rows.accept(key(out, title.getBytes(UTF_8), Side.PAGE), NOTHING);
      }
    }
  }

  /** The join: a page for each title that only a file has. */
  private static final class Missing implements RowPump.Step {
    private final RowWriter out = new RowWriter();
    private final int ranges;
    private byte[] described = {};

    Missing(int ranges) {
      this.ranges = ranges;
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      byte[] title = Arrays.copyOf(key, key.length - 2);
      if (!Arrays.equals(title, described)) {
        described = title;
        if (key[key.length - 1] == Side.FILE.ordinal()) {
          PageRow page = MadePages.of(PageRow.Kind.FILE, title, new String(title, UTF_8), ranges);
          byte[] pageKey = page.key(out);
          rows.accept(pageKey, page.value(out));
        }
      }
    }
  }
}
