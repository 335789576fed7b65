package org.wikimill.pipeline.report;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.manifest.Run;
import org.wikimill.pipeline.rows.Counts;

/**
 * What a finished build holds, in numbers and examples that do not grow with it.
 *
 * @param snapshot the build's name
 * @param root the CID of its tree
 * @param recipe what decided it besides the sources
 * @param sources its sources
 * @param counts what became of their entries
 * @param types files of their own by media type, the one of most bytes first
 * @param sizes files of their own by size, ascending
 * @param largest the largest files
 * @param sharing what is there more than once
 * @param tree its directories
 * @param errors entries that could not be processed, or not in full
 * @param making how it was made; null if no {@code run.json} tells
 */
public record BuildReport(
    String snapshot,
    String root,
    Recipe recipe,
    List<Manifest.Source> sources,
    Counts counts,
    List<MediaType> types,
    List<SizeClass> sizes,
    List<LargeFile> largest,
    Sharing sharing,
    Tree tree,
    Errors errors,
    @JsonInclude(NON_NULL) Making making) {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final long ROWS_PER_TASK = 500_000;

  /**
   * Asks the manifest, {@code run.json}, and the tables.
   *
   * @param session with views of the tables
   * @param most the most rows of each list
   */
  public static BuildReport of(SparkSession session, FinishedBuild build, int most)
      throws IOException {
    Manifest manifest = build.manifest();
    partition(session, Math.max(manifest.counts().entries(), manifest.counts().blocks()));
    BuildTables tables = new BuildTables(session, manifest.recipe().profile(), most);
    return new BuildReport(
        manifest.recipe().snapshot(),
        manifest.root(),
        manifest.recipe(),
        manifest.sources(),
        manifest.counts(),
        tables.types(),
        tables.sizes(),
        tables.largest(),
        tables.sharing(),
        tables.tree(),
        tables.errors(),
        making(build.store()));
  }

  /** Cuts what is shuffled by the rows of the largest table, unless the user says how. */
  private static void partition(SparkSession session, long rows) {
    if (!session.sparkContext().getConf().contains(PARTITIONS)) {
      session.conf().set(PARTITIONS, 1 + rows / ROWS_PER_TASK);
    }
  }

  /** Files that are not there because of a redirect. */
  long ownFiles() {
    return types.stream().mapToLong(MediaType::files).sum();
  }

  /** What these hold. */
  long ownBytes() {
    return types.stream().mapToLong(MediaType::bytes).sum();
  }

  private static Making making(Store store) throws IOException {
    return store.exists(Manifest.RUN_NAME)
        ? Making.of(Json.read(store, Manifest.RUN_NAME, Run.class))
        : null;
  }

  /**
   * The files of one media type.
   *
   * @param type in lower case, without parameters; null for all types that are not named
   */
  public record MediaType(String type, long files, long bytes) {}

  /**
   * The files of about one size.
   *
   * @param fromBytes the least
   * @param toBytes what all are below
   */
  public record SizeClass(long fromBytes, long toBytes, long files, long bytes) {}

  /** A file, as table {@code files} has it. */
  public record LargeFile(String path, String title, String mime, long bytes, String cid) {}

  /**
   * What is there more than once, and what of that is stored.
   *
   * @param aliases redirects served as files
   * @param aliasBytes what their files hold
   * @param distinct contents of files of their own that differ
   * @param distinctBytes what these hold
   * @param repeated contents that several files have
   * @param most those of them that would take most if they were stored each time
   * @param distinctBlocks CIDs in the CARs; null if table {@code blocks} is missing
   * @param distinctBlockBytes what they hold; null likewise
   */
  public record Sharing(
      long aliases,
      long aliasBytes,
      long distinct,
      long distinctBytes,
      long repeated,
      List<Repeated> most,
      Long distinctBlocks,
      Long distinctBlockBytes) {}

  /**
   * A content that several files have.
   *
   * @param files how many
   * @param bytes what one holds
   * @param path the first of them
   */
  public record Repeated(String cid, long files, long bytes, String path) {}

  /**
   * The directories.
   *
   * @param directories how many there are
   * @param sharded how many of them are HAMTs
   * @param bytes Tsize of the root: all blocks, as often as links lead to them
   * @param largest those of most entries
   * @param depths entries of HAMTs by the shard that they stand in
   */
  public record Tree(
      long directories, long sharded, long bytes, List<Directory> largest, List<Depth> depths) {}

  /** A directory, as table {@code dirs} has it. */
  public record Directory(String path, long entries, boolean sharded, String cid) {}

  /**
   * Entries of HAMTs.
   *
   * @param level the shards from the directory's root block, which is 1, to theirs
   */
  public record Depth(int level, long entries) {}

  /**
   * Entries that could not be processed, or not in full.
   *
   * @param stages how many each stage gave up
   * @param first the first rows of table {@code errors}
   */
  public record Errors(List<Stage> stages, List<Failed> first) {}

  /** A stage, and how many entries it gave up. */
  public record Stage(String stage, long entries) {}

  /** An entry that could not be processed. */
  public record Failed(String sourceEntry, String stage, String reason) {}

  /**
   * How a build was made, without the names of machines and folders.
   *
   * @param started when, UTC
   * @param seconds how long it took
   * @param secondsByPart how long its parts took
   * @param sourceFiles what the sources were called
   * @param timeline what tasks did when; null in builds of older versions
   */
  public record Making(
      String started,
      double seconds,
      Map<String, Double> secondsByPart,
      List<String> sourceFiles,
      String spark,
      String java,
      long partitions,
      long resumedPartitions,
      @JsonInclude(NON_NULL) Run.Timeline timeline) {

    static Making of(Run run) {
      return new Making(
          run.started(),
          run.seconds(),
          run.secondsByPart() == null ? Map.of() : run.secondsByPart(),
          run.sourceLocations() == null
              ? List.of()
              : run.sourceLocations().stream()
                  .map(place -> place.substring(place.lastIndexOf('/') + 1))
                  .toList(),
          run.spark(),
          run.java(),
          run.partitions(),
          run.resumedPartitions(),
          run.timeline());
    }
  }
}
