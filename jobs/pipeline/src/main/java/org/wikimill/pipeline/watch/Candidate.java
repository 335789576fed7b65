package org.wikimill.pipeline.watch;

import java.util.Comparator;
import java.util.Optional;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.snapshots.Edition;

/**
 * An archive that has arrived.
 *
 * @param archive where it is
 * @param settings what its build is asked to do
 * @param plan its build before it starts
 */
record Candidate(String archive, Settings settings, BuildPlan plan) {

  /** The older edition first, so that the newer is compared with it. */
  static final Comparator<Candidate> ORDER =
      Comparator.comparing(
              (Candidate candidate) -> candidate.edition().orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Candidate::snapshot);

  String snapshot() {
    return plan.recipe().snapshot();
  }

  Optional<Edition> edition() {
    return Edition.of(snapshot());
  }
}
