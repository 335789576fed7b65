package org.wikimill.pipeline.media;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.pipeline.source.SourcePlan;

/**
 * How a folder of originals is cut into the parts that tasks work on: from the folder and the shard
 * size alone, whatever the cluster.
 *
 * @param location the folder: a path or URI
 * @param files how many there are
 * @param lengthBytes of all together
 * @param fingerprint tells them from others, hex: of their names and lengths
 * @param parts how many parts there are
 * @param hadoop how to reach the file system
 */
public record MediaPlan(
    String location,
    long files,
    long lengthBytes,
    String fingerprint,
    int parts,
    HadoopSettings hadoop)
    implements Serializable {
  private static final long LEAST_PART_BYTES = 8L << 20;

  /** Lists a folder; of its files nothing but names and lengths is read, and none is held. */
  public static MediaPlan of(String location, long shardBytes, HadoopSettings hadoop)
      throws IOException {
    long files = 0;
    long bytes = 0;
    long[] sums = new long[2];
    try (Originals.Listing listing = Originals.at(location, hadoop).list()) {
      for (Optional<Originals.Entry> next = listing.next();
          next.isPresent();
          next = listing.next()) {
        files++;
        bytes += next.get().lengthBytes();
        add(next.get(), sums);
      }
    }
    MessageDigest sha256 = Digests.sha256();
    sha256.update(numbers(files, bytes, sums[0], sums[1]));
    long partBytes = SourcePlan.shardBytes(bytes, LEAST_PART_BYTES, shardBytes);
    return new MediaPlan(
        location,
        files,
        bytes,
        HexFormat.of().formatHex(sha256.digest(), 0, 16),
        Math.toIntExact(bytes / partBytes) + 1,
        hadoop);
  }

  /** File systems list in any order: what all files add up to does not depend on it. */
  private static void add(Originals.Entry entry, long[] sums) {
    MessageDigest sha256 = Digests.sha256();
    sha256.update(numbers(entry.lengthBytes()));
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest(entry.path().getBytes(StandardCharsets.UTF_8)));
    sums[0] += hash.getLong();
    sums[1] += hash.getLong();
  }

  private static byte[] numbers(long... numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.length * Long.BYTES);
    for (long number : numbers) {
      buffer.putLong(number);
    }
    return buffer.array();
  }
}
