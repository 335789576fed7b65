package org.wikimill.pipeline.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.search.Cut;
import org.wikimill.formats.search.LeafShard;
import org.wikimill.formats.search.RangeShards;
import org.wikimill.formats.search.SearchTitle;
import org.wikimill.formats.search.TitlePages;
import org.wikimill.formats.search.TitlePages.Span;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.TitleRow;
import scala.Tuple2;

/**
 * What a range of sorted titles becomes: the footer of its file, which tells the other parts what
 * they need of it.
 *
 * @param titles how many there are
 * @param leaves separators of its leaves; the first one is the key of the first title
 * @param pages what its pages span
 * @param last the key of the last title; empty if there is none
 */
record TitleRange(long titles, List<String> leaves, List<Span> pages, String last) {
  private static final byte[] NOTHING = {};

  /** Writes sorted titles, each once, and what they become. */
  static void write(Output output, String name, Iterator<Tuple2<byte[], byte[]>> sorted)
      throws IOException {
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), name)) {
      Draft draft = new Draft();
      byte[] before = null;
      while (sorted.hasNext()) {
        byte[] key = sorted.next()._1;
        if (before == null || !TitleRow.repeats(before, key)) {
          rows.add(key, NOTHING);
          draft.add(key);
          before = key;
        }
      }
      rows.commit(draft.range().encode());
    }
  }

  /** The range of a committed file. */
  static TitleRange read(Output output, String name) throws IOException {
    return decode(RowFile.footer(output.store(), name));
  }

  private byte[] encode() {
    RowWriter out = new RowWriter();
    out.varint(titles).text(last).varint(leaves.size());
    leaves.forEach(out::text);
    out.varint(pages.size());
    pages.forEach(page -> out.text(page.first()).text(page.last()));
    return out.toBytes();
  }

  private static TitleRange decode(byte[] footer) {
    RowReader in = new RowReader(footer);
    long titles = in.varint();
    String last = in.text();
    List<String> leaves = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      leaves.add(in.text());
    }
    List<Span> pages = new ArrayList<>();
    for (long left = in.varint(); left > 0; left--) {
      pages.add(new Span(in.text(), in.text()));
    }
    return new TitleRange(titles, leaves, pages, last);
  }

  /** A range, while its titles come. */
  private static final class Draft {
    private final Cut leafCut = Cut.leaves();
    private final Cut pageCut = Cut.pages();
    private final List<String> leaves = new ArrayList<>();
    private final List<Span> pages = new ArrayList<>();
    private long titles;
    private String last = "";
    private String pageFirst;
    private String pageLast;

    void add(byte[] row) {
      SearchTitle title = TitleRow.of(row);
      String key = new String(TitleRow.folded(row), UTF_8);
      if (leafCut.before(key, LeafShard.lengthBytes(title))) {
        leaves.add(leaves.isEmpty() ? key : RangeShards.separator(last, key));
      }
      if (pageCut.before(key, TitlePages.lengthBytes(title))) {
        endPage();
        pageFirst = title.title();
      }
      pageLast = title.title();
      last = key;
      titles++;
    }

    TitleRange range() {
      endPage();
      return new TitleRange(titles, leaves, pages, last);
    }

    private void endPage() {
      if (pageFirst != null) {
        pages.add(new Span(pageFirst, pageLast));
      }
    }
  }
}
