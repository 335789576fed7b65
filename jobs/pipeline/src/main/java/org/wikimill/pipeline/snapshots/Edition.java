package org.wikimill.pipeline.snapshots;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of what a snapshot is an edition, and of when: its name without the date, and the date.
 *
 * <p>In their natural order the editions of a series stand together, the oldest first.
 *
 * @param series wiki and flavour, such as {@code wikipedia_en_all_maxi}
 * @param date {@code YYYY-MM} or {@code YYYY-MM-DD}
 */
public record Edition(String series, String date) implements Comparable<Edition> {
  private static final Pattern NAME = Pattern.compile("(.+)_(\\d{4}-\\d{2}(?:-\\d{2})?)");
  private static final Comparator<Edition> ORDER =
      Comparator.comparing(Edition::series).thenComparing(Edition::date);

  /** What the name of a snapshot tells; empty if it does not end with a date. */
  public static Optional<Edition> of(String snapshot) {
    Matcher matcher = NAME.matcher(snapshot);
    return matcher.matches()
        ? Optional.of(new Edition(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** Whether this is a newer edition of the same series. */
  public boolean follows(Edition other) {
    return series.equals(other.series) && date.compareTo(other.date) > 0;
  }

  @Override
  public int compareTo(Edition other) {
    return ORDER.compare(this, other);
  }
}
