package org.wikimill.pipeline.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The published snapshots of a wiki.
 *
 * @param code of its language, as the wiki's address has it, such as {@code tr} or {@code
 *     be-tarask}
 * @param name what people call the wiki
 * @param snapshots by date, the oldest first
 */
public record Language(String code, String name, List<PublishedSnapshot> snapshots) {

  public Language {
    snapshots = List.copyOf(snapshots);
  }

  /** The newest snapshot; empty if there is none. */
  public Optional<PublishedSnapshot> newest() {
    return snapshots.isEmpty()
        ? Optional.empty()
        : Optional.of(snapshots.get(snapshots.size() - 1));
  }

  /** The snapshot of a date. */
  public Optional<PublishedSnapshot> at(String date) {
    return snapshots.stream().filter(snapshot -> snapshot.date().equals(date)).findFirst();
  }
}
