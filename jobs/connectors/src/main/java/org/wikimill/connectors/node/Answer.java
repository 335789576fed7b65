package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.wikimill.connectors.node.NodeException.Kind;

/**
 * A node's answer to a call, read as it comes, never more of it in memory than a named limit.
 *
 * <p>An answer that began well may still end in an error: in a trailer of the chunked body. So it
 * counts only when {@link #end} has returned.
 */
final class Answer implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is read of an error. */
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private static final int MAX_SHOWN_CHARACTERS = 500;
  private static final String STREAM_ERROR = "X-Stream-Error";

  private final Failures failures;
  private final InputStreamResponseListener listener;
  private final InputStream body;
  private final long idleMillis;

  private Answer(Failures failures, InputStreamResponseListener listener, long idleMillis) {
    this.failures = failures;
    this.listener = listener;
    this.body = listener.getInputStream();
    this.idleMillis = idleMillis;
  }

  /**
   * Waits for an answer that says that the call went well.
   *
   * @param idleMillis how long to wait for it
   */
  static Answer await(Failures failures, InputStreamResponseListener listener, long idleMillis)
      throws IOException {
    Response response;
    try {
      response = listener.get(idleMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw failures.interrupted();
    } catch (Exception e) {
      throw failures.of(e);
    }
    Answer answer = new Answer(failures, listener, idleMillis);
    if (response.getStatus() / 100 != 2) {
      try (answer) {
        throw answer.refusal(response);
      }
    }
    return answer;
  }

  /** One JSON value and no more. */
  JsonNode json(int maxBytes) throws IOException {
    JsonNode value = optionalJson(maxBytes);
    if (value.isMissingNode()) {
      throw failures.of(Kind.MALFORMED, "an empty answer", null);
    }
    return value;
  }

  /** One JSON value and no more; a missing one if there is none. */
  JsonNode optionalJson(int maxBytes) throws IOException {
    byte[] bytes = bytes(maxBytes);
    return parse(bytes, bytes.length);
  }

  /** All bytes. */
  byte[] bytes(int maxBytes) throws IOException {
    byte[] bytes = read(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw failures.of(Kind.MALFORMED, "more than " + maxBytes + " bytes", null);
    }
    end();
    return bytes;
  }

  /** The next line as JSON; empty at the end, which is then known to be a good one. */
  Optional<JsonNode> line(LineBuffer lines) throws IOException {
    int length;
    try {
      length = lines.next(body);
    } catch (LineBuffer.TooLong e) {
      throw failures.of(Kind.MALFORMED, e.getMessage(), null);
    } catch (IOException e) {
      throw failures.of(e);
    }
    if (length < 0) {
      end();
      return Optional.empty();
    }
    return Optional.of(parse(lines.array(), length));
  }

  /** The end of the exchange: notices errors that came after the answer began. */
  private void end() throws IOException {
    Result result;
    try {
      result = listener.await(idleMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw failures.interrupted();
    } catch (TimeoutException e) {
      throw failures.of(e);
    }
    if (result.isFailed()) {
      throw failures.of(result.getFailure());
    }
    var trailers = result.getResponse().getTrailers();
    String error = trailers == null ? null : trailers.get(STREAM_ERROR);
    if (error != null) {
      throw failures.of(Kind.FAILED, shown(error), null);
    }
  }

  private JsonNode parse(byte[] bytes, int length) throws NodeException {
    try {
      return JSON.readTree(bytes, 0, length);
    } catch (JsonProcessingException e) {
      throw failures.of(Kind.MALFORMED, "no JSON: " + shown(e.getOriginalMessage()), null);
    } catch (IOException e) {
      throw failures.of(e);
    }
  }

  private byte[] read(int maxBytes) throws IOException {
    try {
      return body.readNBytes(maxBytes);
    } catch (IOException e) {
      throw failures.of(e);
    }
  }

  /** What an answer of another status says. */
  private NodeException refusal(Response response) throws IOException {
    int status = response.getStatus();
    if (status >= 300 && status < 400) {
      return failures.of(
          Kind.REFUSED, "a redirect to " + host(response) + ", which is not followed", null);
    }
    String said = status + " " + shown(message(read(MAX_ERROR_BYTES)));
    return failures.of(status >= 400 && status < 500 ? Kind.REFUSED : Kind.FAILED, said, null);
  }

  /** Kubo's own words for an error, or those of whoever answered in its place. */
  private static String message(byte[] body) {
    try {
      JsonNode message = JSON.readTree(body).path("Message");
      if (message.isTextual()) {
        return message.textValue();
      }
    } catch (IOException e) {
      // Not Kubo's form.
    }
    return new String(body, UTF_8);
  }

  /** The host alone: a path or query might hold what is nobody's business. */
  private static String host(Response response) {
    HttpField location = response.getHeaders().getField(HttpHeader.LOCATION);
    try {
      String host = location == null ? null : URI.create(location.getValue()).getHost();
      return host == null ? "another place" : shown(host);
    } catch (IllegalArgumentException e) {
      return "another place";
    }
  }

  /** A stranger's words on one line of bearable length. */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_SHOWN_CHARACTERS
        ? line
        : line.substring(0, MAX_SHOWN_CHARACTERS) + "...";
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // It is not needed any more.
    }
  }
}
