package org.wikimill.connectors.io;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.wikimill.connectors.io.LocalStore.Durability;

/**
 * Writes one file from start to end, past the page cache where the file system can do that, and
 * beside the thread that makes the bytes.
 *
 * <p>A build writes several times what it reads, and reads little of it again. In the page cache
 * each of those bytes would cost the processor a copy and the hunt for a page to evict, and the
 * source its place there.
 *
 * <p>For one thread. At most two buffers are held, whatever the length of the file.
 */
final class DiskWriter implements Closeable {
  static final int BUFFER_BYTES = 1 << 20;

  /** One thread for each file that is being written at the time. */
  private static final Executor DISK = Executors.newCachedThreadPool(DiskWriter::daemon);

  private final Durability durability;
  private final int blockBytes;
  private final FileChannel channel;
  private final boolean direct;
  private AlignedBuffer filling;
  private AlignedBuffer writing;
  private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
  private long length;
  private boolean ended;

  /** Makes the file, which must not exist. */
  DiskWriter(Path file, Durability durability) throws IOException {
    this.durability = durability;
    this.blockBytes = Math.toIntExact(Files.getFileStore(file.getParent()).getBlockSize());
    Files.createFile(file);
    FileChannel uncached = openDirect(file);
    this.direct = uncached != null;
    this.channel = direct ? uncached : FileChannel.open(file, StandardOpenOption.WRITE);
    this.filling = new AlignedBuffer(BUFFER_BYTES, blockBytes);
  }

  /** Null if the file system wants all bytes to go through its cache. */
  private FileChannel openDirect(Path file) {
    if (BUFFER_BYTES % blockBytes != 0) {
      return null;
    }
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
    } catch (UnsupportedOperationException | IOException e) {
      return null;
    }
  }

  /** Takes the bytes. What could not be written is told by a later call. */
  void write(byte[] bytes, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, filling.bytes().remaining());
      filling.bytes().put(bytes, offset + done, part);
      done += part;
      if (!filling.bytes().hasRemaining()) {
        handOver();
      }
    }
    length += count;
  }

  /** Starts to write the rest, without waiting for it. Nothing more can be written. */
  void end() {
    if (!ended) {
      ended = true;
      AlignedBuffer last = filling;
      work = work.thenRunAsync(() -> unchecked(() -> writeLast(last.bytes())), DISK);
    }
  }

  /** Waits until all that was taken has left this process; is on the medium, if synced. */
  void await() throws IOException {
    try {
      work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Failure failure ? failure.reason : new IOException(e);
    }
  }

  private void handOver() throws IOException {
    await();
    AlignedBuffer full = filling;
    filling = writing != null ? writing : new AlignedBuffer(BUFFER_BYTES, blockBytes);
    filling.bytes().clear();
    writing = full;
    work = CompletableFuture.runAsync(() -> unchecked(() -> writeFully(full.bytes())), DISK);
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    bytes.flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void writeLast(ByteBuffer bytes) throws IOException {
    if (direct) {
      while (bytes.position() % blockBytes != 0) {
        bytes.put((byte) 0);
      }
    }
    writeFully(bytes);
    channel.truncate(length);
    if (durability == Durability.SYNCED) {
      channel.force(false);
    }
  }

  /** Releases the file, whether it was written in whole or not. */
  @Override
  public void close() throws IOException {
    // A failure was told already, or is that of a file that nobody wants.
    work.exceptionally(failure -> null).join();
    filling.close();
    if (writing != null) {
      writing.close();
    }
    channel.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "disk");
    thread.setDaemon(true);
    return thread;
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void unchecked(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new Failure(e);
    }
  }

  /** Carries a failure from the disk's thread to the writer's. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException reason;

    Failure(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
