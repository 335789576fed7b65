package org.wikimill.pipeline.watch;

import static org.wikimill.pipeline.build.BuildException.Reason.BUSY;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.build.BuildLock;
import org.wikimill.pipeline.build.BuildLock.Doubt;
import org.wikimill.pipeline.build.BuildLock.Holder;
import org.wikimill.pipeline.build.BuildPlan;
import org.wikimill.pipeline.build.Settings;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.snapshots.Edition;
import org.wikimill.pipeline.snapshots.Prune;
import org.wikimill.pipeline.snapshots.Removal;
import org.wikimill.pipeline.snapshots.Snapshots;

/**
 * One pass over the archives that have arrived: each that has no report yet is built, verified,
 * compared with the edition before, and told.
 *
 * <p>A pass may be cut short at any moment and repeated at any time: it goes on with what is
 * unfinished, and does nothing where nothing is left to do. An archive that fails does not keep
 * others from being built.
 */
public final class Watch {
  private final Snapshots snapshots;
  private final Function<String, Settings> settings;
  private final OptionalInt keep;
  private final Workshop workshop;
  private final Listener listener;

  /**
   * A pass that has not begun.
   *
   * @param snapshots where builds and reports go
   * @param settings what the build of an archive is asked to do, wherever it goes
   * @param keep so many editions of each series stay; all if empty
   */
  public Watch(
      Snapshots snapshots,
      Function<String, Settings> settings,
      OptionalInt keep,
      Workshop workshop,
      Listener listener) {
    this.snapshots = snapshots;
    this.settings = settings;
    this.keep = keep;
    this.workshop = workshop;
    this.listener = listener;
  }

  /**
   * Looks after all archives that the patterns find, the oldest first; one pass at a time in a
   * folder.
   *
   * @param doubt what is done about a pass that may be running on another machine
   */
  public void pass(List<String> patterns, Doubt doubt) throws InterruptedException {
    Store folder = snapshots.folder();
    attempt(
        folder.location(),
        () -> {
          Holder own = Holder.own("watch");
          try (BuildLock lock = BuildLock.take(folder, own, doubt, listener::notice)) {
            pass(patterns, lock);
          }
        });
  }

  private void pass(List<String> patterns, BuildLock lock)
      throws IOException, InterruptedException {
    List<Candidate> candidates = new ArrayList<>();
    for (String pattern : patterns) {
      attempt(pattern, () -> candidates.addAll(whole(pattern)));
    }
    candidates.sort(Candidate.ORDER);
    Set<Edition> editions = editions(candidates);
    for (Candidate candidate : candidates) {
      if (isTooOld(candidate, editions)) {
        listener.skipped(candidate.archive(), "newer editions are all that is kept");
      } else {
        attempt(
            candidate.archive(),
            () -> {
              lock.requireHeld();
              tend(candidate);
            });
      }
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private void attempt(String what, Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (BuildException e) {
      if (e.reason() == BUSY) {
        listener.skipped(what, "work is being done there: " + e.getMessage());
      } else {
        listener.failed(what, e);
      }
    } catch (Exception e) {
      listener.failed(what, e);
    }
  }

  /** The archives that a pattern finds, but for those that are still arriving. */
  private List<Candidate> whole(String pattern) throws IOException, InterruptedException {
    List<Candidate> candidates = new ArrayList<>();
    for (String archive : workshop.arrivals().of(pattern)) {
      attempt(
          archive,
          () -> {
            Optional<String> missing = workshop.arrivals().missing(archive);
            if (missing.isPresent()) {
              listener.skipped(archive, "it is not whole: " + missing.get());
            } else {
              candidates.add(candidate(archive));
            }
          });
    }
    return candidates;
  }

  private Candidate candidate(String archive) throws IOException, BuildException {
    Settings asked = settings.apply(archive);
    BuildPlan plan = BuildPlan.of(asked);
    if (plan.hasDumps()) {
      // Whether a dump has arrived whole, with all of its parts, its first bytes do not tell.
      throw new BuildException(
          SETTINGS, "watch: not for a dump, which 'build' takes when it is whole: " + archive);
    }
    Store folder = snapshots.build(plan.recipe().snapshot());
    return new Candidate(
        archive, asked, new BuildPlan(plan.sources(), plan.included(), plan.recipe(), folder));
  }

  /** All editions that are built or will be. */
  private Set<Edition> editions(List<Candidate> candidates) throws IOException {
    Set<Edition> editions = new HashSet<>();
    candidates.forEach(candidate -> candidate.edition().ifPresent(editions::add));
    snapshots.finished().forEach(snapshot -> snapshot.edition().ifPresent(editions::add));
    return editions;
  }

  /** Whether the build would be removed at once. */
  private boolean isTooOld(Candidate candidate, Set<Edition> editions) {
    if (keep.isEmpty() || candidate.edition().isEmpty()) {
      return false;
    }
    Edition own = candidate.edition().get();
    return editions.stream().filter(e -> e.follows(own)).count() >= keep.getAsInt();
  }

  private void tend(Candidate candidate) throws Exception {
    Optional<WatchReport> before = report(candidate.snapshot());
    if (before.isEmpty() || !before.get().isOf(candidate.plan())) {
      WatchReport report = workshop.build(candidate, snapshots, listener);
      write(report);
      tell(report);
    } else if (!before.get().told()) {
      tell(before.get());
    }
  }

  private Optional<WatchReport> report(String snapshot) throws IOException {
    String file = WatchReport.file(snapshot);
    return snapshots.folder().exists(file)
        ? Optional.of(Json.read(snapshots.folder(), file, WatchReport.class))
        : Optional.empty();
  }

  private void write(WatchReport report) throws IOException {
    Json.write(snapshots.folder(), WatchReport.file(report.snapshot()), report);
  }

  private void tell(WatchReport report) throws Exception {
    if (keep.isPresent()) {
      Prune prune = new Prune(snapshots, keep.getAsInt());
      for (Removal removal : prune.plan()) {
        prune.remove(removal);
        listener.removed(removal);
      }
    }
    String file = WatchReport.file(report.snapshot());
    listener.built(report, snapshots.folder().location() + "/" + file);
    write(report.whenTold());
  }
}
