package org.wikimill.pipeline.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Looks up keys of a {@link KeyStore}. Serves one thread.
 *
 * <p>Files of a local folder are read in place; those of other file systems are copied to the
 * machine's temporary folder when they are first needed, and removed when the reader is closed.
 */
public final class KeyReader implements Closeable {
  private static final int COPY_BYTES = 1 << 20;

  private final KeyStore keys;
  private final KeyFile.Reader[] readers;

  public KeyReader(KeyStore keys) {
    this.keys = keys;
    this.readers = new KeyFile.Reader[keys.files()];
  }

  public boolean contains(String text) throws IOException {
    long hash = KeyStore.hash(text);
    return reader(hash).contains(hash);
  }

  /** The value of a key. */
  public Optional<byte[]> value(String text) throws IOException {
    long hash = KeyStore.hash(text);
    return reader(hash).value(hash);
  }

  private KeyFile.Reader reader(long hash) throws IOException {
    int file = keys.fileOf(hash);
    if (readers[file] == null) {
      readers[file] = open(keys.output().store(), keys.file(file));
    }
    return readers[file];
  }

  private static KeyFile.Reader open(Store store, String name) throws IOException {
    PositionedInput input = store.open(name);
    try {
      return new KeyFile.Reader(store instanceof LocalStore ? input : copy(input));
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static PositionedInput copy(PositionedInput remote) throws IOException {
    Path file = Files.createTempFile("wikimill-", ".keys");
    try (remote;
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[(int) Math.min(COPY_BYTES, remote.length())];
      for (long at = 0; at < remote.length(); at += buffer.length) {
        int length = (int) Math.min(buffer.length, remote.length() - at);
        remote.readFully(at, buffer, 0, length);
        out.write(buffer, 0, length);
      }
      // The name goes at once: the file stays while it is open, whatever ends the task.
      return Inputs.file(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    for (KeyFile.Reader reader : readers) {
      if (reader != null) {
        reader.close();
      }
    }
  }
}
