package org.wikimill.pipeline.sides;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wikimill.pipeline.rows.Counts;

/** What differs between the counts of two manifests, a line each. */
public final class CountDifferences {
  private CountDifferences() {}

  /** The lines, in the order of the manifest; none if the counts are equal. */
  public static List<String> of(Counts before, Counts now) {
    Map<String, Long> was = numbers(before);
    List<String> lines = new ArrayList<>();
    numbers(now)
        .forEach(
            (name, number) -> {
              if (!number.equals(was.get(name))) {
                lines.add(
                    String.format(
                        Locale.ROOT, "%s was %,d, is now %,d", name, was.get(name), number));
              }
            });
    return lines;
  }

  private static Map<String, Long> numbers(Counts counts) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put("files", counts.files());
    numbers.put("aliases", counts.aliases());
    numbers.put("forwards", counts.forwards());
    numbers.put("not_served", counts.notServed());
    numbers.put("excluded", counts.excluded());
    numbers.put("errors", counts.errors());
    numbers.put("fallbacks", counts.fallbacks());
    numbers.put("generated", counts.generated());
    numbers.put("content_bytes", counts.contentBytes());
    numbers.put("blocks", counts.blocks());
    numbers.put("block_bytes", counts.blockBytes());
    numbers.put("repeated_blocks", counts.repeatedBlocks());
    numbers.put("repeated_bytes", counts.repeatedBytes());
    numbers.put("links.references", counts.links().references());
    numbers.put("links.external", counts.links().external());
    numbers.put("links.broken", counts.links().broken());
    numbers.put("links.broken_targets", counts.links().brokenTargets());
    return numbers;
  }
}
