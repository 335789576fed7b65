package org.wikimill.pipeline.nodeaudit;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.wikimill.pipeline.nodeaudit.NodeAuditReport.HarmedPath;
import scala.Tuple2;

/** Harmed files and directories: how many, and the first of them; tallies of parts add up. */
final class PathTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BLOCKS_KEPT = 10;
  private static final Comparator<HarmedPath> BY_PATH =
      Comparator.comparing(
          path -> path.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final int limit;
  private long files;
  private long directories;
  private List<HarmedPath> first = new ArrayList<>();

  /**
   * A tally of nothing.
   *
   * @param limit the most paths that are kept; all are counted
   */
  PathTally(int limit) {
    this.limit = limit;
  }

  long files() {
    return files;
  }

  long directories() {
    return directories;
  }

  /** The first paths, sorted. */
  List<HarmedPath> first() {
    return List.copyOf(first);
  }

  /** Takes rows that an {@link Ascent} made of paths, sorted by these. */
  PathTally addAll(Iterator<Tuple2<byte[], byte[]>> rows) throws IOException {
    byte[] path = null;
    Above.Kind kind = null;
    TreeMap<String, Harm> blocks = new TreeMap<>();
    while (rows.hasNext()) {
      Tuple2<byte[], byte[]> row = rows.next();
      if (path != null && !Arrays.equals(path, row._1)) {
        add(path, kind, blocks);
        blocks.clear();
      }
      path = row._1;
      kind = Above.Kind.values()[row._2[0]];
      Origin origin = Origin.decode(Ascent.origin(row._2));
      blocks.put(origin.cid().toString(), origin.harm()); // once, whatever its ways up
    }
    if (path != null) {
      add(path, kind, blocks);
    }
    return this;
  }

  private void add(byte[] path, Above.Kind kind, TreeMap<String, Harm> blocks) {
    if (kind == Above.Kind.FILE) {
      files++;
    } else {
      directories++;
    }
    if (first.size() < limit) {
      long missing = blocks.values().stream().filter(harm -> harm == Harm.MISSING).count();
      first.add(
          new HarmedPath(
              new String(path, StandardCharsets.UTF_8),
              kind.name().toLowerCase(Locale.ROOT),
              missing,
              blocks.size() - missing,
              blocks.keySet().stream().limit(BLOCKS_KEPT).toList()));
    }
  }

  PathTally plus(PathTally other) {
    files += other.files;
    directories += other.directories;
    first.addAll(other.first);
    first.sort(BY_PATH);
    first = new ArrayList<>(first.subList(0, Math.min(limit, first.size())));
    return this;
  }
}
