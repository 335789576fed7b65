package org.wikimill.pipeline.build;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;
import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.SourceFacts;
import org.wikimill.pipeline.manifest.TableFacts;
import org.wikimill.pipeline.rows.Output;

/** What stands in the folder of a build before it starts, and what must be gone when it ends. */
final class OutputFolder {
  private static final String ASKED = Output.WORK + "/asked.json";

  private OutputFolder() {}

  /** What an unfinished build was asked to do. */
  record Asked(
      Recipe recipe, List<SourceFacts> sources, @JsonInclude(NON_EMPTY) List<TableFacts> tables) {

    Asked {
      tables = tables == null ? List.of() : List.copyOf(tables); // as JSON leaves it out
    }
  }

  /** How far this build is. */
  enum State {
    NEW,
    BEGUN,
    FINISHED
  }

  /** Makes sure that the folder is empty or this build's; writes nothing. */
  static State check(BuildPlan plan, boolean resume) throws IOException, BuildException {
    Store store = plan.store();
    if (store.list("").stream().allMatch(name -> store.isPending(name) || BuildLock.isLock(name))) {
      return State.NEW;
    }
    if (!resume) {
      throw new BuildException(
          SETTINGS,
          store.location() + " is not empty: choose another --out, or go on with --resume");
    }
    boolean finished = store.exists(Manifest.NAME);
    if (!finished && !store.exists(ASKED)) {
      throw new BuildException(
          SETTINGS, store.location() + " holds no build that --resume could go on with");
    }
    Asked before = finished ? asked(store) : Json.read(store, ASKED, Asked.class);
    List<String> differences = new ArrayList<>(before.recipe().differences(plan.recipe()));
    differences.addAll(differences(before.sources(), plan.facts()));
    if (!before.tables().equals(plan.tableFacts())) {
      differences.add(
          "--sql, --media-info were " + before.tables() + ", are now " + plan.tableFacts());
    }
    if (!differences.isEmpty()) {
      throw new BuildException(
          SETTINGS, store.location() + " is another build's: " + String.join("; ", differences));
    }
    return finished ? State.FINISHED : State.BEGUN;
  }

  /** Notes what the build was asked to do. */
  static void begin(BuildPlan plan) throws IOException {
    Json.write(plan.store(), ASKED, new Asked(plan.recipe(), plan.facts(), plan.tableFacts()));
  }

  private static List<String> differences(List<SourceFacts> before, List<SourceFacts> now) {
    if (before.size() != now.size()) {
      return List.of("there were " + before.size() + " sources, are now " + now.size());
    }
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      differences.addAll(before.get(i).differences(now.get(i)));
    }
    return differences;
  }

  private static Asked asked(Store store) throws IOException {
    Manifest manifest = Json.read(store, Manifest.NAME, Manifest.class);
    return new Asked(
        manifest.recipe(),
        manifest.sources().stream().map(Manifest.Source::facts).toList(),
        manifest.tableFacts());
  }

  /**
   * Ends a run: removes what failed attempts left, and what only an unfinished build needs; the
   * lock with it.
   */
  static void clean(Store store, String run) throws IOException {
    store.end(run);
    for (String name : store.list("")) {
      if (store.isPending(name)) {
        store.delete(name);
      }
    }
    store.delete(Output.WORK);
  }
}
