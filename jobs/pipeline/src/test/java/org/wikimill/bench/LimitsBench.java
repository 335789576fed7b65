package org.wikimill.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.formats.zim.ZimParts;

/**
 * What no build of an archive can be faster than on this machine: decoding its clusters, SHA-256
 * over as many bytes, each alone and on all cores, and the sums of the archive itself on one:
 * {@code LimitsBench ARCHIVE}.
 */
public final class LimitsBench {
  private static final int PIECE_BYTES = 1 << 18;

  private LimitsBench() {}

  public static void main(String[] args) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ZimArchive archive = ZimArchive.open(ZimParts.open(Path.of(args[0])))) {
      long warm = decode(archive, threads, archive.clusterCount() / 10).bytes;
      hash(threads, warm);
      Cost decoded = decode(archive, threads, archive.clusterCount());
      Cost hashed = hash(threads, decoded.bytes);
      Cost summed = sums(archive.input().length());
      new ObjectMapper()
          .writeValue(
              System.out,
              Map.of(
                  "content_bytes", decoded.bytes,
                  "decode_seconds", decoded.seconds,
                  "sha256_seconds", hashed.seconds,
                  "sums_seconds", summed.seconds));
    }
  }

  private record Cost(long bytes, double seconds) {}

  private static Cost decode(ZimArchive archive, int threads, int clusters) throws Exception {
    AtomicInteger next = new AtomicInteger();
    return onAll(
        threads,
        () -> {
          byte[] piece = new byte[PIECE_BYTES];
          long bytes = 0;
          for (int c = next.getAndIncrement(); c < clusters; c = next.getAndIncrement()) {
            bytes += decode(archive, c, piece);
          }
          return bytes;
        });
  }

  private static long decode(ZimArchive archive, int number, byte[] piece) throws IOException {
    long bytes = 0;
    try (ClusterReader cluster = archive.openCluster(number)) {
      while (cluster.next()) {
        InputStream content = cluster.content();
        for (int n = content.read(piece); n > 0; n = content.read(piece)) {
          bytes += n;
        }
      }
    }
    return bytes;
  }

  private static Cost hash(int threads, long bytes) throws Exception {
    return onAll(threads, () -> digest(bytes / threads, Digests.sha256()));
  }

  /**
   * The sums of an archive: its own MD5, and the SHA-256 that manifests have. One after the other.
   */
  private static Cost sums(long bytes) throws Exception {
    return onAll(1, () -> digest(bytes, MessageDigest.getInstance("MD5"), Digests.sha256()));
  }

  private static long digest(long bytes, MessageDigest... digests) {
    byte[] piece = new byte[PIECE_BYTES];
    long done = 0;
    for (; done < bytes; done += piece.length) {
      for (MessageDigest digest : digests) {
        digest.update(piece);
      }
    }
    for (MessageDigest digest : digests) {
      done += digest.digest().length % 16; // digests are made, and worth nothing
    }
    return done;
  }

  private static Cost onAll(int threads, Callable<Long> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long started = System.nanoTime();
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(work));
      }
      long bytes = 0;
      for (Future<Long> part : parts) {
        bytes += part.get();
      }
      return new Cost(bytes, (System.nanoTime() - started) / 1e9);
    } finally {
      pool.shutdownNow();
    }
  }
}
