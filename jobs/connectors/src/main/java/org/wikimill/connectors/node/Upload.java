package org.wikimill.connectors.node;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpRequestException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.util.thread.Scheduler;
import org.wikimill.connectors.node.NodeException.Kind;

/**
 * The body of a call that is being made. A write returns when the connection has taken all of it,
 * so that nothing piles up.
 */
final class Upload {
  /** How long an answer may take to arrive that a node sent before it hung up. */
  private static final long EARLY_ANSWER_MILLIS = 2_000;

  /** Knows when an answer has begun. */
  static final class Listener extends InputStreamResponseListener {
    private volatile boolean answered;

    @Override
    public void onHeaders(Response response) {
      answered = true;
      super.onHeaders(response);
    }
  }

  private final Failures failures;
  private final Request request;
  private final OutputStream body;
  private final Listener listener;
  private final Scheduler scheduler;
  private final long idleMillis;

  Upload(
      Failures failures,
      Request request,
      OutputStream body,
      Listener listener,
      Scheduler scheduler,
      long idleMillis) {
    this.failures = failures;
    this.request = request;
    this.body = body;
    this.listener = listener;
    this.scheduler = scheduler;
    this.idleMillis = idleMillis;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    if (listener.answered) {
      throw failure(new IOException("the node answered before it had everything"));
    }
    watched(() -> body.write(bytes, offset, length));
  }

  /** Ends the body; the answer to all of it. */
  Answer answer() throws IOException {
    watched(body::close);
    return Answer.await(failures, listener, idleMillis);
  }

  /** Gives the call up. */
  void abort() {
    abort(new IOException("given up"));
  }

  private void abort(Throwable cause) {
    var unused = request.abort(cause);
  }

  private interface Write {
    void run() throws IOException;
  }

  private void watched(Write write) throws IOException {
    Scheduler.Task watch =
        scheduler.schedule(() -> abort(new TimeoutException()), idleMillis, TimeUnit.MILLISECONDS);
    try {
      write.run();
    } catch (IOException | HttpRequestException e) {
      if (Thread.currentThread().isInterrupted()) {
        abort();
        throw failures.interrupted();
      }
      throw failure(e);
    } finally {
      watch.cancel();
    }
  }

  /** A node that hangs up may have said why. */
  private NodeException failure(Exception e) throws IOException {
    try (Answer answer = Answer.await(failures, listener, EARLY_ANSWER_MILLIS)) {
      return failures.of(Kind.MALFORMED, "an answer before the end of what it answers", e);
    } catch (NodeException said) {
      boolean byNode = said.kind() == Kind.REFUSED || said.kind() == Kind.FAILED;
      return byNode ? said : failures.of(e);
    } finally {
      abort();
    }
  }
}
