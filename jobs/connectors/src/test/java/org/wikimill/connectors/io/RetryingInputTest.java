package org.wikimill.connectors.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

class RetryingInputTest {
  private static final int BAD_FROM = 40;
  private static final int BAD_TO = 60;

  private final byte[] content = new byte[100];
  private int failuresLeft;
  private int opened;
  private int closed;

  RetryingInputTest() {
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) i;
    }
  }

  /** A medium of which a region fails as often as {@link #failuresLeft} says. */
  private final class Medium implements PositionedInput {
    private final PositionedInput bytes = Inputs.of("medium", content);

    Medium() {
      opened++;
    }

    @Override
    public String name() {
      return bytes.name();
    }

    @Override
    public long length() {
      return bytes.length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      if (position < BAD_TO && position + count > BAD_FROM && failuresLeft-- > 0) {
        throw new IOException("Input/output error");
      }
      bytes.readFully(position, target, offset, count);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private RetryingInput input() throws IOException {
    return new RetryingInput(Medium::new, Duration.ZERO);
  }

  @Test
  void aMediumThatRecoversIsReadAsIfNothingHadHappened() throws IOException {
    failuresLeft = RetryingInput.ATTEMPTS - 1;
    try (RetryingInput input = input()) {
      byte[] read = new byte[10];
      input.readFully(45, read, 0, 10);
      assertThat(read).containsExactly(45, 46, 47, 48, 49, 50, 51, 52, 53, 54);
    }
    assertThat(opened).isEqualTo(RetryingInput.ATTEMPTS);
    assertThat(closed).isEqualTo(opened);
  }

  @Test
  void whatStaysUnreadableIsADefectOfThatRegionAlone() throws IOException {
    failuresLeft = Integer.MAX_VALUE;
    try (RetryingInput input = input()) {
      assertThatThrownBy(() -> input.readFully(39, new byte[2], 0, 2))
          .isInstanceOf(MalformedInputException.class)
          .hasMessage(
              "unreadable: medium at byte 39, expected 2 bytes, found an I/O error, 5 times")
          .hasRootCauseMessage("Input/output error");
      byte[] read = new byte[40];
      input.readFully(60, read, 0, 40);
      input.readFully(0, read, 0, 40);
      assertThat(read[39]).isEqualTo((byte) 39);
    }
  }

  @Test
  void readsBeyondTheEndAreNotTriedAgain() throws IOException {
    try (RetryingInput input = input()) {
      assertThatThrownBy(() -> input.readFully(95, new byte[6], 0, 6))
          .isInstanceOf(EOFException.class);
      assertThat(opened).isEqualTo(1);
    }
  }

  @Test
  void aFileThatHasAnotherLengthWhenItIsOpenedAgainIsRefused() throws IOException {
    failuresLeft = 1;
    PositionedInput[] next = {new Medium(), Inputs.of("medium", new byte[99])};
    int[] turn = {0};
    try (RetryingInput input = new RetryingInput(() -> next[turn[0]++], Duration.ZERO)) {
      assertThatThrownBy(() -> input.readFully(50, new byte[1], 0, 1))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("source changed while it was read")
          .hasMessageContaining("expected 100 bytes, found 99");
    }
  }
}
