package org.wikimill.get;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, which fails if it comes too slowly: with fewer than {@link
 * HttpLimits#MIN_BYTES} in a time of waiting. Time that the reader takes for itself does not count.
 *
 * <p>One piece is asked for at a time, so that no more is held than a piece.
 */
final class GuardedBody extends InputStream implements BodySubscriber<InputStream> {
  private final long stallNanos;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> piece = new ArrayDeque<>();
  private volatile Subscription subscription;
  private boolean ended;
  private long waitedNanos;
  private long bytes;

  private sealed interface Event {}

  private record Piece(List<ByteBuffer> buffers) implements Event {}

  private record End(Throwable failure) implements Event {}

  GuardedBody(Duration stall) {
    this.stallNanos = stall.toNanos();
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Piece(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new End(failure));
  }

  @Override
  public void onComplete() {
    events.add(new End(null));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (piece.isEmpty() || !piece.peek().hasRemaining()) {
      if (!piece.isEmpty()) {
        piece.remove();
      } else if (ended || !nextPiece()) {
        return -1;
      }
    }
    int count = Math.min(length, piece.peek().remaining());
    piece.peek().get(target, offset, count);
    return count;
  }

  private boolean nextPiece() throws IOException {
    Event event = await();
    if (event instanceof Piece next) {
      next.buffers.forEach(buffer -> bytes += buffer.remaining());
      piece.addAll(next.buffers);
      subscription.request(1);
      return true;
    }
    ended = true;
    Throwable failure = ((End) event).failure;
    if (failure != null) {
      throw new IOException("the connection broke off: " + failure.getMessage(), failure);
    }
    return false;
  }

  private Event await() throws IOException {
    try {
      Event event = null;
      while (event == null) {
        long started = System.nanoTime();
        event = events.poll(stallNanos - waitedNanos, TimeUnit.NANOSECONDS);
        waitedNanos += System.nanoTime() - started;
        if (waitedNanos >= stallNanos) {
          if (bytes < HttpLimits.MIN_BYTES && !(event instanceof End)) {
            throw stalled();
          }
          waitedNanos = 0;
          bytes = 0;
        }
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new InterruptedIOException("interrupted while reading from a server");
    }
  }

  private IOException stalled() {
    close();
    double seconds = stallNanos / 1e9;
    return new IOException(
        String.format(Locale.ROOT, "the server stalled: %d bytes in %.0f s", bytes, seconds));
  }

  @Override
  public void close() {
    ended = true;
    piece.clear();
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
