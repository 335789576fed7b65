package org.wikimill.pipeline.pages;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.source.ZimPlan;

/**
 * Stage {@code pages}: one row an entry of an archive, with the place of its content; no content is
 * read.
 */
public final class Pages {
  private Pages() {}

  /** A {@link PageRow} for every entry of the source, by {@link PageRow#key}. */
  public static JavaPairRDD<byte[], byte[]> of(JavaSparkContext spark, ZimPlan plan) {
    JavaPairRDD<byte[], byte[]> redirects = RedirectChains.resolve(spark, plan);
    return spark
        .parallelize(ranges(plan), plan.ranges())
        .mapPartitionsToPair(range -> new EntryScan(plan, range.next(), new OwnPages()))
        .union(redirects.mapPartitionsToPair(rows -> RowPump.of(rows, new RedirectPages())));
  }

  static List<Integer> ranges(ZimPlan plan) {
    return IntStream.range(0, plan.ranges()).boxed().toList();
  }

  /** Every entry that is not a redirect. */
  private static final class OwnPages implements EntryScan.Rule {
    private final RowWriter out = new RowWriter();

    @Override
    public void rows(EntryScan.Entry entry, BiConsumer<byte[], byte[]> rows) {
      if (entry.dirent() instanceof Dirent.Redirect) {
        return;
      }
      int index = entry.dirent().index();
      PageRow page =
          entry.dirent() instanceof Dirent.Content c
              ? new PageRow(
                  PageRow.Kind.CONTENT,
                  index,
                  entry.inTree(),
                  entry.name(),
                  entry.title(),
                  c.mimeType(),
                  index,
                  c.cluster(),
                  c.blob())
              : new PageRow(
                  PageRow.Kind.DELETED,
                  index,
                  entry.inTree(),
                  entry.name(),
                  entry.title(),
                  -1,
                  index,
                  -1,
                  -1);
      byte[] key = page.key(out);
      rows.accept(key, page.value(out));
    }
  }

  /** Redirects, followed to the ends of their chains. */
  static final class RedirectPages implements RowPump.Step {
    private final RowWriter out = new RowWriter();

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      PageRow page = Redirect.of(value).page();
      byte[] pageKey = page.key(out);
      rows.accept(pageKey, page.value(out));
    }
  }
}
