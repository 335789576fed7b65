package org.wikimill.pipeline.sides;

import static org.wikimill.pipeline.build.BuildException.Reason.SETTINGS;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.manifest.Recipe;

/**
 * The index of one build, without its manifest: all that is known is what its tables say.
 *
 * @param store the folder that holds the folder {@code index}
 * @param snapshot the build's name, as the paths of the tables have it
 * @param root the CID of the tree's root, as table {@code dirs} has it
 * @param parts the files of all tables, with their sums
 */
public record IndexFolder(Store store, String snapshot, String root, List<FileFact> parts) {
  private static final Pattern PART =
      Pattern.compile("index/([^/]+)/snapshot=([^/]+)/part-\\d+\\.parquet");

  private static final int BUFFER_BYTES = 1 << 20;

  /** Whether a folder has an index at all. */
  static boolean isIn(Store store) throws IOException {
    return store.list(Tables.FILES.folder()).stream().anyMatch(n -> PART.matcher(n).matches());
  }

  /** Whether the tables of a build that tell of its tree are there, and not its manifest alone. */
  public static boolean isWhole(FinishedBuild build) throws IOException {
    List<FileFact> parts = new ArrayList<>(build.parts(Tables.FILES));
    parts.addAll(build.parts(Tables.DIRS));
    boolean any = false;
    for (FileFact part : parts) {
      if (!build.store().exists(part.name())) {
        return false;
      }
      any = true;
    }
    return any;
  }

  /**
   * Reads an index, every byte of it.
   *
   * @throws BuildException if it is that of several builds
   * @throws MalformedInputException if it has no root
   */
  static IndexFolder read(Store store) throws IOException, BuildException {
    Set<String> snapshots = new TreeSet<>();
    List<FileFact> parts = new ArrayList<>();
    for (String name : store.list("index")) {
      Matcher part = PART.matcher(name);
      if (part.matches()) {
        snapshots.add(part.group(2));
        parts.add(fact(store, name));
      }
    }
    if (snapshots.size() != 1) {
      throw new BuildException(
          SETTINGS, store.location() + " has the index of several builds: " + snapshots);
    }
    return new IndexFolder(store, snapshots.iterator().next(), root(store, parts), parts);
  }

  private static FileFact fact(Store store, String name) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (PositionedInput input = store.open(name)) {
      for (long at = 0; at < input.length(); at += buffer.length) {
        int n = (int) Math.min(buffer.length, input.length() - at);
        input.readFully(at, buffer, 0, n);
        sha256.update(buffer, 0, n);
      }
      return new FileFact(name, input.length(), HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private static String root(Store store, List<FileFact> parts) throws IOException {
    for (FileFact part : parts) {
      if (part.name().startsWith(Tables.DIRS.folder() + "/")) {
        try (TableReader<DirRow> rows = TableReader.open(store.open(part.name()), Tables.DIRS)) {
          for (Optional<DirRow> row = rows.next(); row.isPresent(); row = rows.next()) {
            if (row.get().path().length == 0) {
              return row.get().cid().toString();
            }
          }
        }
      }
    }
    throw new MalformedInputException(
        "index without a root", store.location() + "/index", -1, "a row of the empty path", "none");
  }

  /** The names of its tables. */
  Set<String> tables() {
    return tables(parts);
  }

  static Set<String> tables(List<FileFact> parts) {
    Set<String> tables = new TreeSet<>();
    for (FileFact part : parts) {
      Matcher matcher = PART.matcher(part.name());
      if (matcher.matches()) {
        tables.add(matcher.group(1));
      }
    }
    return tables;
  }

  /**
   * The index as a build of another's recipe and sources, which it does not tell: so nothing but
   * tables can differ, and of these some are compared.
   */
  FinishedBuild as(Manifest other, Set<String> compared) {
    Recipe like = other.recipe();
    Recipe recipe =
        new Recipe(
            like.format(),
            snapshot,
            like.profile(),
            like.policy(),
            like.shardBytes(),
            like.sink(),
            like.linkTable());
    Manifest manifest =
        new Manifest(
            root, recipe, other.sources(), other.tables(), null, only(parts, compared).toList());
    return new FinishedBuild(store, manifest);
  }

  /** The parts of some tables. */
  static Stream<FileFact> only(List<FileFact> parts, Set<String> tables) {
    return parts.stream()
        .filter(
            part -> {
              Matcher matcher = PART.matcher(part.name());
              return matcher.matches() && tables.contains(matcher.group(1));
            });
  }
}
