package org.wikimill.pipeline.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * A source of a build, as its bytes tell, not its name.
 *
 * @param directory where its entries stand in the tree; empty for the root
 * @param kind the format
 * @param lengthBytes bytes, all parts of a split archive together
 * @param uuid the archive's UUID, hex
 * @param entries entries of all namespaces
 */
public record SourceFacts(
    String directory, String kind, long lengthBytes, String uuid, long entries) {

  /** What differs in {@code other}, a line each; empty if nothing does. */
  public List<String> differences(SourceFacts other) {
    List<String> lines = new ArrayList<>();
    Recipe.compare(lines, "directory of the source", directory, other.directory);
    Recipe.compare(lines, "source kind", kind, other.kind);
    Recipe.compare(lines, "source length", lengthBytes, other.lengthBytes);
    Recipe.compare(lines, "source UUID", uuid, other.uuid);
    Recipe.compare(lines, "source entries", entries, other.entries);
    return lines;
  }
}
