package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;

class ZimWriterTest {
  private static final String HTML = "text/html";

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    ZimWriter writer = TestArchives.smallWiki();
    try (ZimArchive archive = open(writer)) {
      assertThat(archive.newNamespaceScheme()).isTrue();
      ZimChecksum.verify(archive);
      ZimValidation validation = ZimValidation.of(archive);
      assertThat(validation.redirects()).isEqualTo(3);
      assertThat(text(archive, 'C', "index.html")).startsWith("<html>");
      assertThat(text(archive, 'C', "Ünïcode/ᐊᐱ")).contains("syllabics");
      assertThat(content(archive, 'C', "logo.png")).isEqualTo(TestArchives.PNG_48);
      assertThat(archive.metadata("Title").map(b -> new String(b, UTF_8))).contains("Small wiki");
      assertThat(text(archive, 'M', "Counter")).isEqualTo("image/png=1;text/css=1;text/html=3");
      assertThat(archive.mainEntry()).isEqualTo(find(archive, 'C', "index.html"));
    }
  }

  @Test
  void theOrderOfAddingDoesNotMatter() throws IOException {
    List<Consumer<ZimWriter>> adders = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String path = "page" + i;
      adders.add(w -> w.article(path, "Title of " + path, HTML, path.getBytes(UTF_8)));
      adders.add(w -> w.redirect("to " + path, "To " + path, path));
    }
    ZimWriter one = new ZimWriter(100);
    adders.forEach(adder -> adder.accept(one));
    Collections.shuffle(adders, new Random(1));
    ZimWriter other = new ZimWriter(100);
    adders.forEach(adder -> adder.accept(other));

    assertThat(bytes(one)).isEqualTo(bytes(other)).isEqualTo(bytes(one));
  }

  @Test
  void otherContentGivesAnotherUuid() throws IOException {
    ZimWriter one = new ZimWriter().article("a", "A", HTML, new byte[] {1});
    ZimWriter other = new ZimWriter().article("a", "A", HTML, new byte[] {2});

    try (ZimArchive first = open(one);
        ZimArchive second = open(other)) {
      assertThat(first.header().uuid()).isNotEqualTo(second.header().uuid());
    }
  }

  @Test
  void contentIsCutIntoClustersOfTheGivenSize() throws IOException {
    ZimWriter writer = new ZimWriter(1000);
    IntStream.range(0, 30).forEach(i -> writer.resource("i" + i, "image/png", new byte[400]));
    writer.resource("large", "image/png", new byte[5000]);

    try (ZimArchive archive = open(writer)) {
      List<Integer> blobs = new ArrayList<>();
      for (int cluster = 0; cluster < archive.clusterCount(); cluster++) {
        try (ClusterReader reader = archive.openCluster(cluster)) {
          if (reader.compression() == Compression.NONE) {
            blobs.add(reader.blobCount());
          }
        }
      }
      // 30 images two by two, the large one alone, the two listings.
      assertThat(blobs).hasSize(17).startsWith(2, 2).endsWith(1, 2);
    }
  }

  @Test
  void refusesWhatAnArchiveCannotHold() {
    ZimWriter writer = new ZimWriter().article("a", "A", HTML, new byte[0]);

    assertThatThrownBy(() -> writer.resource("a", HTML, new byte[0])).hasMessageContaining("twice");
    assertThatThrownBy(() -> writer.resource("", HTML, new byte[0]))
        .hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> writer.resource("n\0", HTML, new byte[0])).hasMessageContaining("NUL");
    assertThatThrownBy(() -> writer.article("x".repeat(65_000), "y".repeat(600), HTML, new byte[0]))
        .hasMessageContaining("65600 bytes");
    assertThatThrownBy(() -> writer.metadata("Counter", "")).hasMessageContaining("M/Counter");
    writer.redirect("b", "B", "missing");
    assertThatThrownBy(() -> bytes(writer)).hasMessageContaining("C/b leads to no entry");
  }

  private static byte[] bytes(ZimWriter writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static ZimArchive open(ZimWriter writer) throws IOException {
    return ZimArchive.open(Inputs.of("written", bytes(writer)));
  }

  private static java.util.OptionalInt find(ZimArchive archive, char namespace, String path)
      throws IOException {
    return archive.find((byte) namespace, path.getBytes(UTF_8));
  }

  private static byte[] content(ZimArchive archive, char namespace, String path)
      throws IOException {
    Dirent dirent = archive.dirent(find(archive, namespace, path).orElseThrow());
    try (ClusterReader reader = archive.open((Dirent.Content) dirent)) {
      return reader.content().readAllBytes();
    }
  }

  private static String text(ZimArchive archive, char namespace, String path) throws IOException {
    return new String(content(archive, namespace, path), UTF_8);
  }
}
