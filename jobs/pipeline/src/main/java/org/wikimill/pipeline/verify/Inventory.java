package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.tree.Tree;

/** The files that a manifest lists against those that the folder has, before any is opened. */
final class Inventory {
  private final Manifest manifest;
  private final Output.Sink sink;
  private final Findings findings;
  private final Set<String> present;
  private final Map<String, BuildFile> listed = new TreeMap<>();
  private final Map<String, FileFact> files = new TreeMap<>();

  private Inventory(Manifest manifest, Set<String> present, Findings findings) {
    this.manifest = manifest;
    this.sink = Output.Sink.of(manifest.recipe().sink()).orElseThrow();
    this.present = present;
    this.findings = findings;
  }

  /** The files that can be read, by name; what is wrong with the others goes to the findings. */
  static Map<String, FileFact> take(Store store, Manifest manifest, Findings findings)
      throws IOException {
    Inventory inventory = new Inventory(manifest, new HashSet<>(store.list("")), findings);
    manifest.files().forEach(inventory::list);
    inventory.strays();
    if (inventory.sink.hasCars()) {
      inventory.pairs();
    }
    return inventory.files;
  }

  private void list(FileFact file) {
    String name = file.name();
    BuildFile kind = BuildFile.of(name, manifest.recipe().snapshot());
    if (!belongs(kind)) {
      inManifest("name of a file", "one that this build can have", name);
    }
    if (listed.put(name, kind) != null) {
      inManifest("files", name + " once", "twice");
    } else if (belongs(kind) && present.contains(name)) {
      files.put(name, file);
    } else if (belongs(kind)) {
      findings.add(Defect.of(Defect.Scope.FILE, name, "missing", "a file", "none"));
      findings.add(Total.UNREAD_PARTS, kind instanceof BuildFile.TableFile ? 1 : 0);
    }
  }

  private boolean belongs(BuildFile kind) {
    if (kind instanceof BuildFile.TableFile part) {
      return !part.table().equals(Tables.BLOCKS) || sink.hasBlocks();
    }
    return !(kind instanceof BuildFile.Unknown) && sink.hasCars();
  }

  private void strays() {
    Set<String> strays = new HashSet<>(present);
    strays.removeAll(listed.keySet());
    strays.removeAll(
        Set.of(Manifest.NAME, Manifest.SUM_NAME, Manifest.RUN_NAME, Manifest.PUBLISH_NAME));
    for (String stray : strays) {
      findings.add(
          Defect.of(Defect.Scope.FILE, stray, "stray file", "what the manifest lists", "this"));
    }
  }

  /** No CAR without an index, no index without a CAR, no build without a root. */
  private void pairs() {
    requireListed(Tree.ROOT_CAR);
    listed.forEach(
        (name, kind) -> {
          if (kind instanceof BuildFile.Car) {
            requireListed(BuildFile.indexOf(name));
          } else if (kind instanceof BuildFile.CarIndex index) {
            requireListed(index.car());
          }
        });
  }

  private void requireListed(String name) {
    if (!listed.containsKey(name)) {
      inManifest("files", name, "none");
    }
  }

  private void inManifest(String what, String expected, String found) {
    findings.add(Defect.of(Defect.Scope.FILE, Manifest.NAME, what, expected, found));
  }
}
