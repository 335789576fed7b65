package org.wikimill.pipeline.sides;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Paths that differ, by cause, with the first of each; tallies of parts add up. */
final class TreeTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Comparator<TreeDifference> BY_PATH =
      Comparator.comparing(TreeDifference::path, Arrays::compareUnsigned);

  private final Order order;
  private final int limit;
  private final Map<TreeCause, Found> found = new EnumMap<>(TreeCause.class);

  private static final class Found implements Serializable {
    private static final long serialVersionUID = 1L;
    private long paths;
    private long indexBytes;
    private long treeBytes;
    private List<TreeDifference> first = new ArrayList<>();
  }

  /**
   * A tally of nothing.
   *
   * @param limit the most paths of a cause that are kept; all are counted
   */
  TreeTally(Order order, int limit) {
    this.order = order;
    this.limit = limit;
  }

  Order order() {
    return order;
  }

  /** Takes the next path, in the order of paths. */
  void add(TreeDifference row) {
    Found of = found.computeIfAbsent(row.cause(), cause -> new Found());
    of.paths++;
    of.indexBytes += row.indexBytes();
    of.treeBytes += row.treeBytes();
    if (of.first.size() < limit) {
      of.first.add(row);
    }
  }

  TreeTally plus(TreeTally other) {
    other.found.forEach(
        (cause, more) -> {
          Found of = found.computeIfAbsent(cause, c -> new Found());
          of.paths += more.paths;
          of.indexBytes += more.indexBytes;
          of.treeBytes += more.treeBytes;
          of.first.addAll(more.first);
          of.first.sort(BY_PATH);
          of.first = new ArrayList<>(of.first.subList(0, Math.min(limit, of.first.size())));
        });
    return this;
  }

  /** The causes, that of most paths first. */
  List<TreeReport.Explained> causes() {
    List<TreeReport.Explained> causes = new ArrayList<>();
    boolean indexFirst = order == Order.INDEX_FIRST;
    found.forEach(
        (cause, of) ->
            causes.add(
                new TreeReport.Explained(
                    cause,
                    of.paths,
                    indexFirst ? of.indexBytes : of.treeBytes,
                    indexFirst ? of.treeBytes : of.indexBytes,
                    of.first.stream().map(this::sample).toList())));
    causes.sort(Comparator.comparingLong(TreeReport.Explained::paths).reversed());
    return causes;
  }

  private TreeReport.Sample sample(TreeDifference row) {
    return order == Order.INDEX_FIRST
        ? new TreeReport.Sample(row.text(), row.indexCid(), row.treeCid())
        : new TreeReport.Sample(row.text(), row.treeCid(), row.indexCid());
  }
}
