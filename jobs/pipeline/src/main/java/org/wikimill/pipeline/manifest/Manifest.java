package org.wikimill.pipeline.manifest;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedMap;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.pipeline.rows.Counts;

/**
 * What decided a root, what came of it, and the sums of every file: {@code manifest.json}.
 *
 * <p>No clock, host, file name of the source or number of cores stands in it: the same source and
 * recipe give the same manifest, byte for byte.
 *
 * @param root the CID of the tree
 * @param recipe everything besides the source that decided it
 * @param sources the sources, by directory
 * @param tables joined tables, and what they are made of; null if there is neither
 * @param counts what became of the entries
 * @param files every file of the build but this one, its sum and {@code run.json}, sorted by name
 */
public record Manifest(
    String root,
    Recipe recipe,
    List<Source> sources,
    @JsonInclude(NON_NULL) Tables tables,
    Counts counts,
    List<FileFact> files) {

  /** The manifest of a build without joined tables. */
  public Manifest(
      String root, Recipe recipe, List<Source> sources, Counts counts, List<FileFact> files) {
    this(root, recipe, sources, null, counts, files);
  }

  /**
   * A source that was milled.
   *
   * @param facts what it is
   * @param sums sums of its bytes
   */
  public record Source(SourceFacts facts, SourceSums sums) {}

  /**
   * Joined tables.
   *
   * @param sources what they are made of, by table
   * @param rows how many rows each has, by its name; none if nothing but {@code media-info} is
   *     there
   */
  public record Tables(List<TableSource> sources, SortedMap<String, Long> rows) {}

  /**
   * A file that tables are made of.
   *
   * @param facts what it is
   * @param sums sums of its bytes
   */
  public record TableSource(TableFacts facts, SourceSums sums) {}

  /** What the files are that joined tables are made of, by table. */
  public List<TableFacts> tableFacts() {
    return tables == null ? List.of() : tables.sources.stream().map(TableSource::facts).toList();
  }

  /** Rows of all joined tables. */
  public long joinedRows() {
    return tables == null ? 0 : tables.rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Entries of all sources, and the original files that join them. */
  public long entries() {
    Recipe.Dumps dumps = recipe.policy().dumps();
    long media = dumps == null || dumps.media() == null ? 0 : dumps.media().files();
    return media + sources.stream().mapToLong(source -> source.facts().entries()).sum();
  }

  /** The manifest's own name, in the build's folder. Written last: with it, the build is whole. */
  public static final String NAME = "manifest.json";

  /** The name of the file that holds the manifest's SHA-256, as {@code sha256sum} writes it. */
  public static final String SUM_NAME = "manifest.sha256";

  /** The name of the file that tells how the run went; nothing in it decided the root. */
  public static final String RUN_NAME = "run.json";

  /** The name of the file that tells where the build was published; nothing in it decided it. */
  public static final String PUBLISH_NAME = "publish.json";
}
