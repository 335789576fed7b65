package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

class ClusterReaderTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final byte[] NOTHING = {};
  private static final byte[] LARGE = large();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 0x10, 0x12, 0x13, 0x14, 0x15, 0xE5})
  void blobsOfEveryCompressionAndOffsetWidthAreRead(int info) throws IOException {
    try (ClusterReader reader = open(RawCluster.of(info, HELLO, NOTHING, LARGE, HELLO))) {
      assertThat(reader.blobCount()).isEqualTo(4);
      assertThat(reader.extended()).isEqualTo((info & 0x10) != 0);
      for (byte[] expected : List.of(HELLO, NOTHING, LARGE, HELLO)) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.size()).isEqualTo(expected.length);
        assertThat(reader.content().readAllBytes()).isEqualTo(expected);
        assertThat(reader.content().read()).isEqualTo(-1);
      }
      assertThat(reader.next()).isFalse();
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void movingOnSkipsWhatWasNotRead(int info) throws IOException {
    try (ClusterReader reader = open(RawCluster.of(info, LARGE, HELLO, LARGE, HELLO, NOTHING))) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.content().readNBytes(100)).isEqualTo(Arrays.copyOf(LARGE, 100));
      assertThat(reader.next()).isTrue();
      assertThat(reader.content().read()).isEqualTo('h');
      reader.skipTo(3);
      assertThat(reader.blob()).isEqualTo(3);
      assertThat(reader.content().readAllBytes()).isEqualTo(HELLO);
      reader.skipTo(4);
      assertThat(reader.content().readAllBytes()).isEmpty();
      assertThatThrownBy(() -> reader.skipTo(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aBlobIsReadAgainOnlyIfNothingOfItWasRead() throws IOException {
    try (ClusterReader reader = open(RawCluster.of(5, HELLO, LARGE))) {
      reader.skipTo(1);
      reader.skipTo(1);
      assertThat(reader.content().read()).isEqualTo(LARGE[0]);
      assertThatThrownBy(() -> reader.skipTo(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aClusterWithoutBlobsIsEmpty() throws IOException {
    try (ClusterReader reader = open(RawCluster.of(5))) {
      assertThat(reader.blobCount()).isZero();
      assertThat(reader.next()).isFalse();
      assertThatThrownBy(() -> reader.skipTo(0)).hasMessageContaining("blob number outside");
    }
  }

  @Test
  void manyBlobsAreCountedAndSized() throws IOException {
    byte[][] blobs = new byte[10_000][];
    Arrays.setAll(blobs, i -> new byte[i % 3]);
    try (ClusterReader reader = open(RawCluster.of(5, blobs))) {
      assertThat(reader.blobCount()).isEqualTo(10_000);
      assertThat(reader.size(9_999)).isZero();
      assertThat(reader.size(9_998)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void whatFollowsTheLastBlobIsNotLookedAt(int info) throws IOException {
    byte[] stored = RawCluster.of(info, HELLO, LARGE);
    byte[] followed = Arrays.copyOf(stored, stored.length + 1000);
    Arrays.fill(followed, stored.length, followed.length, (byte) 0x5A);
    try (ClusterReader reader = open(followed)) {
      reader.skipTo(1);
      assertThat(reader.content().readAllBytes()).isEqualTo(LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void aClusterThatEndsTooEarlyIsNotTakenForItsEnd(int info) throws IOException {
    byte[] stored = RawCluster.of(info, LARGE);
    for (int left : new int[] {1, 2, 10, stored.length / 2}) {
      assertThatThrownBy(() -> readAll(Arrays.copyOf(stored, left)))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("raw.zim at byte")
          .hasMessageContaining("in cluster 0");
    }
  }

  @Test
  void implausibleOffsetTablesAreRefused() {
    assertRefused("first blob offset not plausible", 1, 0, 8);
    assertRefused("first blob offset not plausible", 1, 3);
    assertRefused("first blob offset not plausible", 1, 9, 9);
    assertRefused("first blob offset not plausible", 1, 0xFFFFFFFCL);
    assertRefused("first blob offset not plausible", 0x15, -8);
    assertRefused("blob offsets not ascending", 5, 12, 20, 19);
    assertRefused("blob offsets not ascending", 0x15, 24, 24, Long.MIN_VALUE);
    assertRefused("cluster reaches into what follows it", 1, 8, 1000);
    assertRefused("cluster reaches into what follows it", 0x11, 16, Long.MAX_VALUE);
    assertRefused("cluster ends too early", 5, 400);
  }

  @Test
  void aWindowOf128MebibytesIsDecodedAndALargerOneRefused() throws IOException {
    byte[] stored = RawCluster.of(5, LARGE);
    assertThat(RawCluster.zstdWindow(stored)).isEqualTo(128 << 20);
    assertThat(readAll(stored)).isEqualTo(LARGE.length);

    stored[6] = (byte) (stored[6] + 8); // The next power of two.
    assertThatThrownBy(() -> readAll(stored)).hasMessageContaining("cluster does not decode");
  }

  @Test
  void aDictionaryOf128MebibytesIsDecodedAndALargerOneRefused() throws IOException {
    byte[] stored = RawCluster.of(4, HELLO);

    RawCluster.setXzDictionary(stored, 30); // 2 << 26
    assertThat(readAll(stored)).isEqualTo(HELLO.length);
    RawCluster.setXzDictionary(stored, 31); // 3 << 26
    assertThatThrownBy(() -> readAll(stored)).hasMessageContaining("cluster does not decode");
  }

  @Test
  void eachStoredByteIsReadOnce() throws IOException {
    for (int info : new int[] {1, 2, 3, 4, 5}) {
      byte[] stored = RawCluster.of(info, HELLO, LARGE, LARGE, HELLO);
      SparseInput input = archive(stored).build();
      ZimArchive archive = ZimArchive.open(input);
      input.reads().clear();
      try (ClusterReader reader = archive.openCluster(0)) {
        while (reader.next()) {
          reader.content().transferTo(OutputStream.nullOutputStream());
        }
      }
      List<SparseInput.Read> reads = input.reads();
      for (int i = 0; i < reads.size(); i++) {
        for (int k = 0; k < i; k++) {
          assertThat(reads.get(i).overlaps(reads.get(k))).isFalse();
        }
        assertThat(reads.get(i).start()).isGreaterThanOrEqualTo(archive.clusterOffset(0));
        assertThat(reads.get(i).end()).isLessThanOrEqualTo(archive.clusterEnd(0));
      }
      assertThat(reads).hasSizeLessThan(2 + stored.length / (100 << 10));
    }
  }

  @Test
  void failuresOfTheMediumAreNotBlamedOnTheArchive() throws IOException {
    SparseInput intact = archive(RawCluster.of(4, LARGE)).build();
    long middle = 600 << 10;
    PositionedInput failing =
        new PositionedInput() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public long length() {
            return intact.length();
          }

          @Override
          public void readFully(long position, byte[] target, int offset, int length)
              throws IOException {
            if (position < middle && position + length > middle) {
              throw new IOException("the disk is gone");
            }
            intact.readFully(position, target, offset, length);
          }
        };
    try (ClusterReader reader = ZimArchive.open(failing).openCluster(0)) {
      reader.next();
      assertThatThrownBy(() -> reader.content().readAllBytes())
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("the disk is gone");
    }
  }

  private static void assertRefused(String reason, int info, long... offsets) {
    assertThatThrownBy(() -> readAll(RawCluster.of(info, offsets, new byte[8])))
        .isInstanceOf(MalformedInputException.class)
        .extracting(e -> ((MalformedInputException) e).reason())
        .isEqualTo(reason);
  }

  private static long readAll(byte[] stored) throws IOException {
    try (ClusterReader reader = open(stored)) {
      long bytes = 0;
      while (reader.next()) {
        try (InputStream content = reader.content()) {
          bytes += content.readAllBytes().length;
        }
      }
      return bytes;
    }
  }

  private static ClusterReader open(byte[] stored) throws IOException {
    return ZimArchive.open(archive(stored).build()).openCluster(0);
  }

  /** An archive with one cluster and more entries than any cluster here has blobs. */
  private static RawZim archive(byte[] stored) {
    RawZim archive = new RawZim("text/plain").cluster(0, stored);
    long dirent = archive.end();
    archive.content("A/a", 0, 0, 0);
    for (int i = 1; i < 20_000; i++) {
      archive.direntAt(dirent);
    }
    return archive;
  }

  /** Half of it does not compress. */
  private static byte[] large() {
    byte[] bytes = new byte[3 << 19];
    Random random = new Random(3);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i % 2 == 0 ? random.nextInt() & 0x7F : 'x');
    }
    return bytes;
  }
}
