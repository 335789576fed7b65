package org.wikimill.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.dag.DagWalk.Bytes;
import org.wikimill.formats.dag.DagWalk.Duplicates;
import org.wikimill.formats.dag.DagWalk.Scope;

/**
 * What a client wants in a CAR.
 *
 * @param range of the bytes of a file; empty for all
 */
record CarOptions(Scope scope, Optional<Range> range, Duplicates duplicates) {
  private static final Pattern RANGE = Pattern.compile("(-?[0-9]{1,18}):(\\*|-?[0-9]{1,18})");

  /**
   * Two positions in a file, both of them included; negative ones count from its end.
   *
   * @param last empty for the end
   */
  record Range(long first, Optional<Long> last) {

    /** The bytes of a file of that length; empty if it has none of them. */
    Optional<Bytes> within(long length) {
      long from = first < 0 ? Math.max(0, length + first) : first;
      long to =
          last.map(position -> position < 0 ? length + position : position).orElse(length - 1);
      return from > to || from >= length
          ? Optional.empty()
          : Optional.of(new Bytes(from, Math.min(to, length - 1)));
    }
  }

  /**
   * Reads the options from the URL, which goes before, and from header {@code Accept}.
   *
   * @throws HttpFailure 400 if a value is none
   */
  static CarOptions of(Query query, Negotiation negotiation) throws HttpFailure {
    String version = value("version", query, negotiation).orElse("1");
    if (!version.equals("1")) {
      throw new HttpFailure(400, "CARs of version 1 are made here, not '" + version + "'");
    }
    String order = value("order", query, negotiation).orElse("dfs");
    if (!order.equals("dfs") && !order.equals("unk")) {
      throw new HttpFailure(400, "unknown order '" + order + "': dfs or unk");
    }
    Duplicates duplicates =
        switch (value("dups", query, negotiation).orElse("n")) {
          case "y" -> Duplicates.REPEATED;
          case "n" -> Duplicates.OMITTED;
          default -> throw new HttpFailure(400, "unknown value of dups: y or n");
        };
    Optional<String> bytes = query.value("entity-bytes");
    Optional<Range> range = bytes.isPresent() ? Optional.of(range(bytes.get())) : Optional.empty();
    return new CarOptions(scope(query, range), range, duplicates);
  }

  private static Optional<String> value(String name, Query query, Negotiation negotiation) {
    return query
        .value("car-" + name)
        .or(() -> Optional.ofNullable(negotiation.parameters().get(name)));
  }

  private static Scope scope(Query query, Optional<Range> range) throws HttpFailure {
    String fallback = range.isPresent() ? "entity" : "all";
    String value = query.value("dag-scope").orElse(fallback);
    return switch (value) {
      case "block" -> Scope.BLOCK;
      case "entity" -> Scope.ENTITY;
      case "all" -> range.isPresent() ? Scope.ENTITY : Scope.ALL;
      default ->
          throw new HttpFailure(400, "unknown dag-scope '" + value + "': block, entity or all");
    };
  }

  private static Range range(String text) throws HttpFailure {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      throw new HttpFailure(400, "unknown entity-bytes '" + text + "': FROM:TO, such as 0:*");
    }
    long first = Long.parseLong(matcher.group(1));
    Optional<Long> last =
        Optional.of(matcher.group(2)).filter(to -> !to.equals("*")).map(Long::parseLong);
    if (first >= 0 && last.isPresent() && last.get() >= 0 && last.get() < first) {
      throw new HttpFailure(400, "entity-bytes end before they start: '" + text + "'");
    }
    return new Range(first, last);
  }

  /** The media type of the answer. */
  String mediaType() {
    return Format.CAR.mediaType() + "; version=1; order=dfs; dups=" + dups();
  }

  /** What tells the answer from those with other options. */
  String tag() {
    String bytes =
        range.map(r -> "." + r.first + "_" + r.last.map(String::valueOf).orElse("")).orElse("");
    return scope.name().toLowerCase(Locale.ROOT) + bytes + ".dups-" + dups();
  }

  private String dups() {
    return duplicates == Duplicates.REPEATED ? "y" : "n";
  }
}
