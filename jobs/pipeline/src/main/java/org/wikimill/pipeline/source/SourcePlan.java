package org.wikimill.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import org.wikimill.connectors.io.ArchiveInputs;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimParts;

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
public record SourcePlan(
    String location,
    long lengthBytes,
    String uuid,
    int entries,
    int clusters,
    long storedBytes,
    int[] shardStarts,
    HadoopSettings hadoop)
    implements Serializable {

  /** The most stored bytes of a shard, unless a single cluster has more. */
  public static final long DEFAULT_SHARD_BYTES = 256L << 20;

  /** Entries of one scan task. */
  private static final int ENTRIES_PER_RANGE = 1 << 16;

  /** An archive is cut into this many shards if they do not become smaller than that. */
  private static final int AIM_SHARDS = 16;

  private static final long AIM_SHARD_BYTES = 8L << 20;

  /** Reads header and pointers of {@code location}, and cuts it. */
  public static SourcePlan of(String location, long shardBytes, HadoopSettings hadoop)
      throws IOException {
    try (ZimArchive archive = open(location, hadoop)) {
      long stored = 0;
      for (int c = 0; c < archive.clusterCount(); c++) {
        stored += archive.clusterEnd(c) - archive.clusterOffset(c);
      }
      long aim = Math.max(AIM_SHARD_BYTES, stored / AIM_SHARDS);
      return new SourcePlan(
          location,
          archive.input().length(),
          archive.header().uuid(),
          archive.entryCount(),
          archive.clusterCount(),
          stored,
          cut(archive, Math.min(shardBytes, aim)),
          hadoop);
    }
  }

  /** Opens the archive, on whichever machine this runs. */
  public ZimArchive open() throws IOException {
    return open(location, hadoop);
  }

  public int shards() {
    return shardStarts.length;
  }

  /** The shard that holds a cluster; shard 0 holds what has no cluster (-1). */
  public int shardOf(int cluster) {
    if (cluster < 0) {
      return 0;
    }
    int at = Arrays.binarySearch(shardStarts, cluster);
    return at >= 0 ? at : -at - 2;
  }

  /** The number of ranges of entries. */
  public int ranges() {
    return Math.max(1, (int) (((long) entries + ENTRIES_PER_RANGE - 1) / ENTRIES_PER_RANGE));
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
    PositionedInput input =
        new RetryingInput(() -> openOnce(location, hadoop), RetryingInput.FIRST_PAUSE);
    try {
      return ZimArchive.open(input);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static PositionedInput openOnce(String location, HadoopSettings hadoop)
      throws IOException {
    return Locations.isUri(location)
        ? ArchiveInputs.open(location, hadoop.configuration())
        : ZimParts.open(Path.of(location));
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
