package org.wikimill.pipeline.sides;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;

/**
 * Finds out what a user means by one side of an audit.
 *
 * <p>{@code ROOT@PLACE} is a root and where its blocks are: CARs, or the URL of a node. A CAR, or a
 * folder of nothing else, needs no root if its headers name one. A file {@code *.json} is a
 * manifest. All else is the folder of a build, of which some may be missing.
 */
public final class SideReader {
  private static final String CAR = ".car";

  private final HadoopSettings hadoop;
  private final Function<String, NodeAddress> nodes;
  private final Store scratch;

  /**
   * A reader.
   *
   * @param nodes finds the node of a URL, with its credentials
   * @param scratch a folder for indexes of CARs that have none, which every executor sees
   */
  public SideReader(HadoopSettings hadoop, Function<String, NodeAddress> nodes, Store scratch) {
    this.hadoop = hadoop;
    this.nodes = nodes;
    this.scratch = scratch;
  }

  /**
   * Reads a side.
   *
   * @throws java.nio.file.NoSuchFileException if nothing of a build is there
   * @throws BuildException if it is not clear which root is meant
   */
  public Side read(String text) throws IOException, BuildException {
    Optional<Cid> root = root(text);
    if (root.isPresent()) {
      String place = text.substring(text.indexOf('@') + 1);
      return new Side.Tree(root.get(), place(place));
    }
    if (text.endsWith(CAR)) {
      return alone(text);
    }
    if (text.endsWith(".json")) {
      return new Side.ManifestAlone(FinishedBuild.of(store(parent(text)), name(text)));
    }
    return folder(text);
  }

  private Side folder(String text) throws IOException, BuildException {
    Store store = store(text);
    boolean hasIndex = IndexFolder.isIn(store);
    if (store.exists(Manifest.NAME)) {
      FinishedBuild build = FinishedBuild.in(store);
      return hasIndex ? new Side.Build(build) : new Side.ManifestAlone(build);
    }
    if (hasIndex) {
      return new Side.Index(IndexFolder.read(store));
    }
    // As for any build: what has neither index nor CARs lacks a manifest first of all.
    return cars(store).isEmpty() ? new Side.Build(FinishedBuild.in(store)) : alone(text);
  }

  /** CARs whose headers name the root. */
  private Side alone(String text) throws IOException, BuildException {
    Cars cars = files(text);
    Set<Cid> roots = CarPlace.roots(cars.store, cars.names);
    if (roots.size() != 1) {
      throw new BuildException(
          SETTINGS,
          text + " names " + (roots.isEmpty() ? "no root" : roots) + ": give ROOT@" + text);
    }
    return new Side.Tree(roots.iterator().next(), place(text));
  }

  private static Optional<Cid> root(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.parse(text.substring(0, at)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a folder with such a name
    }
  }

  private BlockPlace place(String text) throws IOException, BuildException {
    if (text.startsWith("http://") || text.startsWith("https://")) {
      return new NodePlace(nodes.apply(text));
    }
    Cars cars = files(text);
    if (cars.names.isEmpty()) {
      throw new BuildException(SETTINGS, text + " has no CAR");
    }
    return CarPlace.of(cars.store, cars.names, scratch);
  }

  private record Cars(Store store, List<String> names) {}

  private Cars files(String text) throws IOException {
    if (text.endsWith(CAR)) {
      return new Cars(store(parent(text)), List.of(name(text)));
    }
    Store store = store(text);
    return new Cars(store, cars(store));
  }

  private static List<String> cars(Store store) throws IOException {
    return store.list("").stream().filter(name -> name.endsWith(CAR)).toList();
  }

  private static String parent(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "." : file.substring(0, slash + 1);
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private Store store(String folder) throws IOException {
    return Stores.at(folder, Durability.CACHED, hadoop);
  }
}
