package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** What does not fit into 31 or 32 bits: positions, offsets and sizes. */
class LargeArchiveTest {
  private static final long GIB = 1L << 30;
  private static final byte[] MARK = "the end".getBytes(UTF_8);

  @Test
  void clustersAndTablesBeyond4GibAreRead() throws IOException {
    RawZim raw = new RawZim("text/html").cluster(1, RawCluster.of(5, MARK)).gap(5 * GIB);
    raw.cluster(0, RawCluster.of(1, MARK)).gap(5 * GIB);
    raw.content("A/a", 0, 0, 0).content("A/b", 0, 1, 0);
    SparseInput input = raw.build();
    ZimArchive archive = ZimArchive.open(input);

    assertThat(input.length()).isGreaterThan(10 * GIB);
    assertThat(archive.clusterOffset(0)).isGreaterThan(5 * GIB);
    assertThat(ZimValidation.of(archive)).isEqualTo(new ZimValidation(2, 0, 2, 2L * MARK.length));
    long read = input.reads().stream().mapToLong(r -> r.end() - r.start()).sum();
    assertThat(read).isLessThan(2 << 20);
  }

  @Test
  void aPlainBlobOf3GibIsStreamedAndTheNextOneReachedWithoutReadingIt() throws IOException {
    long table = 3L * Long.BYTES;
    byte[] start = RawCluster.table(0x11, table, table + 3 * GIB, table + 3 * GIB + MARK.length);
    RawZim raw = new RawZim("video/webm").cluster(0, new byte[] {0x11}).append(start);
    raw.gap(3 * GIB).append(MARK);
    raw.content("I/a", 0, 0, 0).content("I/b", 0, 0, 1);
    SparseInput input = raw.build();
    ZimArchive archive = ZimArchive.open(input);

    try (ClusterReader reader = archive.openCluster(0)) {
      reader.next();
      assertThat(reader.size()).isEqualTo(3 * GIB);
      assertThat(drain(reader.content())).isEqualTo(3 * GIB);
      reader.next();
      assertThat(reader.content().readAllBytes()).isEqualTo(MARK);
    }
    input.reads().clear();
    try (ClusterReader reader = archive.openCluster(0)) {
      reader.skipTo(1);
      assertThat(reader.content().readAllBytes()).isEqualTo(MARK);
    }
    assertThat(input.reads()).hasSize(2);
  }

  @Test
  void aCompressedBlobOf3GibIsStreamed() throws IOException {
    long table = 3L * Long.BYTES;
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.write(0x15);
    try (OutputStream zstd = RawCluster.encoder(5, stored)) {
      zstd.write(RawCluster.table(0x15, table, table + 3 * GIB, table + 3 * GIB + MARK.length));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 3 << 10; i++) {
        zstd.write(zeros);
      }
      zstd.write(MARK);
    }
    RawZim raw = new RawZim("text/html").cluster(0, stored.toByteArray());
    raw.content("A/a", 0, 0, 0).content("A/b", 0, 0, 1);

    try (ClusterReader reader = ZimArchive.open(raw.build()).openCluster(0)) {
      reader.next();
      assertThat(drain(reader.content())).isEqualTo(3 * GIB);
      reader.next();
      assertThat(reader.content().readAllBytes()).isEqualTo(MARK);
    }
  }

  private static long drain(InputStream content) throws IOException {
    byte[] buffer = new byte[1 << 20];
    long bytes = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      bytes += n;
    }
    return bytes;
  }
}
