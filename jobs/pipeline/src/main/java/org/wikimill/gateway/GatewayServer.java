package org.wikimill.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A gateway on a TCP port, over HTTP/1.1.
 *
 * <p>A thread works for a client only while it makes the next 32 KiB of an answer, not while the
 * client takes them: so few threads serve thousands, however slow. Who takes nothing for two
 * minutes is cut off.
 */
public final class GatewayServer implements AutoCloseable {
  /** Each may hold a block of 8 MiB, the longest that is read. */
  private static final int MAX_THREADS = 16;

  private static final int MAX_CONNECTIONS = 4096;
  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final int PIECE_BYTES = 32 << 10;

  /** Counts also while a request waits for its turn among a thousand. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(2);

  private final Server server;
  private final ServerConnector connector;

  private GatewayServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts to listen.
   *
   * @param address where; port 0 stands for any that is free
   * @throws BindException if that is taken, or no address of this machine
   */
  public static GatewayServer start(Gateway gateway, InetSocketAddress address) throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
    threads.setName("gateway");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Names of IPFS are any bytes; the gateway decodes paths itself, and no file system is behind.
    http.setUriCompliance(UriCompliance.UNSAFE);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_LIMIT.toMillis());
    connector.setAcceptQueueSize(MAX_CONNECTIONS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setHandler(new Exchange(gateway));
    try {
      server.start();
    } catch (IOException e) {
      throw cannotListen(address, e);
    } catch (UnresolvedAddressException e) {
      throw cannotListen(address, new IOException("no such address", e));
    } catch (Exception e) {
      throw new IOException("the server did not start", e);
    }
    return new GatewayServer(server, connector);
  }

  private static BindException cannotListen(InetSocketAddress address, IOException cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    BindException failure =
        new BindException("cannot listen on " + address + ": " + root.getMessage());
    failure.initCause(cause);
    return failure;
  }

  /** The URL of the server, ending in a slash. */
  public URI url() {
    String host = connector.getHost();
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + connector.getLocalPort() + "/");
  }

  /** Waits until the server is closed, or the thread interrupted. */
  public void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the server did not stop", e);
    }
  }

  /** Takes requests from the server and hands answers to it. */
  private static final class Exchange extends Handler.Abstract {
    private final Gateway gateway;

    Exchange(Gateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getPath();
      GatewayRequest asked =
          new GatewayRequest(
              request.getMethod(),
              path == null || path.isEmpty() ? "/" : path,
              request.getHttpURI().getQuery(),
              name -> values(request, name));
      Answer answer = gateway.answer(asked);
      response.setStatus(answer.status());
      answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
      if (answer.status() != 304) {
        answer
            .lengthBytes()
            .ifPresent(length -> response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length));
      }
      if (asked.isHead() || answer.status() == 304) {
        // Not as the last piece: a length that is not told would be told as 0.
        response.write(false, BufferUtil.EMPTY_BUFFER, callback);
        return true;
      }
      ByteBufferPool.Sized buffers =
          new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), false, PIECE_BYTES);
      InputStream body = new ReportingStream(gateway, asked, answer.body());
      // To make the next piece may take a while: not for the thread that looks after the sockets.
      Callback blocking =
          Callback.from(InvocationType.BLOCKING, callback::succeeded, callback::failed);
      Content.copy(Content.Source.from(buffers, body), response, blocking);
      return true;
    }

    private static String values(Request request, String name) {
      var values = request.getHeaders().getValuesList(name);
      return values.isEmpty() ? null : String.join(",", values);
    }
  }

  /** Tells why a body ended too early, which the client sees as a broken connection. */
  private static final class ReportingStream extends FilterInputStream {
    private final Gateway gateway;
    private final GatewayRequest request;

    ReportingStream(Gateway gateway, GatewayRequest request, InputStream body) {
      super(body);
      this.gateway = gateway;
      this.request = request;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      try {
        return super.read(target, offset, count);
      } catch (IOException e) {
        gateway.report(request, e);
        throw e;
      }
    }
  }
}
