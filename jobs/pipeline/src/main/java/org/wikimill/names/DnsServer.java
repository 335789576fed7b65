package org.wikimill.names;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Message;
import org.xbill.DNS.SimpleResolver;

/**
 * A DNS server by its address: {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}.
 *
 * <p>It is asked over TCP, whose answers come from whom they were asked of, and are of at most 64
 * KiB.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param patience for each answer
 */
public record DnsServer(String host, int port, Duration patience) {
  private static final int PORT = 53;
  private static final Pattern BRACKETED =
      Pattern.compile("\\[([0-9a-fA-F:.%a-z]+)\\](?::(\\d{1,5}))?");
  private static final Pattern PLAIN = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

  /** How long an answer is waited for, unless another time is asked for. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * The server of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static DnsServer of(String text, Duration patience) {
    for (Pattern form : new Pattern[] {BRACKETED, PLAIN}) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        int port = matcher.group(2) == null ? PORT : Integer.parseInt(matcher.group(2));
        if (port >= 1 && port <= 65_535) {
          return new DnsServer(matcher.group(1), port, patience);
        }
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no server: HOST, HOST:PORT, [IPV6]:PORT");
  }

  /**
   * The answer to a message, whatever its code.
   *
   * @throws NamesException if none came
   */
  Message ask(Message message, TsigKey... keys) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new NamesException(NamesException.Reason.UNREACHABLE, "no host " + host);
    }
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTCP(true);
    resolver.setTimeout(patience);
    for (TsigKey key : keys) {
      resolver.setTSIGKey(key.tsig());
    }
    try {
      return resolver.sendAsync(message).toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking " + this);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String text =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new NamesException(
          NamesException.Reason.UNREACHABLE,
          "no answer from " + this + ": " + text,
          cause instanceof IOException io ? io : new IOException(cause));
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + (port == PORT ? "" : ":" + port);
  }
}
