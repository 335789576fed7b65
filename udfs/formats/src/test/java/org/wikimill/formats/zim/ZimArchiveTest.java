package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;

class ZimArchiveTest {
  private static final byte[] BLOB = "blob".getBytes(UTF_8);

  @Test
  void aClusterEndsBeforeWhateverComesNextInTheFile() throws IOException {
    byte[] stored = RawCluster.of(1, BLOB);
    RawZim raw = new RawZim("text/html").cluster(2, stored).cluster(0, stored);
    long dirents = raw.end();
    raw.content("A/a", 0, 0, 0).content("A/b", 0, 1, 0).content("A/c", 0, 2, 0);
    raw.gap(100).cluster(1, stored);
    ZimArchive archive = ZimArchive.open(raw.build());

    assertThat(archive.clusterEnd(2)).isEqualTo(archive.clusterOffset(0));
    assertThat(archive.clusterEnd(0)).isEqualTo(dirents);
    assertThat(archive.clusterEnd(1)).isEqualTo(archive.header().pathPointersPosition());
    assertThat(ZimValidation.of(archive).blobs()).isEqualTo(3);
  }

  @Test
  void entriesAreFoundByUnsignedBytes() throws IOException {
    String[] names = {"-/z", "A/", "A/a", "A/a/b", "A/z", "A/é", "A/ᐊ", "A/\uD83D\uDE00", "B/a"};
    ZimArchive archive = ZimArchive.open(archive(names).build());

    for (int i = 0; i < names.length; i++) {
      byte[] path = names[i].substring(2).getBytes(UTF_8);
      assertThat(archive.find((byte) names[i].charAt(0), path)).hasValue(i);
    }
    assertThat(archive.find((byte) 'A', "b".getBytes(UTF_8))).isEmpty();
    assertThat(archive.find((byte) 'Z', BLOB)).isEmpty();
  }

  @Test
  void anEntryWhoseClusterOrBlobDoesNotExistIsRefusedByName() throws IOException {
    RawZim raw = new RawZim("text/html").cluster(0, RawCluster.of(5, BLOB));
    raw.content("A/cluster", 0, 1, 0).content("A/far", 0, -1, 0).content("A/negative", 0, 0, -1);
    ZimArchive archive = ZimArchive.open(raw.build());

    for (int i = 0; i < 3; i++) {
      Dirent.Content content = (Dirent.Content) archive.dirent(i);
      assertThatThrownBy(() -> archive.open(content))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("number outside the")
          .hasMessageEndingWith(", in entry " + content.name());
    }
    assertThatThrownBy(() -> ZimValidation.of(archive)).hasMessageContaining("A/cluster");
  }

  @Test
  void theMainPageIsWellKnownInTheNewSchemeAndRedirectsAreFollowed() throws IOException {
    RawZim raw = new RawZim("text/html").minorVersion(1).cluster(0, RawCluster.of(5, BLOB));
    raw.content("C/a", 0, 0, 0);
    raw.dirent(RawZim.direntBytes(ZimFormat.REDIRECT, "C/b", "", 0, 0));
    raw.dirent(RawZim.direntBytes(ZimFormat.REDIRECT, "M/Loop", "", 0, 2));
    raw.dirent(RawZim.direntBytes(ZimFormat.REDIRECT, "M/Nowhere", "", 0, 99));
    raw.dirent(RawZim.direntBytes(ZimFormat.REDIRECT, "M/Title", "", 0, 1));
    raw.dirent(RawZim.direntBytes(ZimFormat.REDIRECT, "W/mainPage", "", 0, 1));
    ZimArchive archive = ZimArchive.open(raw.build());

    assertThat(archive.mainEntry()).hasValue(0);
    assertThat(archive.metadata("Title")).contains(BLOB);
    assertThat(archive.metadata("Loop")).isEmpty();
    assertThat(archive.metadata("Nowhere")).isEmpty();
    assertThat(archive.metadata("None")).isEmpty();
    assertThat(archive.header().mainPage()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void metadataIsReadUpToItsLimit() throws IOException {
    byte[] atLimit = new byte[64 << 10];
    RawZim raw =
        new RawZim("text/plain").cluster(0, RawCluster.of(5, atLimit, new byte[(64 << 10) + 1]));
    raw.content("M/At", 0, 0, 0).content("M/Over", 0, 0, 1);
    ZimArchive archive = ZimArchive.open(raw.build());

    assertThat(archive.metadata("At")).contains(atLimit);
    assertThatThrownBy(() -> archive.metadata("Over"))
        .hasMessageContaining("metadata too long")
        .hasMessageContaining("found 65537");
  }

  @Test
  void anArchiveWithoutEntriesIsEmpty() throws IOException {
    ZimArchive archive = ZimArchive.open(new RawZim().build());

    assertThat(archive.mimeTypeCount()).isZero();
    assertThat(ZimValidation.of(archive)).isEqualTo(new ZimValidation(0, 0, 0, 0));
    assertThat(archive.find((byte) 'A', BLOB)).isEmpty();
    assertThat(archive.mainEntry()).isEmpty();
  }

  @Test
  void theOldHeaderHasNoChecksumToVerify() throws IOException {
    RawZim raw =
        new RawZim(ZimFormat.HEADER_LENGTH_WITHOUT_CHECKSUM, "text/html")
            .cluster(0, RawCluster.of(1, BLOB))
            .content("A/a", 0, 0, 0);
    ZimArchive archive = ZimArchive.open(raw.build());

    assertThat(archive.header().hasChecksum()).isFalse();
    assertThat(ZimChecksum.verify(archive)).isEmpty();
    assertThat(ZimValidation.of(archive).blobBytes()).isEqualTo(BLOB.length);
  }

  @Test
  void onePassVerifiesTheChecksumAndFeedsOtherDigests() throws Exception {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    TestArchives.smallWiki().writeTo(written);
    byte[] bytes = written.toByteArray();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");

    ZimArchive archive = ZimArchive.open(Inputs.of("small.zim", bytes));
    String stored = HexFormat.of().formatHex(bytes, bytes.length - 16, bytes.length);
    assertThat(ZimChecksum.verify(archive, sha256)).contains(stored);
    assertThat(sha256.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));

    byte[] damaged = bytes.clone();
    damaged[damaged.length - 1] ^= 1;
    ZimArchive other = ZimArchive.open(Inputs.of("damaged.zim", damaged));
    assertThatThrownBy(() -> ZimChecksum.verify(other)).hasMessageContaining("checksum differs");
  }

  @Test
  void moreEntriesThanCanBeNumberedAreRefusedBeforeAnythingIsAllocated() {
    byte[] header = new byte[ZimFormat.HEADER_LENGTH];
    byte[] start = {0x5A, 0x49, 0x4D, 0x04, 5};
    System.arraycopy(start, 0, header, 0, start.length);
    header[56] = ZimFormat.HEADER_LENGTH;
    Arrays.fill(header, 24, 28, (byte) 0xFF);

    assertThatThrownBy(() -> ZimArchive.open(Inputs.of("x", header)))
        .isInstanceOf(MalformedInputException.class)
        .hasMessage(
            "too many entries: x at byte 24, expected at most 2147483647, found 4294967295");
  }

  private static RawZim archive(String... names) throws IOException {
    RawZim raw = new RawZim("text/html").cluster(0, RawCluster.of(1, BLOB));
    for (String name : names) {
      raw.content(name, 0, 0, 0);
    }
    return raw;
  }
}
