package org.wikimill.pipeline.catalog;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The turn of a process to change a list: others that want to change it wait until this is closed.
 *
 * <p>The list itself is replaced when it is changed, so that what is locked is a file {@code
 * .NAME.lock} beside it, which stays.
 */
final class CatalogLock implements Closeable {
  private final Path list;
  private final FileChannel channel;

  private CatalogLock(Path list, FileChannel channel) {
    this.list = list;
    this.channel = channel;
  }

  /** Waits for the turn. */
  static CatalogLock of(Path list) throws IOException {
    Path file = list.resolveSibling("." + list.getFileName() + ".lock");
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      channel.lock();
      return new CatalogLock(list, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The list as it is now, and stays for the time of the turn. */
  CatalogFile list() throws IOException {
    return CatalogFile.open(list);
  }

  @Override
  public void close() throws IOException {
    channel.close(); // and with it the lock
  }
}
