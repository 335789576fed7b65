package org.wikimill.pipeline.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;

/** A file of keys answers as a map does. */
class KeyFilePropertyTest {
  @TempDir private Path folder;

  private KeyFile.Reader written(Map<Long, byte[]> expected) throws IOException {
    LocalStore store = new LocalStore(folder, LocalStore.Durability.CACHED);
    store.begin("run");
    try (KeyFile.Writer writer = new KeyFile.Writer(store.inRun("run"), "some.keys")) {
      for (Map.Entry<Long, byte[]> entry : expected.entrySet()) {
        writer.add(entry.getKey(), entry.getValue());
      }
      writer.commit();
    }
    return new KeyFile.Reader(store.open("some.keys"));
  }

  private static void assertAnswers(KeyFile.Reader file, Map<Long, byte[]> expected, Random random)
      throws IOException {
    for (Map.Entry<Long, byte[]> entry : expected.entrySet()) {
      assertThat(file.value(entry.getKey())).contains(entry.getValue());
      for (long near : new long[] {entry.getKey() - 1, entry.getKey() + 1, random.nextLong()}) {
        assertThat(file.contains(near)).isEqualTo(expected.containsKey(near));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 1000, 20_000})
  void everyHashIsFoundWithItsValueAndNoOther(int count) throws IOException {
    Random random = new Random(count);
    Map<Long, byte[]> expected = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < count; i++) {
      expected.put(
          random.nextLong(), ("value " + i).substring(0, random.nextInt(7)).getBytes(UTF_8));
    }
    try (KeyFile.Reader file = written(expected)) {
      assertAnswers(file, expected, random);
      assertThat(file.contains(0)).isEqualTo(expected.containsKey(0L));
    }
  }

  @Test
  void hashesThatAreNotSpreadEvenlyAreFoundToo() throws IOException {
    Random random = new Random(3);
    Map<Long, byte[]> expected = new TreeMap<>(Long::compareUnsigned);
    expected.put(0L, new byte[0]);
    expected.put(-1L, new byte[] {1});
    for (int i = 0; i < 5000; i++) {
      expected.put(i * 3L, new byte[] {(byte) i});
      expected.put(Long.MIN_VALUE + (1L << i % 60), new byte[0]);
    }
    try (KeyFile.Reader file = written(expected)) {
      assertAnswers(file, expected, random);
    }
  }

  @Test
  void whatIsNoFileOfKeysIsRefused() {
    for (int length : new int[] {0, 8, 16, 400}) {
      assertThatThrownBy(() -> new KeyFile.Reader(Inputs.of("zeros", new byte[length])))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("not a file of keys");
    }
  }
}
