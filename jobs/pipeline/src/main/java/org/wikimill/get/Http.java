package org.wikimill.get;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sums.SmallFile;

/**
 * Asks web servers, politely: with a name, few redirects, pauses that they ask for, and an end to
 * patience. Serves many threads.
 */
public final class Http {
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient client;
  private final String userAgent;
  private final HttpLimits limits;
  private final Pauses pauses;
  private final Supplier<ZonedDateTime> now;

  /**
   * @param userAgent what the client calls itself: Wikimedia wants a name and a contact
   * @param environment which may name proxies
   * @param now for servers that say until when to wait
   * @throws IllegalArgumentException if the environment names a proxy that cannot be used
   */
  public Http(
      String userAgent,
      Map<String, String> environment,
      HttpLimits limits,
      Pauses pauses,
      Supplier<ZonedDateTime> now) {
    this.userAgent = userAgent;
    this.limits = limits;
    this.pauses = pauses;
    this.now = now;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(limits.connect())
            .proxy(new EnvironmentProxies(environment))
            .build();
  }

  HttpLimits limits() {
    return limits;
  }

  Pauses pauses() {
    return pauses;
  }

  /**
   * A small file, asked for as often as the limits allow; empty if there is none.
   *
   * @throws GetException if no answer came
   */
  Optional<byte[]> read(URI uri) throws IOException {
    return read(uri, Map.of());
  }

  /** The same, asked for with headers. */
  Optional<byte[]> read(URI uri, Map<String, String> headers) throws IOException {
    for (int failures = 1; ; failures++) {
      try (Answer answer = open(uri, "GET", hop -> headers)) {
        return Optional.of(SmallFile.read(answer.body(), uri.toString()));
      } catch (MalformedInputException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (e instanceof HttpException http && http.isAbsence()) {
          return Optional.empty();
        }
        pauseAfter(e, failures, uri);
      }
    }
  }

  /** The length of a file; empty if the server does not say, or cannot be asked. */
  OptionalLong length(URI uri) {
    try (Answer answer = open(uri, "HEAD", hop -> Map.of())) {
      return answer.fileBytes();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Asks once, and follows redirects.
   *
   * @param headers for each URL on the way
   * @return an answer of status 200, 206 or 416
   * @throws HttpException if the server answered otherwise
   */
  Answer get(URI uri, Function<URI, Map<String, String>> headers) throws IOException {
    return open(uri, "GET", headers);
  }

  private void pauseAfter(IOException failure, int failures, URI uri) throws IOException {
    boolean lasting = failure instanceof HttpException http && http.isLasting();
    if (lasting || failures >= limits.tries()) {
      throw new GetException(
          GetException.Reason.NETWORK, "cannot read " + uri + ": " + text(failure), failure);
    }
    Duration wanted = failure instanceof HttpException http ? http.pause() : Duration.ZERO;
    Duration own = limits.pause(failures);
    pauses.pause(wanted.compareTo(own) > 0 ? wanted : own);
  }

  private Answer open(URI start, String method, Function<URI, Map<String, String>> headers)
      throws IOException {
    URI uri = start;
    for (int hops = 0; hops <= HttpLimits.MAX_REDIRECTS; hops++) {
      Answer answer = send(uri, method, headers.apply(uri));
      if (!isRedirect(answer.status())) {
        return accepted(answer);
      }
      answer.close();
      String location = answer.header("Location");
      URI from = uri;
      uri =
          Addresses.follow(uri, location)
              .orElseThrow(
                  () -> HttpException.lasting(from + " leads to '" + location + "': not followed"));
    }
    throw HttpException.lasting(
        start + " leads on more than " + HttpLimits.MAX_REDIRECTS + " times");
  }

  private Answer send(URI uri, String method, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(limits.stall())
            .header("User-Agent", userAgent)
            .header("Accept-Encoding", "identity");
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), info -> new GuardedBody(limits.stall()));
      return new Answer(uri, response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking " + uri);
    }
  }

  private Answer accepted(Answer answer) throws IOException {
    int status = answer.status();
    if (status == Answer.OK || status == Answer.PARTIAL || status == Answer.UNSATISFIABLE) {
      return answer;
    }
    answer.close();
    if (status == NOT_FOUND || status == GONE) {
      throw HttpException.absence(answer.uri() + " answers " + status);
    }
    String message = answer.uri() + " answers " + status;
    boolean passing =
        status >= 500
            || status == REQUEST_TIMEOUT
            || status == TOO_EARLY
            || status == TOO_MANY_REQUESTS;
    Duration pause = pause(answer.header("Retry-After"));
    if (passing && pause.compareTo(limits.longestPause()) > 0) {
      throw HttpException.lasting(message + ", and wants " + pause.toSeconds() + " s of rest");
    }
    throw passing ? HttpException.passing(message, pause) : HttpException.lasting(message);
  }

  /** What {@code Retry-After} asks for (RFC 9110, section 10.2.3); zero if it is none. */
  private Duration pause(String retryAfter) {
    if (retryAfter.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration pause = Duration.between(now.get(), until);
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  /** A failure in words: the JDK's own often have none. */
  static String text(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }
}
