package org.wikimill.pipeline.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.wikimill.formats.search.Cut;
import org.wikimill.formats.search.FileSink;
import org.wikimill.formats.search.LeafShard;
import org.wikimill.formats.search.SearchTitle;
import org.wikimill.formats.search.TitlePages;
import org.wikimill.pipeline.rows.GeneratedPart;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.RowFiles;
import org.wikimill.pipeline.rows.TitleRow;

/** The leaves and pages of one range of sorted titles, one of each in memory at a time. */
final class SearchPart {
  private final SearchPlan plan;
  private final FileSink sink;
  private final Cut leafCut = Cut.leaves();
  private final Cut pageCut = Cut.pages();

  /** Leaves that are complete but for what they repeat of those after them. */
  private final Deque<LeafShard> ending = new ArrayDeque<>();

  private LeafShard leaf;
  private TitlePages.Page page;
  private long nextLeaf;
  private long nextPage;

  private SearchPart(SearchPlan plan, int range, FileSink sink) {
    this.plan = plan;
    this.sink = sink;
    this.nextLeaf = plan.firstLeaf()[range];
    this.nextPage = plan.firstPage()[range];
  }

  /** Makes the files of a range, and commits. */
  static void run(Output output, SearchPlan plan, int range) throws IOException {
    SearchParts parts = plan.parts();
    int number = plan.partsBefore() + parts.first() + range;
    try (GeneratedPart made =
        new GeneratedPart(output, parts.rowFile(range), parts.car(range), number)) {
      FileSink sink =
          (place, mime, content) -> made.add(parts.source().inBuild(place), mime, content);
      new SearchPart(plan, range, sink).run(output, range);
      made.commit();
    }
  }

  private void run(Output output, int range) throws IOException {
    List<String> names = plan.parts().rangeFiles();
    try (RowFiles titles = new RowFiles(output, names.listIterator(range))) {
      for (long left = plan.titles()[range]; left > 0; left--) {
        add(titles.next()._1);
      }
      endPage();
      endLeaf();
      while (!ending.isEmpty() && titles.hasNext()) {
        repeat(TitleRow.of(titles.next()._1));
      }
    }
    while (!ending.isEmpty()) {
      ending.remove().writeTo(sink);
    }
    if (nextLeaf != plan.firstLeaf()[range + 1] || nextPage != plan.firstPage()[range + 1]) {
      throw new IllegalStateException("range " + range + " was cut otherwise before");
    }
  }

  private void add(byte[] row) throws IOException {
    SearchTitle title = TitleRow.of(row);
    String key = new String(TitleRow.folded(row), UTF_8);
    if (leafCut.before(key, LeafShard.lengthBytes(title))) {
      endLeaf();
      leaf = new LeafShard(nextLeaf++);
    }
    if (pageCut.before(key, TitlePages.lengthBytes(title))) {
      endPage();
      page = new TitlePages.Page(nextPage++, plan.pages());
    }
    repeat(title);
    leaf.add(title);
    page.add(title);
  }

  private void repeat(SearchTitle title) throws IOException {
    for (int i = ending.size(); i > 0; i--) {
      LeafShard shard = ending.remove();
      if (shard.repeat(title)) {
        ending.add(shard);
      } else {
        shard.writeTo(sink);
      }
    }
  }

  private void endLeaf() {
    if (leaf != null) {
      ending.add(leaf);
    }
    leaf = null;
  }

  private void endPage() throws IOException {
    if (page != null) {
      page.writeTo(sink);
    }
    page = null;
  }
}
