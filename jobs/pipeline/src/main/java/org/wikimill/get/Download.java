package org.wikimill.get;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The download of one file: from its first source as long as that serves, from the next where it
 * does not, until the file is whole and has its sum.
 *
 * <p>A source that is slow, breaks off or is busy is left for the next and may have its turn again;
 * one that does not have the file, or gives other bytes, is not asked again. Bytes that came from
 * one are gone on with at another, because the sum decides at the end: if it is wrong, and no sums
 * of pieces told earlier, everything is fetched once more, from another source.
 */
final class Download {
  private static final int BUFFER_BYTES = 256 << 10;

  /** A source that gave fewer before it failed has not got on. */
  private static final int PROGRESS_BYTES = 64 << 10;

  private final Http http;
  private final RemoteFile file;
  private final PartFile part;
  private final DownloadListener listener;
  private final List<URI> sources;
  private OptionalLong lengthBytes;
  private URI lastSource;
  private IOException lastFailure;
  private boolean restarted;
  private int turn;
  private int rounds;
  private Duration wanted = Duration.ZERO;

  private Download(Http http, RemoteFile file, PartFile part, DownloadListener listener) {
    this.http = http;
    this.file = file;
    this.part = part;
    this.listener = listener;
    this.sources = new ArrayList<>(file.sources());
    this.lengthBytes = file.lengthBytes();
  }

  /**
   * Downloads a file to its place.
   *
   * @throws GetException if no source gave it, or it cannot be written; what has come is kept
   * @throws MalformedInputException if it has another sum; then nothing is kept
   */
  static void run(Http http, RemoteFile file, Path target, DownloadListener listener)
      throws IOException {
    try (PartFile part = PartFile.open(target, file)) {
      Download download = new Download(http, file, part, listener);
      do {
        download.fetch();
      } while (!download.isVerified());
      part.commit();
    }
  }

  /** Goes from source to source until all bytes are there. */
  private void fetch() throws IOException {
    turn = 0;
    rounds = 0;
    while (!isWhole()) {
      lastSource = next();
      long before = part.length();
      try {
        transfer(lastSource);
        return;
      } catch (GetException | InterruptedIOException | ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        lastFailure = e;
        if (part.length() - before >= PROGRESS_BYTES) {
          rounds = 0;
        }
        leave(e);
      }
    }
  }

  /** Leaves a source that failed, for good or until its next turn. */
  private void leave(IOException failure) throws IOException {
    HttpException answer = failure instanceof HttpException http ? http : null;
    if (answer != null && answer.isLasting()) {
      sources.remove(lastSource);
      listener.note(file.name() + ": left " + lastSource + ": " + Http.text(failure));
      return;
    }
    listener.note(file.name() + ": " + lastSource + ": " + Http.text(failure));
    wanted = longer(wanted, answer == null ? Duration.ZERO : answer.pause());
    turn++;
    if (turn >= sources.size()) {
      turn = 0;
      rounds++;
      if (rounds < http.limits().tries()) {
        http.pauses().pause(longer(wanted, http.limits().pause(rounds)));
      }
      wanted = Duration.ZERO;
    }
  }

  private URI next() throws GetException {
    if (sources.isEmpty() || rounds >= http.limits().tries()) {
      throw new GetException(
          GetException.Reason.NETWORK,
          "cannot download "
              + file.name()
              + ": "
              + Http.text(lastFailure)
              + (part.length() > 0 ? ". What has come is kept for the next try" : ""),
          lastFailure);
    }
    return sources.get(turn % sources.size());
  }

  private boolean isWhole() {
    return lengthBytes.isPresent() && part.length() == lengthBytes.getAsLong();
  }

  /** One answer, to its end. */
  private void transfer(URI source) throws IOException {
    try (Answer answer = http.get(source, this::range)) {
      if (answer.status() == Answer.UNSATISFIABLE) {
        if (answer.fileBytes().equals(OptionalLong.of(part.length()))) {
          lengthBytes = answer.fileBytes();
          return;
        }
        part.restart();
        throw HttpException.passing("the file there is shorter than what has come", Duration.ZERO);
      }
      continueOrRestart(answer);
      OptionalLong whole = checkLength(answer);
      if (whole.isPresent()) {
        part.requireRoom(whole.getAsLong() - part.length());
      }
      part.comesFrom(answer.uri().toString(), answer.validator());
      copy(answer, whole);
    }
  }

  /** Asks for what is missing, if this source's bytes can follow those that are there. */
  private Map<String, String> range(URI hop) {
    Map<String, String> headers = new TreeMap<>();
    PartState state = part.state();
    boolean same = state.url().equals(hop.toString()) && !state.validator().isEmpty();
    if (part.length() > 0 && (same || file.sum().isPresent())) {
      headers.put("Range", "bytes=" + part.length() + "-");
      if (same) {
        headers.put("If-Range", state.validator());
      }
    }
    return headers;
  }

  private void continueOrRestart(Answer answer) throws IOException {
    if (answer.status() == Answer.PARTIAL && answer.start() != part.length()) {
      throw HttpException.lasting("it gives other bytes than it was asked for");
    }
    PartState state = part.state();
    boolean changed =
        state.url().equals(answer.uri().toString())
            && !state.validator().isEmpty()
            && !state.validator().equals(answer.validator());
    if (part.length() > 0 && answer.status() == Answer.PARTIAL && changed) {
      part.restart();
      throw HttpException.passing("the file there has changed", Duration.ZERO);
    }
    if (part.length() > 0 && answer.status() == Answer.OK) {
      listener.note(file.name() + ": " + answer.uri() + " begins anew");
      part.restart();
    }
  }

  private OptionalLong checkLength(Answer answer) throws IOException {
    OptionalLong stated = answer.fileBytes();
    OptionalLong expected = file.lengthBytes();
    if (expected.isPresent() && stated.isPresent() && !expected.equals(stated)) {
      throw HttpException.lasting(
          "it has " + stated.getAsLong() + " bytes, expected " + expected.getAsLong());
    }
    lengthBytes = expected.isPresent() ? expected : stated;
    return lengthBytes;
  }

  private void copy(Answer answer, OptionalLong whole) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = answer.body().read(buffer); count >= 0; count = answer.body().read(buffer)) {
      long missing = whole.orElse(Long.MAX_VALUE) - part.length();
      if (count > missing) {
        throw HttpException.lasting("it gives more bytes than the file has");
      }
      if (!part.append(buffer, count, whole.isPresent() ? missing : count)) {
        throw HttpException.lasting("it gives a wrong piece at byte " + part.length());
      }
      listener.bytes(file.name(), part.length(), whole);
    }
    if (whole.isEmpty()) {
      lengthBytes = OptionalLong.of(part.length());
    } else if (part.length() < whole.getAsLong()) {
      throw new IOException("it ended after " + part.length() + " bytes");
    }
  }

  /** Whether the whole is what it must be; if not, and there is another source, begins again. */
  private boolean isVerified() throws IOException {
    if (file.sum().isEmpty()) {
      return true;
    }
    try {
      file.sum().get().check(file.name(), part.hex(), part.length());
      return true;
    } catch (MalformedInputException e) {
      part.restart();
      sources.remove(lastSource);
      if (restarted || sources.isEmpty()) {
        throw e;
      }
      restarted = true;
      lengthBytes = file.lengthBytes();
      listener.note(e.getMessage() + "; once more, from another source");
      return false;
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
