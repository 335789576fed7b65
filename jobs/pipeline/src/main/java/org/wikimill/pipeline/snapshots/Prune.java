package org.wikimill.pipeline.snapshots;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.pipeline.manifest.Manifest;

/**
 * The removal of old snapshots: of each series the newest stay.
 *
 * <p>What has no date in its name, is not finished, or is no snapshot, is not touched. A removal
 * that is cut short is gone on with the next time, and never leaves what looks like a finished
 * build: a mark is set, the manifest goes, then the rest, and the mark with the folder last.
 */
public final class Prune {
  private final Snapshots snapshots;
  private final int keep;

  /**
   * A removal that has not begun.
   *
   * @param keep so many of each series stay, 1 or more
   */
  public Prune(Snapshots snapshots, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep " + keep);
    }
    this.snapshots = snapshots;
    this.keep = keep;
  }

  /** What {@link #remove} would remove: what is half gone, then the oldest of each series. */
  public List<Removal> plan() throws IOException {
    List<String> folders = new ArrayList<>(snapshots.beingRemoved());
    List<Snapshot> newestFirst = new ArrayList<>(snapshots.finished());
    Collections.reverse(newestFirst);
    Map<String, Integer> kept = new HashMap<>();
    List<String> old = new ArrayList<>();
    for (Snapshot snapshot : newestFirst) {
      snapshot
          .edition()
          .filter(edition -> kept.merge(edition.series(), 1, Integer::sum) > keep)
          .ifPresent(edition -> old.add(snapshot.folder()));
    }
    Collections.reverse(old);
    folders.addAll(old);
    List<Removal> removals = new ArrayList<>();
    for (String folder : folders) {
      removals.add(measure(folder));
    }
    return removals;
  }

  /** Removes one of those. */
  public void remove(Removal removal) throws IOException {
    Store store = snapshots.build(removal.folder());
    if (!store.exists(Snapshots.REMOVAL)) {
      try (NewFile mark = store.create(Snapshots.REMOVAL)) {
        mark.commit();
      }
    }
    store.delete(Manifest.NAME);
    TreeSet<String> rest = new TreeSet<>();
    store.list("").forEach(file -> rest.add(file.split("/", 2)[0]));
    rest.remove(Snapshots.REMOVAL);
    for (String name : rest) {
      store.delete(name);
    }
    snapshots.folder().delete(removal.folder());
  }

  private Removal measure(String folder) throws IOException {
    Store store = snapshots.build(folder);
    List<String> files = store.list("");
    long bytes = 0;
    for (String file : files) {
      try (PositionedInput input = store.open(file)) {
        bytes += input.length();
      }
    }
    return new Removal(folder, files.size(), bytes);
  }
}
