package org.wikimill.pipeline.source;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.wikimill.connectors.rows.RowWriter;

/**
 * One source in its build.
 *
 * @param plan how it is cut
 * @param directory where its entries stand, if the build has several sources; else empty
 * @param fileName the name of the source itself, where it is included in the tree
 * @param firstShard the number of its first shard among those of all sources
 */
public record Source(SourcePlan plan, String directory, String fileName, int firstShard)
    implements Serializable {

  /** The CAR of one of its shards. */
  public String car(int shard) {
    return String.format(Locale.ROOT, "car/part-%05d.car", firstShard + shard);
  }

  /** A path, or the source's name for an entry, as it stands in the build. */
  public byte[] inBuild(byte[] path) {
    if (directory.isEmpty()) {
      return path;
    }
    return new RowWriter()
        .raw(directory.getBytes(StandardCharsets.UTF_8))
        .byteValue('/')
        .raw(path)
        .toBytes();
  }
}
