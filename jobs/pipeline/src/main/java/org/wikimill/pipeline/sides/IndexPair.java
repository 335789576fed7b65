package org.wikimill.pipeline.sides;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.rows.Counts;

/**
 * Two indexes, at least one of them without a manifest, as builds that differ in nothing else.
 *
 * @param a the first
 * @param b the second
 * @param notes what is not compared, since nothing tells of it
 */
public record IndexPair(FinishedBuild a, FinishedBuild b, List<String> notes) {
  /** Stands for what neither index tells. */
  private static final Manifest UNKNOWN =
      new Manifest(
          "",
          new Recipe(
              Recipe.FORMAT,
              "",
              CidProfile.named("unixfs-v1-2025"),
              Recipe.Policy.plain("", ""),
              0,
              "",
              ""),
          List.of(),
          Counts.NONE,
          List.of());

  /** An index beside a build or another index. */
  public static IndexPair of(Side.Indexed a, Side.Indexed b) {
    Manifest like = a.manifest().or(b::manifest).orElse(UNKNOWN);
    Set<String> compared = new TreeSet<>(a.tables());
    compared.retainAll(b.tables());
    List<String> notes = new ArrayList<>();
    notes.add("recipe, sources: not compared, an index does not tell them");
    Set<String> all = new TreeSet<>(a.tables());
    all.addAll(b.tables());
    all.removeAll(compared);
    if (!all.isEmpty()) {
      notes.add("tables not compared, one side has none: " + String.join(", ", all));
    }
    return new IndexPair(a.trimmed(like, compared), b.trimmed(like, compared), notes);
  }

  /** An index as a build, whether or not it has a manifest. */
  public static FinishedBuild alone(Side.Indexed side) {
    return side.trimmed(side.manifest().orElse(UNKNOWN), side.tables());
  }

  /** A build that is compared by some of its tables. */
  static FinishedBuild trimmed(FinishedBuild build, Set<String> compared) {
    Manifest manifest = build.manifest();
    return new FinishedBuild(
        build.store(),
        new Manifest(
            manifest.root(),
            manifest.recipe(),
            manifest.sources(),
            manifest.tables(),
            manifest.counts(),
            IndexFolder.only(manifest.files(), compared).toList()));
  }
}
