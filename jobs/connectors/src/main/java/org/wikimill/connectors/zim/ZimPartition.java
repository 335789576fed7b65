package org.wikimill.connectors.zim;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.wikimill.formats.zim.ZimArchive;

/**
 * A share of an archive: the entries of a range and, where clusters are read, the contents of a
 * range of clusters.
 *
 * <p>In a partition with clusters the range of entries is for those without content.
 */
record ZimPartition(String archive, int entryFrom, int entryTo, int clusterFrom, int clusterTo)
    implements InputPartition {
  private static final long serialVersionUID = 1L;

  private static final int ENTRIES = 1 << 18;
  private static final long CLUSTER_BYTES = 64L << 20;

  /**
   * Each partition with clusters scans all entries to find its own, so that nothing need be
   * collected or shuffled: their number is limited, and with it the scans.
   */
  private static final int MAX_CLUSTER_PARTITIONS = 128;

  /** Cuts an archive by entries alone. */
  static List<ZimPartition> byEntries(String name, ZimArchive archive) {
    List<ZimPartition> partitions = new ArrayList<>();
    for (long from = 0; from < archive.entryCount(); from += ENTRIES) {
      int to = (int) Math.min(from + ENTRIES, archive.entryCount());
      partitions.add(new ZimPartition(name, (int) from, to, 0, 0));
    }
    return partitions;
  }

  /** Cuts an archive by the stored bytes of clusters. */
  static List<ZimPartition> byClusters(String name, ZimArchive archive) {
    long share = Math.max(CLUSTER_BYTES, archive.input().length() / MAX_CLUSTER_PARTITIONS + 1);
    List<Integer> ends = new ArrayList<>();
    long bytes = 0;
    for (int cluster = 0; cluster < archive.clusterCount(); cluster++) {
      bytes += archive.clusterEnd(cluster) - archive.clusterOffset(cluster);
      if (bytes >= share || cluster == archive.clusterCount() - 1) {
        ends.add(cluster + 1);
        bytes = 0;
      }
    }
    List<ZimPartition> partitions = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      partitions.add(
          new ZimPartition(
              name,
              (int) ((long) archive.entryCount() * i / ends.size()),
              (int) ((long) archive.entryCount() * (i + 1) / ends.size()),
              i == 0 ? 0 : ends.get(i - 1),
              ends.get(i)));
    }
    return partitions;
  }
}
