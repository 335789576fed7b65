package org.wikimill.connectors.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;

/** The sum is that of the file, in whatever order and however often it is read. */
class HashedInputTest {
  private static final int LENGTH = 300_000;

  @Test
  void sumIsThatOfTheBytesWhateverIsRead() throws IOException {
    Random random = new Random(1);
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    String sum = HexFormat.of().formatHex(Digests.sha256().digest(bytes));
    for (int round = 0; round < 200; round++) {
      try (HashedInput input = new HashedInput(Inputs.of("bytes", bytes))) {
        byte[] target = new byte[LENGTH];
        for (int reads = random.nextInt(20); reads > 0; reads--) {
          int from = random.nextInt(LENGTH);
          int count = random.nextInt(LENGTH - from + 1);
          input.readFully(from, target, 7 % (LENGTH - count + 1), count);
        }
        assertThat(input.sha256()).isEqualTo(sum);
      }
    }
  }
}
