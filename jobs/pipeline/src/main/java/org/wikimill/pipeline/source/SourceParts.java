package org.wikimill.pipeline.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.rows.Output;

/**
 * How sources that are included in the tree as files are cut: each into ranges of whole chunks,
 * which tasks hash, and a last part that joins them.
 *
 * @param source the source
 * @param first the number of its first part among those of all included sources
 * @param partBytes bytes of a range: a multiple of the chunk size
 */
public record SourceParts(Source source, int first, long partBytes) implements Serializable {
  /** The name of the stage. */
  public static final String STAGE = "source";

  /** Cuts included sources into ranges of at most {@code shardBytes}, if a chunk is not longer. */
  public static List<SourceParts> of(List<Source> sources, long shardBytes, int chunkBytes) {
    long partBytes = Math.max(1, shardBytes / chunkBytes) * chunkBytes;
    List<SourceParts> all = new ArrayList<>();
    int first = 0;
    for (Source source : sources) {
      SourceParts parts = new SourceParts(source, first, partBytes);
      all.add(parts);
      first += parts.ranges() + 1;
    }
    return all;
  }

  /** The number of ranges. */
  public int ranges() {
    return Math.toIntExact((source.plan().lengthBytes() + partBytes - 1) / partBytes);
  }

  /** The first byte of a range. */
  public long start(int range) {
    return range * partBytes;
  }

  /** The first byte after a range. */
  public long end(int range) {
    return Math.min(source.plan().lengthBytes(), start(range + 1));
  }

  /** The row files of all ranges, in order. */
  public List<String> rangeRows() {
    List<String> names = new ArrayList<>();
    for (int range = 0; range < ranges(); range++) {
      names.add(Output.rowFile(STAGE, first + range));
    }
    return names;
  }

  /** The number of the part that joins the ranges. */
  public int joint() {
    return first + ranges();
  }

  /** The row file of the part that joins the ranges: it holds the file's row. */
  public String jointRows() {
    return Output.rowFile(STAGE, joint());
  }

  /** The CAR of a part. */
  public static String car(int part) {
    return String.format(Locale.ROOT, "car/source-%05d.car", part);
  }
}
