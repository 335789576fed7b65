package org.wikimill.connectors.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * An input whose medium may fail for a while: reads that fail are tried again on a newly opened
 * input, a few times with growing pauses.
 *
 * <p>What stays unreadable is told as {@link MalformedInputException}, the way of every defect of a
 * source: whoever reads on in other places can go on.
 */
public final class RetryingInput implements PositionedInput {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingInput.class);

  /** Pauses between attempts of a build: about five seconds in all. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /** The reason of what could not be read. */
  public static final String UNREADABLE = "unreadable";

  static final int ATTEMPTS = 5;

  /** Opens the input, as often as asked. */
  @FunctionalInterface
  public interface Opening {
    PositionedInput open() throws IOException;
  }

  private final Opening opening;
  private final Duration firstPause;
  private final String name;
  private final long length;
  private PositionedInput input;

  /**
   * Opens the input for the first time; what fails there is not tried again.
   *
   * @param firstPause the pause before the second attempt, doubled before each further one
   */
  public RetryingInput(Opening opening, Duration firstPause) throws IOException {
    this.opening = opening;
    this.firstPause = firstPause;
    this.input = opening.open();
    this.name = input.name();
    this.length = input.length();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    PositionedInput failed = null;
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      PositionedInput current = current(failed);
      try {
        current.readFully(position, target, offset, count);
        return;
      } catch (EOFException | InterruptedIOException | MalformedInputException e) {
        throw e; // no fault of the medium
      } catch (IOException e) {
        LOG.warn(
            "attempt {} of {} to read {} at {}: {}", attempt, ATTEMPTS, name, position, "" + e);
        if (attempt == ATTEMPTS) {
          throw unreadable(position, count, e);
        }
        failed = current;
      }
      pause(pause);
      pause = pause.multipliedBy(2);
    }
  }

  /** The open input; opened anew if it is the one that failed. */
  private synchronized PositionedInput current(PositionedInput failed) throws IOException {
    if (input == failed) {
      PositionedInput renewed = opening.open();
      if (renewed.length() != length) {
        renewed.close();
        throw new MalformedInputException(
            "source changed while it was read", name, -1, length + " bytes", renewed.length() + "");
      }
      closeQuietly(input);
      input = renewed;
    }
    return input;
  }

  private MalformedInputException unreadable(long position, int count, IOException cause) {
    MalformedInputException e =
        new MalformedInputException(
            UNREADABLE, name, position, count + " bytes", "an I/O error, " + ATTEMPTS + " times");
    e.initCause(cause);
    return e;
  }

  private static void pause(Duration pause) throws InterruptedIOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between attempts to read");
    }
  }

  private static void closeQuietly(PositionedInput input) {
    try {
      input.close();
    } catch (IOException e) {
      LOG.debug("an input that failed does not close either", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    input.close();
  }
}
