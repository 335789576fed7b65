package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.tree.TreeLimits;

/**
 * The tree of a build, made once more from table {@code files} alone: its root must be the
 * manifest's, its directories those of table {@code dirs}.
 */
final class TreeCheck {
  private static final String FILES = Tables.FILES.folder();
  private static final int MAX_CAUSES = 32;

  private final JavaSparkContext spark;
  private final Store build;
  private final Output scratch;
  private final Findings findings;

  /**
   * @param scratch where the row files are, and where the tree's tables go
   */
  TreeCheck(JavaSparkContext spark, Store build, Output scratch, Findings findings) {
    this.spark = spark;
    this.build = build;
    this.scratch = scratch;
    this.findings = findings;
  }

  /**
   * Makes the tree and compares.
   *
   * @param root the manifest's root
   * @param rowFiles what the parts of table {@code files} became
   * @param dirs the parts of table {@code dirs}
   * @param limit the most defects that are kept
   */
  void run(String root, List<String> rowFiles, List<String> dirs, int limit) throws IOException {
    Optional<Tree.Result> tree = tree(rowFiles);
    if (tree.isEmpty()) {
      return;
    }
    String made = tree.get().root().toString();
    if (!made.equals(root)) {
      String expected = made + ", the root of the files in " + FILES;
      findings.add(Defect.of(Defect.Scope.FILE, Manifest.NAME, "root", expected, root));
    }
    findings.addAll(
        DirComparison.run(spark, scratch.store(), dirParts(tree.get()), build, dirs, limit));
  }

  /** The tree; empty if these files make none. */
  private Optional<Tree.Result> tree(List<String> rowFiles) throws IOException {
    try {
      return Optional.of(
          new Tree(spark, scratch, TreeLimits.DEFAULT).build(rowFiles, rowFiles.size()));
    } catch (Exception e) { // Spark throws a checked one that it does not declare
      Optional<Throwable> why = refusal(e);
      if (why.isEmpty()) {
        throw e;
      }
      String found = why.get().getMessage();
      findings.add(Defect.of(Defect.Scope.FILE, FILES, "paths", "those of a tree", found));
      return Optional.empty();
    }
  }

  /** What a builder of directories said of entries that no directory can have. */
  private static Optional<Throwable> refusal(Throwable failure) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .limit(MAX_CAUSES)
        .filter(t -> t instanceof IllegalArgumentException || t instanceof MalformedInputException)
        .findFirst();
  }

  private List<String> dirParts(Tree.Result tree) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String rowFile : tree.rowFiles()) {
      for (FileFact file : scratch.summary(rowFile).files()) {
        if (file.name().startsWith(Tables.DIRS.folder() + "/")) {
          parts.add(file.name());
        }
      }
    }
    return parts;
  }
}
