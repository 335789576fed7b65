package org.wikimill.pipeline.audit;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * Table {@code files} of a build as its row groups, which are sorted by path: what a task needs to
 * know to read a range of it.
 *
 * @param store the build's folder
 * @param groups all row groups in their order
 */
public record SortedFiles(Store store, List<Group> groups) implements Serializable {
  private static final byte[] BEFORE_ALL = {};

  /**
   * A row group.
   *
   * @param part the file
   * @param number its number in the file
   * @param rows its rows
   * @param first a path not after its first
   * @param last a path not before its last; null if none is known
   */
  public record Group(String part, int number, long rows, byte[] first, byte[] last)
      implements Serializable {}

  /**
   * Row groups of one file that follow each other.
   *
   * @param from the first
   * @param end the one behind the last
   */
  public record Run(String part, int from, int end) {}

  /**
   * Reads the footers of all parts.
   *
   * @throws MalformedInputException if the parts are not sorted
   */
  public static SortedFiles of(FinishedBuild build) throws IOException {
    List<Group> told = new ArrayList<>();
    for (FileFact part : build.parts(IndexRow.TABLE)) {
      try (TableReader<IndexRow> reader =
          TableReader.open(build.store().open(part.name()), IndexRow.TABLE)) {
        int number = 0;
        for (TableReader.RowGroup group : reader.rowGroups("path")) {
          told.add(new Group(part.name(), number++, group.rows(), group.first(), group.last()));
        }
      }
    }
    List<Group> groups = new ArrayList<>();
    byte[] before = BEFORE_ALL;
    for (int i = 0; i < told.size(); i++) {
      Group group = bounded(told.get(i), before, i + 1 < told.size() ? told.get(i + 1) : null);
      if (Arrays.compareUnsigned(group.first, before) < 0) {
        throw outOfOrder(build.store().location() + "/" + group.part);
      }
      before = group.last == null ? before : group.last;
      groups.add(group);
    }
    return new SortedFiles(build.store(), groups);
  }

  /** The group with bounds that hold, if wide ones, where its file has none. */
  private static Group bounded(Group group, byte[] before, Group next) {
    if (group.first != null) {
      return group;
    }
    byte[] last = next == null ? null : next.first;
    return new Group(group.part, group.number, group.rows, before, last);
  }

  static MalformedInputException outOfOrder(String file) {
    return new MalformedInputException(
        "rows out of order", file, -1, "rows sorted by path", "others");
  }

  /** Rows of all groups. */
  public long rows() {
    return groups.stream().mapToLong(Group::rows).sum();
  }

  /** The row groups that may hold paths of a range, and others beside them. */
  List<Run> in(PathRange range) {
    List<Run> runs = new ArrayList<>();
    for (Group group : groups) {
      boolean before = group.last != null && range.startsAfter(group.last);
      if (before || range.endsBefore(group.first)) {
        continue;
      }
      int end = group.number + 1;
      Run run = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (run != null && run.part.equals(group.part) && run.end == group.number) {
        runs.set(runs.size() - 1, new Run(run.part, run.from, end));
      } else {
        runs.add(new Run(group.part, group.number, end));
      }
    }
    return runs;
  }
}
