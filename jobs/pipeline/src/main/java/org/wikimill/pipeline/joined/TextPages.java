package org.wikimill.pipeline.joined;

import java.io.Closeable;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.TextLinks;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.wikitext.Interwiki;
import org.wikimill.pipeline.rows.TaskEnd;
import org.wikimill.pipeline.source.DumpPlan;
import org.wikimill.pipeline.source.DumpPlan.Depth;

/**
 * The pages of an XML dump, for what their titles and texts tell where no dump of a table does.
 *
 * <p>The dump is read once, whatever is asked: what it says is shuffled by the numbers of the
 * pages, and Spark keeps that. Templates add nothing.
 */
final class TextPages {
  private final JavaPairRDD<byte[], byte[]> byNumber;

  private TextPages(JavaPairRDD<byte[], byte[]> byNumber) {
    this.byNumber = byNumber;
  }

  /** The pages of a dump, of which nothing is read yet. */
  static TextPages of(JavaSparkContext spark, DumpPlan dump, JoinedLimits limits) {
    int ranges = dump.ranges();
    JavaPairRDD<byte[], byte[]> rows =
        spark
            .parallelize(IntStream.range(0, ranges).boxed().toList(), ranges)
            .flatMapToPair(range -> TaskEnd.closing(Pump.open(dump, range)));
    int partitions = Math.toIntExact(dump.lengthBytes() / limits.bytesPerTask() + 1);
    return new TextPages(
        SortedShuffle.of("pages by number", rows, NumberKey.destinations(partitions)));
  }

  /** Which pages have which numbers, to be joined with those who ask. */
  JavaPairRDD<byte[], byte[]> told() {
    return rows(TextRow.Kind.PAGE);
  }

  /** The rows of table {@code categories} that the texts name. */
  JavaPairRDD<byte[], byte[]> categories() {
    return rows(TextRow.Kind.CATEGORY);
  }

  /** The rows of table {@code page_images} that the texts name. */
  JavaPairRDD<byte[], byte[]> pageImages() {
    return rows(TextRow.Kind.IMAGE);
  }

  /** The rows of table {@code langlinks} that the texts name. */
  JavaPairRDD<byte[], byte[]> langLinks() {
    return rows(TextRow.Kind.LANGUAGE);
  }

  private JavaPairRDD<byte[], byte[]> rows(TextRow.Kind kind) {
    return byNumber.mapPartitionsToPair(rows -> RowPump.of(rows, new TextRow.Step(kind)));
  }

  /** The rows of a range, a page a step. */
  private static final class Pump extends RowPump implements Closeable {
    private final DumpPlan dump;
    private final PageCursor pages;
    private final Titles titles;
    private final Interwiki wikis;
    private final RowWriter out = new RowWriter();

    private Pump(DumpPlan dump, PageCursor pages) {
      this.dump = dump;
      this.pages = pages;
      SiteInfo site = dump.site();
      this.titles = new Titles(site);
      this.wikis = new Interwiki(site.language(), site.base());
    }

    static Pump open(DumpPlan dump, int range) throws IOException {
      return new Pump(dump, dump.open(range, Depth.SOURCES));
    }

    @Override
    protected boolean step() throws IOException {
      try {
        if (!pages.next()) {
          return false;
        }
      } catch (MalformedInputException e) {
        if (dump.mayEnd(e)) {
          return false;
        }
        throw e;
      }
      page(pages.page());
      return true;
    }

    private void page(DumpPage page) {
      long id = page.id();
      long revision = page.revisionId();
      byte[] title = TitleBytes.ofPage(page.title(), page.namespace());
      row(TextRow.page(out, id, revision, new PageFact(page.namespace(), title)));
      if (page.content() instanceof DumpPage.Text text && text.model().equals("wikitext")) {
        TextLinks links = TextLinks.of(text.text(), titles, this::isOtherLanguage);
        for (TextLinks.CategoryLink link : links.categories()) {
          byte[] category = TitleBytes.ofCategory(link.category());
          row(TextRow.category(out, id, revision, category, link.sortKey()));
        }
        links.files().forEach(file -> row(TextRow.image(out, id, revision, file)));
        links
            .languages()
            .forEach(
                link -> row(TextRow.language(out, id, revision, link.language(), link.title())));
      }
    }

    /** A wiki's links to itself lead to its own pages. */
    private boolean isOtherLanguage(String prefix) {
      return wikis.isLanguage(prefix) && !prefix.equals(dump.site().language());
    }

    private void row(byte[] key) {
      emit(key, PageLink.NONE);
    }

    @Override
    public void close() throws IOException {
      pages.close();
    }
  }
}
