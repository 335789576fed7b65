package org.wikimill.pipeline.search;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.TitleFile;
import org.wikimill.pipeline.source.Source;

/**
 * How the titles of a source are cut: ranges, each of which a task sorts, then makes into files,
 * and a last part with the files above all ranges.
 *
 * @param source the source
 * @param first the number of its first part among those of all sources
 */
public record SearchParts(Source source, int first) implements Serializable {
  private static final String STAGE = "search";

  /** Titles of a range if all entries have one, which most have. */
  private static final int ENTRIES_PER_RANGE = 1 << 16;

  /** The parts of all sources. */
  public static List<SearchParts> of(List<Source> sources) {
    List<SearchParts> all = new ArrayList<>();
    int first = 0;
    for (Source source : sources) {
      SearchParts parts = new SearchParts(source, first);
      all.add(parts);
      first += parts.ranges() + 1;
    }
    return all;
  }

  /** The number of ranges: from the source alone. */
  public int ranges() {
    return Math.max(
        1, (int) ((source.plan().entries() + ENTRIES_PER_RANGE - 1) / ENTRIES_PER_RANGE));
  }

  /** The number of parts: the ranges, and the files above them. */
  public int count() {
    return ranges() + 1;
  }

  /** The row files of all parts. */
  public List<String> rowFiles() {
    return IntStream.range(0, count()).mapToObj(this::rowFile).toList();
  }

  /** The row file of a part, which commits it: a range, or after all of them the last. */
  String rowFile(int part) {
    return Output.rowFile(STAGE, first + part);
  }

  /** The CAR of a part. */
  String car(int part) {
    return String.format(Locale.ROOT, "car/search-%05d.car", first + part);
  }

  /** The files of the shards' titles. */
  List<String> titleFiles() {
    return IntStream.range(0, source.plan().shards())
        .mapToObj(shard -> TitleFile.name(source.firstShard() + shard))
        .toList();
  }

  /** The files of sorted titles, one a range. */
  List<String> rangeFiles() {
    return IntStream.range(0, ranges())
        .mapToObj(range -> Output.workFile(STAGE, first + range, ".titles"))
        .toList();
  }
}
