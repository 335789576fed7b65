package org.wikimill.formats.zim;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Gathers contents of one compression into clusters, in the order in which they come. */
final class ClusterPacker {
  private static final int ZSTD_LEVEL = 12;
  private static final int INFO_PLAIN = 1;
  private static final int INFO_ZSTD = 5;

  private final Compression compression;
  private final int clusterBytes;
  private final List<byte[]> clusters;
  private final List<WriterEntry> open = new ArrayList<>();
  private long openBytes;

  /**
   * @param compression NONE or ZSTD
   * @param clusterBytes the content after which a cluster is closed
   * @param clusters where closed clusters go: their numbers are their places there
   */
  ClusterPacker(Compression compression, int clusterBytes, List<byte[]> clusters) {
    this.compression = compression;
    this.clusterBytes = clusterBytes;
    this.clusters = clusters;
  }

  void add(WriterEntry entry) {
    if (!open.isEmpty() && openBytes + entry.content.length > clusterBytes) {
      close();
    }
    entry.blob = open.size();
    open.add(entry);
    openBytes += entry.content.length;
  }

  /** Closes the open cluster, if any. */
  void close() {
    if (open.isEmpty()) {
      return;
    }
    int tableBytes = (open.size() + 1) * Integer.BYTES;
    ByteBuffer plain =
        ByteBuffer.allocate(Math.toIntExact(tableBytes + openBytes)).order(ByteOrder.LITTLE_ENDIAN);
    int offset = tableBytes;
    plain.putInt(offset);
    for (WriterEntry entry : open) {
      entry.cluster = clusters.size();
      offset += entry.content.length;
      plain.putInt(offset);
    }
    open.forEach(entry -> plain.put(entry.content));
    clusters.add(stored(plain.array()));
    open.clear();
    openBytes = 0;
  }

  private byte[] stored(byte[] plain) {
    boolean zstd = compression == Compression.ZSTD;
    byte[] body = zstd ? Zstd.compress(plain, ZSTD_LEVEL) : plain;
    byte[] cluster = new byte[body.length + 1];
    cluster[0] = (byte) (zstd ? INFO_ZSTD : INFO_PLAIN);
    System.arraycopy(body, 0, cluster, 1, body.length);
    return cluster;
  }
}
