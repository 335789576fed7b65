package org.wikimill.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * How a source is cut into the parts that tasks work on: from the source and the shard size alone,
 * whatever the cluster.
 *
 * <p>A source has clusters, which hold blobs: those of an archive, or the ranges of a dump and the
 * pages in them. A shard is some clusters that follow each other.
 */
public sealed interface SourcePlan extends Serializable permits ZimPlan, DumpPlan {
  /** The most stored bytes of a shard, unless a single cluster has more. */
  long DEFAULT_SHARD_BYTES = 256L << 20;

  /** A source is cut into this many shards if they do not become too small. */
  int AIM_SHARDS = 16;

  /**
   * The sources that files are: files whose names differ in the part alone are one dump.
   *
   * @return the files of each source, in the order in which {@link #of} wants them
   */
  static List<List<String>> sources(List<String> locations) {
    return DumpPart.sources(locations);
  }

  /**
   * Reads as much of a source as says how to cut it. What it is, its bytes tell.
   *
   * @param locations its files, as {@link #sources} has them
   * @param dumps what is read of a dump
   */
  static SourcePlan of(
      List<String> locations, long shardBytes, DumpPolicy dumps, HadoopSettings hadoop)
      throws IOException {
    String first = locations.get(0);
    SourceFormat format;
    try (PositionedInput input = SourceInputs.open(first, hadoop)) {
      format = SourceFormat.of(input);
    }
    return format == SourceFormat.ZIM && locations.size() == 1
        ? ZimPlan.of(first, shardBytes, hadoop)
        : DumpOpening.plan(locations, format, shardBytes, dumps, hadoop);
  }

  /** The format, as manifests name it. */
  String kind();

  /** Where it is: a path or URI. */
  String location();

  /** Bytes of the source, all parts together. */
  long lengthBytes();

  /** The number of clusters. */
  int clusters();

  /** Bytes of all clusters as stored. */
  long storedBytes();

  /** Entries; of a dump about, since they are counted when it is read. */
  long entries();

  /** Tasks that read the source for its entries. */
  int ranges();

  /** The number of shards. */
  int shards();

  /** The shard that holds a cluster; shard 0 holds what has no cluster (-1). */
  int shardOf(int cluster);

  /** The end of its name as a file of the tree, with a dot. */
  String suffix();

  /** Its media type as a file of the tree. */
  String mime();

  /** Opens its bytes, on whichever machine this runs. */
  PositionedInput input() throws IOException;

  /**
   * The stored bytes that shards of a source should have.
   *
   * @param least what repays a task
   * @param most what they may have
   */
  static long shardBytes(long stored, long least, long most) {
    return Math.min(most, Math.max(least, stored / AIM_SHARDS));
  }
}
