package org.wikimill.pipeline.snapshots;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;

/** A folder of builds, each in a folder of its own. Other files and folders may stand there. */
public final class Snapshots {
  /** The file that tells of a snapshot that it is being removed. */
  static final String REMOVAL = "being-removed";

  private final Store folder;
  private final Builds builds;

  /** The folder of one build, by its name. */
  @FunctionalInterface
  interface Builds {
    Store at(String name) throws IOException;
  }

  Snapshots(Store folder, Builds builds) {
    this.folder = folder;
    this.builds = builds;
  }

  /** The builds in the folder at a location, as {@link Stores#at} has it. */
  public static Snapshots in(String location, Durability durability, HadoopSettings settings)
      throws IOException {
    return new Snapshots(
        Stores.at(location, durability, settings),
        name -> Stores.at(location + "/" + name, durability, settings));
  }

  /** The folder of all. */
  public Store folder() {
    return folder;
  }

  /** The folder of a build, whether or not there is one. */
  public Store build(String name) throws IOException {
    return builds.at(name);
  }

  /**
   * Builds that are finished and that nobody is at work on, by edition, then by folder. A folder
   * whose manifest cannot be read is none.
   */
  public List<Snapshot> finished() throws IOException {
    List<Snapshot> snapshots = new ArrayList<>();
    for (Map.Entry<String, Set<String>> entry : contents().entrySet()) {
      Set<String> top = entry.getValue();
      boolean finished = top.contains(Manifest.NAME) && !top.contains(Output.WORK);
      if (finished && !top.contains(REMOVAL)) {
        read(entry.getKey()).ifPresent(snapshots::add);
      }
    }
    snapshots.sort(Snapshot.ORDER);
    return snapshots;
  }

  /** The newest finished snapshot that an edition follows. */
  public Optional<Snapshot> before(Edition edition) throws IOException {
    return finished().stream()
        .filter(snapshot -> snapshot.edition().map(edition::follows).orElse(false))
        .max(Snapshot.ORDER);
  }

  /** Folders of snapshots whose removal has begun. */
  List<String> beingRemoved() throws IOException {
    return contents().entrySet().stream()
        .filter(entry -> entry.getValue().contains(REMOVAL))
        .map(Map.Entry::getKey)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private Optional<Snapshot> read(String name) throws IOException {
    try {
      return Optional.of(new Snapshot(name, FinishedBuild.in(build(name))));
    } catch (MalformedInputException e) {
      return Optional.empty();
    }
  }

  /** What stands in each folder, files and folders. */
  private Map<String, Set<String>> contents() throws IOException {
    Map<String, Set<String>> contents = new TreeMap<>();
    for (String file : folder.list("")) {
      String[] segments = file.split("/", 3);
      if (segments.length > 1) {
        contents.computeIfAbsent(segments[0], name -> new TreeSet<>()).add(segments[1]);
      }
    }
    return contents;
  }
}
