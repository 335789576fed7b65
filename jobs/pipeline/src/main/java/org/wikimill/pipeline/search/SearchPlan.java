package org.wikimill.pipeline.search;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.wikimill.pipeline.rows.Output;

/**
 * How the files of all ranges are numbered.
 *
 * @param parts how the titles are cut
 * @param partsBefore partitions with blocks before those of this stage
 * @param titles the titles of each range
 * @param firstLeaf the number of each range's first leaf; then of all leaves
 * @param firstPage the number of each range's first page; then of all pages
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SearchPlan(
    SearchParts parts, int partsBefore, long[] titles, long[] firstLeaf, long[] firstPage)
    implements Serializable {

  /** The plan, once all titles are sorted. */
  static SearchPlan of(SearchParts parts, int partsBefore, Output output) throws IOException {
    List<String> names = parts.rangeFiles();
    long[] titles = new long[names.size()];
    long[] firstLeaf = new long[names.size() + 1];
    long[] firstPage = new long[names.size() + 1];
    for (int i = 0; i < names.size(); i++) {
      TitleRange range = TitleRange.read(output, names.get(i));
      titles[i] = range.titles();
      firstLeaf[i + 1] = firstLeaf[i] + range.leaves().size();
      firstPage[i + 1] = firstPage[i] + range.pages().size();
    }
    return new SearchPlan(parts, partsBefore, titles, firstLeaf, firstPage);
  }

  /** All pages that list titles. */
  long pages() {
    return firstPage[titles.length];
  }
}
