package org.wikimill.formats.zim;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.wikimill.testing.Shared;

/**
 * How fast one core decodes clusters and scans dirents; the counters are bytes and dirents a
 * second.
 *
 * <p>Decoding takes a real zstd archive of English Wikipedia, scanning an archive of a million
 * entries side by side, as libzim writes them.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ZimReadBenchmark {
  private static final int ENTRIES = 1_000_000;

  /** What JMH reports for each second. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Work {
    public long bytes;
    public long dirents;
  }

  /** The zstd clusters of a real archive. */
  @State(Scope.Thread)
  public static class RealArchive {
    private final byte[] buffer = new byte[1 << 17];
    private ZimArchive archive;

    @Setup
    public void open() throws IOException {
      String name = "zims/wikipedia_en_100_mini_2022-10.zim";
      archive = ZimArchive.open(ZimParts.open(Shared.require().resolve(name)));
    }

    @TearDown
    public void close() throws IOException {
      archive.close();
    }
  }

  /** A million dirents in memory. */
  @State(Scope.Thread)
  public static class ManyEntries {
    private ZimArchive archive;

    @Setup
    public void write() throws IOException {
      RawZim raw = new RawZim("text/html").cluster(0, RawCluster.of(1, new byte[1]));
      byte[] dirents = new byte[0];
      long start = raw.end();
      int length = 0;
      for (int i = 0; i < ENTRIES; i++) {
        byte[] dirent =
            RawZim.direntBytes(0, "A/Some_article_number_%08d".formatted(i), "", 0, i / 50, i % 50);
        if (i == 0) {
          length = dirent.length;
          dirents = new byte[ENTRIES * length];
        }
        System.arraycopy(dirent, 0, dirents, i * length, length);
        raw.direntAt(start + (long) i * length);
      }
      archive = ZimArchive.open(raw.append(dirents).build());
    }
  }

  @Benchmark
  public long decodeZstdClusters(RealArchive real, Work work) throws IOException {
    for (int cluster = 0; cluster < real.archive.clusterCount(); cluster++) {
      try (ClusterReader reader = real.archive.openCluster(cluster)) {
        while (reader.compression() == Compression.ZSTD && reader.next()) {
          InputStream content = reader.content();
          for (int n = content.read(real.buffer); n >= 0; n = content.read(real.buffer)) {
            work.bytes += n;
          }
        }
      }
    }
    return work.bytes;
  }

  @Benchmark
  public int scanDirents(ManyEntries many, Work work) throws IOException {
    DirentScanner scanner = many.archive.dirents(0, ENTRIES);
    int hash = 0;
    while (scanner.next()) {
      hash = 31 * hash + scanner.dirent().path().length;
    }
    work.dirents += ENTRIES;
    return hash;
  }
}
