package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on the loopback interface that answers calls with given bytes, for faults that no sound
 * HTTP server shows.
 */
final class ScriptedNode implements AutoCloseable {
  /** Answers one call; the connection ends after it. */
  interface Script {
    void answer(InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();

  /** The heads of all requests. */
  final ConcurrentLinkedQueue<String> heads = new ConcurrentLinkedQueue<>();

  ScriptedNode() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  NodeAddress address() {
    return NodeAddress.of("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** What a call is answered with. */
  ScriptedNode on(String call, Script script) {
    scripts.put(call, script);
    return this;
  }

  ScriptedNode on(String call, String answer) {
    return on(
        call,
        (in, out) -> {
          in.skipNBytes(0);
          out.write(answer.getBytes(US_ASCII));
        });
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int b = in.read();
        if (b < 0) {
          return;
        }
        head.append((char) b);
      }
      heads.add(head.toString());
      String call = head.toString().replaceFirst("(?s)POST /api/v0/([a-z/]+).*", "$1");
      scripts.get(call).answer(in, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The client has gone.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
