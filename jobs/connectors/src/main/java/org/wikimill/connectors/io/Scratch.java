package org.wikimill.connectors.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wikimill.connectors.io.LocalStore.Durability;

/** A folder for what one run needs for a while; removed with all in it, also on a signal. */
public final class Scratch implements Closeable {
  private final LocalStore store;
  private final Thread atExit = new Thread(this::removeAtExit);

  private Scratch(LocalStore store) {
    this.store = store;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * A new folder in {@code parent}, which must lie where every executor sees it.
   *
   * @param use what it is for: a part of its name
   */
  public static Scratch in(Path parent, String use) throws IOException {
    Files.createDirectories(parent);
    Path folder = Files.createTempDirectory(parent, "wikimill-" + use + "-");
    return new Scratch(new LocalStore(folder, Durability.CACHED));
  }

  public Store store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    store.delete("");
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has nothing left to remove.
    }
  }

  private void removeAtExit() {
    try {
      store.delete("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
