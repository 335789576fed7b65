package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.RedirectRow;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.TableReader.RowGroup;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;

/** Look-ups in the tables of a build, which read those row groups that may hold the answer. */
final class Lookup {
  private final FinishedBuild build;

  Lookup(FinishedBuild build) {
    this.build = build;
  }

  /** Is told rows. */
  @FunctionalInterface
  interface Visitor<R> {
    void row(R row) throws IOException;
  }

  /** The file at a path. */
  Optional<FileRow> file(byte[] path) throws IOException {
    return find(Tables.FILES, "path", path, FileRow::path);
  }

  /** The directory at a path; an empty one is that of the root. */
  Optional<DirRow> directory(byte[] path) throws IOException {
    return find(Tables.DIRS, "path", path, DirRow::path);
  }

  /** The redirect of a name. */
  Optional<RedirectRow> redirect(String source) throws IOException {
    return find(
        Tables.REDIRECTS, "source_path", source.getBytes(UTF_8), r -> r.source().getBytes(UTF_8));
  }

  /** The row whose column has a value, of a table whose files are sorted by that column. */
  private <R> Optional<R> find(Table<R> table, String column, byte[] value, Function<R, byte[]> key)
      throws IOException {
    for (FileFact part : build.parts(table)) {
      try (TableReader<R> reader = open(part, table)) {
        List<RowGroup> groups = reader.rowGroups(column);
        for (int i = 0; i < groups.size(); i++) {
          if (mayHold(groups.get(i), value)) {
            reader.select(i, i + 1);
            Optional<R> row = find(reader, value, key);
            if (row.isPresent()) {
              return row;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static <R> Optional<R> find(TableReader<R> reader, byte[] value, Function<R, byte[]> key)
      throws IOException {
    for (Optional<R> row = reader.next(); row.isPresent(); row = reader.next()) {
      if (Arrays.equals(key.apply(row.get()), value)) {
        return row;
      }
    }
    return Optional.empty();
  }

  private static boolean mayHold(RowGroup group, byte[] value) {
    return group.first() == null
        || group.last() == null
        || Arrays.compareUnsigned(group.first(), value) <= 0
            && Arrays.compareUnsigned(value, group.last()) <= 0;
  }

  /** Visits the rows of a CID, in their order. */
  <R> void ofCid(Table<R> table, Cid cid, Function<R, Cid> column, Visitor<R> visitor)
      throws IOException {
    for (FileFact part : build.parts(table)) {
      try (TableReader<R> reader = open(part, table)) {
        int groups = reader.rowGroups("cid").size();
        for (int i = 0; i < groups; i++) {
          if (reader.mayHold(i, "cid", cid.toString())) {
            reader.select(i, i + 1);
            for (Optional<R> row = reader.next(); row.isPresent(); row = reader.next()) {
              if (column.apply(row.get()).equals(cid)) {
                visitor.row(row.get());
              }
            }
          }
        }
      }
    }
  }

  /** Visits all rows of a table, in their order. */
  <R> void all(Table<R> table, Visitor<R> visitor) throws IOException {
    for (FileFact part : build.parts(table)) {
      try (TableReader<R> reader = open(part, table)) {
        for (Optional<R> row = reader.next(); row.isPresent(); row = reader.next()) {
          visitor.row(row.get());
        }
      }
    }
  }

  /**
   * The files before and after a place that none has, in their order.
   *
   * @param count of each the most
   */
  List<String> near(byte[] path, int count) throws IOException {
    Deque<String> before = new ArrayDeque<>();
    List<String> after = new ArrayList<>();
    for (Group group : groupsAbout(path)) {
      try (TableReader<FileRow> reader = open(group.part, Tables.FILES)) {
        reader.select(group.number, group.number + 1);
        Optional<FileRow> row = reader.next();
        for (; row.isPresent() && after.size() < count; row = reader.next()) {
          String text = new String(row.get().path(), UTF_8);
          if (Arrays.compareUnsigned(row.get().path(), path) > 0) {
            after.add(text);
          } else {
            before.addLast(text);
            if (before.size() > count) {
              before.removeFirst();
            }
          }
        }
      }
    }
    List<String> near = new ArrayList<>(before);
    near.addAll(after);
    return near;
  }

  /** A row group of a file. */
  private record Group(FileFact part, int number) {}

  /** The last row group of files that starts before a path, and the one after it. */
  private List<Group> groupsAbout(byte[] path) throws IOException {
    List<Group> about = new ArrayList<>();
    boolean behind = false;
    for (FileFact part : build.parts(Tables.FILES)) {
      if (behind) {
        break;
      }
      try (TableReader<FileRow> reader = open(part, Tables.FILES)) {
        List<RowGroup> groups = reader.rowGroups("path");
        for (int i = 0; i < groups.size() && !behind; i++) {
          byte[] first = groups.get(i).first();
          behind = first != null && Arrays.compareUnsigned(first, path) > 0;
          if (!behind) {
            about.clear();
          }
          about.add(new Group(part, i));
        }
      }
    }
    return about;
  }

  private <R> TableReader<R> open(FileFact part, Table<R> table) throws IOException {
    return TableReader.open(build.store().open(part.name()), table);
  }
}
