package org.wikimill.pipeline.snapshots;

import java.util.Comparator;
import java.util.Optional;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * A finished build in a folder of several.
 *
 * @param folder the name of its own folder
 * @param edition what it is an edition of, by the name in its manifest; empty if that has no date
 * @param build the build
 */
public record Snapshot(String folder, Optional<Edition> edition, FinishedBuild build) {

  /** By edition, those without one first; then by folder. */
  static final Comparator<Snapshot> ORDER =
      Comparator.comparing(
              (Snapshot snapshot) -> snapshot.edition.orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Snapshot::folder);

  Snapshot(String folder, FinishedBuild build) {
    this(folder, Edition.of(build.manifest().recipe().snapshot()), build);
  }
}
