package org.wikimill.pipeline.source;

import java.io.IOException;
import java.util.Arrays;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimArchive;

/**
 * How a ZIM archive is cut into the parts that tasks work on: from the archive and the shard size
 * alone, whatever the cluster.
 *
 * @param location the archive: a path, of the first part or the base name if it is split
 * @param lengthBytes bytes of the archive, all parts together
 * @param uuid the archive's UUID, hex
 * @param entries dirents
 * @param clusters clusters
 * @param storedBytes bytes of all clusters as stored
 * @param shardStarts the first cluster of each shard, ascending; the first is 0
 * @param hadoop how to reach the archive's file system
 */
public record ZimPlan(
    String location,
    long lengthBytes,
    String uuid,
    long entries,
    int clusters,
    long storedBytes,
    int[] shardStarts,
    HadoopSettings hadoop)
    implements SourcePlan {

  private static final long LEAST_SHARD_BYTES = 8L << 20;

  /** Entries of one scan task. */
  private static final int ENTRIES_PER_RANGE = 1 << 16;

  /** Reads header and pointers of {@code location}, and cuts it. */
  public static ZimPlan of(String location, long shardBytes, HadoopSettings hadoop)
      throws IOException {
    try (ZimArchive archive = open(location, hadoop)) {
      long stored = 0;
      for (int c = 0; c < archive.clusterCount(); c++) {
        stored += archive.clusterEnd(c) - archive.clusterOffset(c);
      }
      return new ZimPlan(
          location,
          archive.input().length(),
          archive.header().uuid(),
          archive.entryCount(),
          archive.clusterCount(),
          stored,
          cut(archive, SourcePlan.shardBytes(stored, LEAST_SHARD_BYTES, shardBytes)),
          hadoop);
    }
  }

  /** Opens the archive, on whichever machine this runs. */
  public ZimArchive open() throws IOException {
    return open(location, hadoop);
  }

  @Override
  public String kind() {
    return "zim";
  }

  @Override
  public String suffix() {
    return ".zim";
  }

  @Override
  public String mime() {
    return "application/x-zim";
  }

  @Override
  public PositionedInput input() throws IOException {
    return SourceInputs.open(location, hadoop);
  }

  @Override
  public int shards() {
    return shardStarts.length;
  }

  @Override
  public int shardOf(int cluster) {
    if (cluster < 0) {
      return 0;
    }
    int at = Arrays.binarySearch(shardStarts, cluster);
    return at >= 0 ? at : -at - 2;
  }

  @Override
  public int ranges() {
    return Math.max(1, (int) ((entries + ENTRIES_PER_RANGE - 1) / ENTRIES_PER_RANGE));
  }

  /** The first entry of a range; of {@link #ranges()}, the number of entries. */
  public int rangeStart(int range) {
    return (int) Math.min(entries, (long) range * ENTRIES_PER_RANGE);
  }

  /** The range of an entry; entries that do not exist belong to the last. */
  public int rangeOf(int entry) {
    return Math.min(ranges() - 1, Integer.divideUnsigned(entry, ENTRIES_PER_RANGE));
  }

  private static ZimArchive open(String location, HadoopSettings hadoop) throws IOException {
    PositionedInput input = SourceInputs.open(location, hadoop);
    try {
      return ZimArchive.open(input);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static int[] cut(ZimArchive archive, long shardBytes) {
    int[] starts = new int[Math.max(1, archive.clusterCount())];
    int shards = 1;
    long bytes = 0;
    for (int c = 0; c < archive.clusterCount(); c++) {
      long cluster = archive.clusterEnd(c) - archive.clusterOffset(c);
      if (bytes > 0 && bytes + cluster > shardBytes) {
        starts[shards++] = c;
        bytes = 0;
      }
      bytes += cluster;
    }
    return Arrays.copyOf(starts, shards);
  }
}
