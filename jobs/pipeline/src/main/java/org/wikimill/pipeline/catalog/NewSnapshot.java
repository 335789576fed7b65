package org.wikimill.pipeline.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A finished build that is to join a list of snapshots, as the newest of its language.
 *
 * @param facts the build
 * @param language the code of its language
 * @param name what people call the wiki, if the list does not say so yet
 * @param details what no build can know
 */
public record NewSnapshot(
    BuildFacts facts, String language, String name, BuildFacts.Details details) {

  /**
   * What the list has of the build.
   *
   * @param isNew whether it had not before
   */
  public record Joined(PublishedSnapshot snapshot, boolean isNew) {}

  /**
   * Puts the build into the list in a file, unless that has a snapshot of its date and root. A list
   * that is not there is begun. Of several processes that change it, each has its turn.
   *
   * @throws IllegalArgumentException if the list has another snapshot of that date, or a later one
   * @throws org.wikimill.connectors.io.SinkException if the list cannot be written
   */
  public Joined join(Path file) throws IOException {
    try (CatalogLock turn = CatalogLock.of(file)) {
      CatalogFile list = turn.list();
      Optional<Language> known = list.catalog().language(language);
      Optional<PublishedSnapshot> newest = known.flatMap(Language::newest);
      PublishedSnapshot snapshot = facts.snapshot(details, newest);
      Optional<PublishedSnapshot> there = known.flatMap(l -> l.at(snapshot.date()));
      if (there.isPresent() && there.get().root().equals(snapshot.root())) {
        return new Joined(there.get(), false);
      }
      list.with(language, name, snapshot).write(file);
      return new Joined(snapshot, true);
    }
  }
}
