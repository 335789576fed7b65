package org.wikimill.pipeline.rows;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.sink.CarShard;
import org.wikimill.connectors.sink.CountingSink;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;

/**
 * Where a build's partitions leave what they make; travels to every task.
 *
 * @param store the build's folder
 * @param snapshot the build's name
 * @param profile what decides the CIDs
 * @param sink where blocks go
 * @param linkTable whether links are listed
 * @param delivery the nodes that blocks go to, if they do
 */
public record Output(
    Store store,
    String snapshot,
    CidProfile profile,
    Sink sink,
    LinkTable linkTable,
    Delivery delivery)
    implements Serializable {
  /** The folder of the row files; removed when the build is done. */
  public static final String WORK = "work";

  private static final String ROWS = ".rows";

  /** Where blocks go. */
  public enum Sink {
    CAR,
    KUBO,
    BOTH,
    NONE;

    /** The sink that a manifest calls so. */
    public static Optional<Sink> of(String text) {
      return Arrays.stream(values()).filter(sink -> sink.text().equals(text)).findFirst();
    }

    /** Whether the build's folder holds the blocks. */
    public boolean hasCars() {
      return this == CAR || this == BOTH;
    }

    /** Whether nodes hold the blocks. */
    public boolean hasNodes() {
      return this == KUBO || this == BOTH;
    }

    /** Whether table {@code blocks} lists them. */
    public boolean hasBlocks() {
      return this != NONE;
    }

    /** The name in a manifest. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An output without a table of links, and without nodes. */
  public Output(Store store, String snapshot, CidProfile profile, Sink sink) {
    this(store, snapshot, profile, sink, LinkTable.OMITTED);
  }

  /** An output without nodes. */
  public Output(Store store, String snapshot, CidProfile profile, Sink sink, LinkTable linkTable) {
    this(store, snapshot, profile, sink, linkTable, Delivery.NONE);
  }

  /**
   * A sink for one partition.
   *
   * @param car the name of its CAR
   * @param number its number among all partitions that have blocks
   */
  public ShardSink sink(String car, int number, Cid root) throws IOException {
    return sink(car, number, root, number);
  }

  /**
   * A sink for a part of a partition that has several.
   *
   * @param partition the number of the partition, whose node all its sinks share
   */
  public ShardSink sink(String car, int number, Cid root, int partition) throws IOException {
    CarShard.Names names = new CarShard.Names(snapshot, car, number);
    int version = profile.cidVersion();
    List<Cid> roots = List.of(root);
    return switch (sink) {
      case CAR -> new CarShard(store, names, version, roots);
      case KUBO -> CarShard.inNode(store, names, version, roots, delivery.feed(partition));
      case BOTH -> CarShard.inBoth(store, names, version, roots, delivery.feed(partition));
      case NONE -> new CountingSink();
    };
  }

  /** The row file of a partition of a stage. It commits the partition. */
  public static String rowFile(String stage, int number) {
    return workFile(stage, number, ROWS);
  }

  /**
   * Another file that a partition leaves for later stages: whole before its row file is.
   *
   * @param suffix what it holds, with a dot
   */
  public static String workFile(String stage, int number, String suffix) {
    return String.format(Locale.ROOT, "%s/%s-%05d%s", WORK, stage, number, suffix);
  }

  /** The row files of all partitions that are committed, sorted. */
  public List<String> rowFiles() throws IOException {
    return store.list(WORK).stream().filter(name -> name.endsWith(ROWS)).toList();
  }

  /** The positions of those row files that are missing: their partitions were not committed. */
  public List<Integer> missing(List<String> rowFiles) throws IOException {
    Set<String> committed = Set.copyOf(store.list(WORK));
    return IntStream.range(0, rowFiles.size())
        .filter(i -> !committed.contains(rowFiles.get(i)))
        .boxed()
        .toList();
  }

  /** What a committed partition said of itself. */
  public PartSummary summary(String rowFile) throws IOException {
    return PartSummary.decode(RowFile.footer(store, rowFile));
  }
}
