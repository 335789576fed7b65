package org.wikimill.pipeline.watch;

import java.util.Comparator;
import java.util.Optional;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.manifest.Manifest;
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

  /** The same, its pages telling what snapshot came before, if its layout has a page that tells. */
  Candidate after(Manifest before) {
    if (settings.policy().layout() != Layout.Name.SITE) {
      return this;
    }
    Cid root = Cid.parse(before.root());
    return new Candidate(
        archive,
        settings.of(settings.policy().after(root)),
        new BuildPlan(
            plan.sources(), plan.included(), plan.recipe().after(before.root()), plan.store()));
  }

  String snapshot() {
    return plan.recipe().snapshot();
  }

  Optional<Edition> edition() {
    return Edition.of(snapshot());
  }
}
