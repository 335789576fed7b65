package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.dumps.CategoryLinks;
import org.wikimill.formats.dumps.CategoryLinks.CategoryLink;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.Titles;
import scala.Tuple2;

/**
 * Pages of an XML dump, for what only their text tells.
 *
 * @param pages all pages, in their newest revision
 * @param titles what titles mean in their wiki
 */
public record TextPages(JavaRDD<DumpPage> pages, Titles titles) {
  /** The most that MediaWiki keeps of a sort key. */
  private static final int MAX_SORT_KEY_BYTES = 230;

  private static final int FILE = 6;
  private static final int CATEGORY = 14;

  /** The rows of table {@code categories} that the texts name. Templates add none. */
  JavaPairRDD<byte[], byte[]> categories() {
    Titles names = titles;
    return pages.flatMapToPair(page -> rows(page, names));
  }

  private static Iterator<Tuple2<byte[], byte[]>> rows(DumpPage page, Titles titles) {
    if (!(page.content() instanceof DumpPage.Text text) || !text.model().equals("wikitext")) {
      return java.util.Collections.emptyIterator();
    }
    RowWriter keys = new RowWriter();
    byte[] title = TitleBytes.ofPage(page.title(), page.namespace());
    PageFact fact = new PageFact(page.namespace(), title);
    return CategoryLinks.of(text.text(), titles).stream()
        .map(link -> new CategoryRow(link(page, title, link), fact).key(keys))
        .map(key -> new Tuple2<>(key, PageLink.NONE))
        .iterator();
  }

  private static PageLink link(DumpPage page, byte[] title, CategoryLink link) {
    String type =
        switch (page.namespace()) {
          case CATEGORY -> "subcat";
          case FILE -> "file";
          default -> "page";
        };
    return new PageLink(
        page.id(),
        TitleBytes.ofPage(link.category(), CATEGORY),
        sortKey(link.sortKey(), new String(title, UTF_8)),
        link.sortKey().getBytes(UTF_8),
        type);
  }

  /** As MediaWiki makes it where no other collation is set: in capitals, the prefix first. */
  private static byte[] sortKey(String prefix, String title) {
    String text = prefix.isEmpty() ? title : prefix + "\n" + title;
    byte[] key = text.toUpperCase(Locale.ROOT).getBytes(UTF_8);
    return Arrays.copyOf(key, Math.min(key.length, MAX_SORT_KEY_BYTES));
  }
}
