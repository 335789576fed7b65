package org.wikimill.pipeline.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.search.FileSink;
import org.wikimill.formats.search.RangeShards;
import org.wikimill.formats.search.SearchFiles;
import org.wikimill.formats.search.TitlePages;
import org.wikimill.formats.search.TitlePages.Span;
import org.wikimill.pipeline.rows.GeneratedPart;
import org.wikimill.pipeline.rows.Output;

/**
 * The files above all ranges: the upper levels of the index and of the lists, and the files that
 * are the same in every site. It holds what a reader could: some 60 bytes for 300 titles.
 */
final class SearchTop {
  private SearchTop() {}

  /** Makes the files, and commits. */
  static void run(Output output, SearchPlan plan) throws IOException {
    SearchParts parts = plan.parts();
    int last = parts.ranges();
    int number = plan.partsBefore() + parts.first() + last;
    try (GeneratedPart made =
        new GeneratedPart(output, parts.rowFile(last), parts.car(last), number)) {
      FileSink sink =
          (place, mime, content) -> made.add(parts.source().inBuild(place), mime, content);
      TitlePages.writeUpper(writeRanges(output, parts, sink), sink);
      SearchFiles.write(sink);
      made.commit();
    }
  }

  /** Writes the upper levels of the index; returns what the pages span. */
  private static List<Span> writeRanges(Output output, SearchParts parts, FileSink sink)
      throws IOException {
    List<Span> pages = new ArrayList<>();
    RangeShards shards = new RangeShards(sink);
    String before = "";
    for (String name : parts.rangeFiles()) {
      TitleRange range = TitleRange.read(output, name);
      for (int i = 0; i < range.leaves().size(); i++) {
        String separator = range.leaves().get(i);
        shards.add(i == 0 ? RangeShards.separator(before, separator) : separator);
      }
      pages.addAll(range.pages());
      before = range.titles() == 0 ? before : range.last();
    }
    shards.finish();
    return pages;
  }
}
