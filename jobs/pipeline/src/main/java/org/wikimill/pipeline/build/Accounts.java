package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;

/**
 * What all partitions of a build made, added up from their row files.
 *
 * @param files every file, by name
 * @param counts what became of the entries
 */
record Accounts(List<FileFact> files, Counts counts) {

  /**
   * Adds up.
   *
   * @param leftOut what no partition counted
   */
  static Accounts of(Output output, List<String> rowFiles, Counts leftOut) throws IOException {
    List<FileFact> files = new ArrayList<>();
    Counts counts = leftOut;
    for (String rowFile : rowFiles) {
      PartSummary summary = output.summary(rowFile);
      files.addAll(summary.files());
      counts = counts.plus(summary.counts());
    }
    files.sort(Comparator.comparing(FileFact::name));
    return new Accounts(List.copyOf(files), counts);
  }

  /** The manifest that tells so: its entries must add up. */
  Manifest manifest(
      Cid root, Recipe recipe, List<Manifest.Source> sources, Manifest.Tables tables) {
    Manifest manifest = new Manifest(root.toString(), recipe, sources, tables, counts, files);
    if (counts.entries() != manifest.entries()) {
      throw new IllegalStateException(
          "entries do not add up: " + manifest.entries() + " in the sources, " + counts);
    }
    return manifest;
  }
}
