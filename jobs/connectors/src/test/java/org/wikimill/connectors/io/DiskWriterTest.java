package org.wikimill.connectors.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.LocalStore.Durability;

class DiskWriterTest {
  private static final int BUFFER = DiskWriter.BUFFER_BYTES;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        511,
        512,
        513,
        4095,
        4096,
        4097,
        BUFFER - 1,
        BUFFER,
        BUFFER + 1,
        3 * BUFFER - 4096,
        3 * BUFFER,
        5 * BUFFER + 4097
      })
  void aFileHoldsWhatWasWrittenUpToItsLastByte(int length) throws IOException {
    byte[] content = new byte[length];
    Random random = new Random(length);
    random.nextBytes(content);
    Path file = folder.resolve("file");
    try (DiskWriter writer = new DiskWriter(file, Durability.SYNCED)) {
      for (int done = 0; done < length; ) {
        int part = Math.min(length - done, random.nextInt(2 * BUFFER));
        writer.write(content, done, part);
        done += part;
      }
      writer.end();
      writer.await();
      assertThat(file).hasBinaryContent(content);
    }
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void aFileThatIsThereIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> new DiskWriter(file, Durability.CACHED))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void memoryIsAlignedForTheDisk() throws IOException {
    for (int alignment : new int[] {512, 4096, 65536}) {
      try (AlignedBuffer buffer = new AlignedBuffer(BUFFER, alignment)) {
        assertThat(buffer.bytes().alignmentOffset(0, alignment)).isZero();
        assertThat(buffer.bytes().capacity()).isEqualTo(BUFFER);
      }
    }
  }
}
