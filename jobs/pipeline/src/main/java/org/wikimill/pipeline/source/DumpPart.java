package org.wikimill.pipeline.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is a part of a dump, as its name tells.
 *
 * @param location the file: a path or URI
 * @param dump the dump: its location with a star for all in which its parts differ
 * @param numbering what the numbers mean
 * @param first the first number in the name
 * @param last the last number, not below the first
 */
record DumpPart(String location, String dump, Numbering numbering, long first, long last) {
  private static final Comparator<DumpPart> ORDER =
      Comparator.comparingLong(DumpPart::first)
          .thenComparingLong(DumpPart::last)
          .thenComparing(DumpPart::location);

  /** What the numbers in the names of parts mean. */
  enum Numbering {
    /** The ids that a job was given, without gaps: {@code X-pages-articles1.xml-p1p41242.bz2}. */
    PAGES(
        "(?<head>.*[^0-9/])[0-9]{0,9}\\.xml-p(?<first>[0-9]{1,18})p(?<last>[0-9]{1,18})"
            + "(?<tail>\\.[a-z0-9]+)?",
        "*.xml-p*",
        1),
    /**
     * The ids of the first and the last page of content exports, {@code X-2026-08-01-p5p720.xml}:
     * between two parts may be ids without a page.
     */
    EXTENTS(
        "(?<head>.*-)p(?<first>[0-9]{1,18})p(?<last>[0-9]{1,18})(?<tail>\\.xml(\\.[a-z0-9]+)?)",
        "p*",
        0),
    /** Counted from 0, as the chunks of Enterprise's are: {@code X_namespace_0_chunk_7.tar.gz}. */
    CHUNKS(
        "(?<head>.*_chunk_)(?<first>(?<last>[0-9]{1,18}))(?<tail>(\\.(ndjson|json|tar|gz))+)",
        "*",
        0);

    private final Pattern pattern;
    private final String star;
    private final long start;

    Numbering(String regex, String star, long start) {
      this.pattern = Pattern.compile(regex);
      this.star = star;
      this.start = start;
    }

    private String text(long first, long last) {
      if (this == CHUNKS) {
        return first == last ? "" + first : first + "-" + last;
      }
      return "p" + first + "p" + last;
    }

    private Optional<DumpPart> part(String location) {
      Matcher name = pattern.matcher(location);
      if (!name.matches()) {
        return Optional.empty();
      }
      long first = Long.parseLong(name.group("first"));
      long last = Long.parseLong(name.group("last"));
      String tail = Optional.ofNullable(name.group("tail")).orElse("");
      return last < first
          ? Optional.empty()
          : Optional.of(
              new DumpPart(location, name.group("head") + star + tail, this, first, last));
    }
  }

  /** The part that a file is by its name; empty if that is no part's. */
  static Optional<DumpPart> of(String location) {
    for (Numbering numbering : Numbering.values()) {
      Optional<DumpPart> part = numbering.part(location);
      if (part.isPresent()) {
        return part;
      }
    }
    return Optional.empty();
  }

  /**
   * Puts files together whose names differ in the part alone.
   *
   * @return the files of each source, those of a dump by their numbers
   */
  static List<List<String>> sources(List<String> locations) {
    Map<String, List<DumpPart>> dumps = new LinkedHashMap<>();
    List<List<String>> sources = new ArrayList<>();
    for (String location : locations) {
      Optional<DumpPart> part = of(location);
      if (part.isPresent()) {
        dumps.computeIfAbsent(part.get().dump, dump -> new ArrayList<>()).add(part.get());
      } else {
        sources.add(List.of(location));
      }
    }
    for (List<DumpPart> parts : dumps.values()) {
      sources.add(parts.stream().sorted(ORDER).map(DumpPart::location).distinct().toList());
    }
    return sources;
  }

  /**
   * What is missing of a dump: parts that are listed, and numbers that stand in no name.
   *
   * @param there the parts that are there
   * @param listed the names of files that should stand beside them, of other dumps too
   * @return {@code p11p20} for pages, {@code 7} or {@code 7-9} for chunks, in their order
   */
  static List<String> missing(List<DumpPart> there, Set<String> listed) {
    DumpPart any = there.get(0);
    String folder = any.location.substring(0, any.location.lastIndexOf('/') + 1);
    TreeSet<DumpPart> known = new TreeSet<>(ORDER);
    known.addAll(there);
    for (String name : listed) {
      of(folder + name).filter(part -> part.dump.equals(any.dump)).ifPresent(known::add);
    }
    Set<DumpPart> present = Set.copyOf(there);
    List<String> missing = new ArrayList<>();
    long next = any.numbering.start;
    for (DumpPart part : known) {
      if (part.first > next && any.numbering != Numbering.EXTENTS) {
        missing.add(any.numbering.text(next, part.first - 1));
      }
      if (!present.contains(part)) {
        missing.add(any.numbering.text(part.first, part.last));
      }
      next = Math.max(next, part.last + 1);
    }
    return missing;
  }
}
