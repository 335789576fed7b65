package org.wikimill.pipeline.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.MurmurHash3;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * What was found so far: rows read, paths that differ by cause with the first of each, and distinct
 * contents by the builds that have them.
 *
 * <p>Tallies of parts add up to the tally of the whole, in whatever order they come.
 */
final class Tally {
  private final int limit;
  private final int pages;
  private final long[] rows = new long[Side.values().length];
  private final long[] contents = new long[Side.ALL + 1];
  private final long[] contentBytes = new long[Side.ALL + 1];
  private final Map<Cause, Found> found = new EnumMap<>(Cause.class);
  private long samePaths;

  /** The paths of one cause. */
  private static final class Found {
    private long paths;
    private long bytesA;
    private long bytesB;
    private final long[] details = new long[Detail.values().length];
    private final TreeSet<Sample> first = new TreeSet<>(Sample.ORDER);

    /** Pages by a hash of their paths: so those with the least are spread over all. */
    private final TreeMap<Long, Sample> pages = new TreeMap<>();
  }

  /**
   * A tally of nothing.
   *
   * @param limit the most paths of a cause that are kept; all are counted
   * @param pages the most pages of a cause that are drawn to have their texts compared
   */
  Tally(int limit, int pages) {
    this.limit = limit;
    this.pages = pages;
  }

  void row(Side side) {
    rows[side.ordinal()]++;
  }

  void same() {
    samePaths++;
  }

  /**
   * Takes a path that differs. Called in the order of paths.
   *
   * @param detail what lies behind the cause; null if that says all
   * @param bytesA bytes of the file in the first build; 0 where there is none
   * @param bytesB bytes of the file in the second build; 0 likewise
   */
  void differs(Cause cause, Detail detail, long bytesA, long bytesB, Supplier<Sample> sample) {
    Found of = found.computeIfAbsent(cause, c -> new Found());
    of.paths++;
    of.bytesA += bytesA;
    of.bytesB += bytesB;
    if (detail != null) {
      of.details[detail.ordinal()]++;
    }
    if (of.first.size() < limit) {
      of.first.add(sample.get());
    }
  }

  /** Takes a page that differs, after {@link #differs}: one of those that may be drawn. */
  void page(Cause cause, byte[] path, Supplier<Sample> sample) {
    TreeMap<Long, Sample> drawn = found.get(cause).pages;
    long draw = MurmurHash3.hash128x64(path)[0];
    if (drawn.size() < pages || (pages > 0 && draw < drawn.lastKey())) {
      drawn.put(draw, sample.get());
      trim(drawn);
    }
  }

  private void trim(TreeMap<Long, Sample> drawn) {
    while (drawn.size() > pages) {
      drawn.pollLastEntry();
    }
  }

  /** Takes a content that the builds of a mask have. */
  void content(int sides, long bytes) {
    contents[sides]++;
    contentBytes[sides] += bytes;
  }

  void addAll(Tally other) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
    }
    for (int i = 0; i < contents.length; i++) {
      contents[i] += other.contents[i];
      contentBytes[i] += other.contentBytes[i];
    }
    samePaths += other.samePaths;
    other.found.forEach(this::add);
  }

  private void add(Cause cause, Found more) {
    Found of = found.computeIfAbsent(cause, c -> new Found());
    of.paths += more.paths;
    of.bytesA += more.bytesA;
    of.bytesB += more.bytesB;
    for (int i = 0; i < of.details.length; i++) {
      of.details[i] += more.details[i];
    }
    of.pages.putAll(more.pages);
    trim(of.pages);
    of.first.addAll(more.first);
    while (of.first.size() > limit) {
      of.first.pollLast();
    }
  }

  /** Rows of table {@code files} that were read. */
  long rows(Side side) {
    return rows[side.ordinal()];
  }

  /** Paths whose rows are equal. */
  long samePaths() {
    return samePaths;
  }

  /** Distinct files that just the builds of a mask have. */
  AuditReport.Contents contents(int sides) {
    return new AuditReport.Contents(contents[sides], contentBytes[sides]);
  }

  /** The causes that were met, in their order. */
  List<AuditReport.Explained> causes() {
    List<AuditReport.Explained> causes = new ArrayList<>();
    found.forEach(
        (cause, of) ->
            causes.add(
                new AuditReport.Explained(
                    cause, of.paths, of.bytesA, of.bytesB, details(of), List.copyOf(of.first))));
    return causes;
  }

  /** Pages whose texts tell of these causes: those drawn, then other texts among the first. */
  List<SampledPage> pages(List<AuditReport.Explained> causes, int count) {
    Set<SampledPage> wanted = new LinkedHashSet<>();
    for (AuditReport.Explained cause : causes) {
      found.get(cause.cause()).pages.values().stream()
          .sorted(Sample.ORDER)
          .forEach(sample -> wanted.add(new SampledPage(cause.cause(), sample)));
    }
    for (AuditReport.Explained cause : causes) {
      cause.first().stream()
          .filter(sample -> cause.cause().isOfContent() && sample.isText())
          .forEach(sample -> wanted.add(new SampledPage(cause.cause(), sample)));
    }
    return wanted.stream().filter(page -> page.sample().hasTwoCids()).limit(count).toList();
  }

  private static List<AuditReport.Part> details(Found of) {
    return Stream.of(Detail.values())
        .map(detail -> new AuditReport.Part(detail, of.details[detail.ordinal()]))
        .filter(part -> part.paths() > 0)
        .sorted(Comparator.comparingLong(AuditReport.Part::paths).reversed())
        .toList();
  }

  byte[] encode() {
    RowWriter out = new RowWriter().varint(limit).varint(pages).varint(samePaths);
    for (long[] counts : List.of(rows, contents, contentBytes)) {
      for (long count : counts) {
        out.varint(count);
      }
    }
    out.varint(found.size());
    found.forEach(
        (cause, of) -> {
          out.byteValue(cause.ordinal()).varint(of.paths).varint(of.bytesA).varint(of.bytesB);
          for (long paths : of.details) {
            out.varint(paths);
          }
          out.varint(of.first.size());
          of.first.forEach(sample -> sample.write(out));
          out.varint(of.pages.size());
          of.pages.forEach((draw, sample) -> sample.write(out.fixedLong(draw)));
        });
    return out.toBytes();
  }

  static Tally decode(byte[] bytes) {
    RowReader in = new RowReader(bytes);
    Tally tally = new Tally((int) in.varint(), (int) in.varint());
    tally.samePaths = in.varint();
    for (long[] counts : List.of(tally.rows, tally.contents, tally.contentBytes)) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = in.varint();
      }
    }
    for (long causes = in.varint(); causes > 0; causes--) {
      Found of = new Found();
      tally.found.put(Cause.values()[in.byteValue()], of);
      of.paths = in.varint();
      of.bytesA = in.varint();
      of.bytesB = in.varint();
      for (int i = 0; i < of.details.length; i++) {
        of.details[i] = in.varint();
      }
      for (long left = in.varint(); left > 0; left--) {
        of.first.add(Sample.read(in));
      }
      for (long left = in.varint(); left > 0; left--) {
        of.pages.put(in.fixedLong(), Sample.read(in));
      }
    }
    return tally;
  }

  /** The tally of both, encoded. */
  static byte[] sum(byte[] a, byte[] b) {
    Tally sum = decode(a);
    sum.addAll(decode(b));
    return sum.encode();
  }
}
