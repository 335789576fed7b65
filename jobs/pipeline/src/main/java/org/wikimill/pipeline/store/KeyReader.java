package org.wikimill.pipeline.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Looks up keys of a {@link KeyStore}. Serves one thread.
 *
 * <p>Files of a local folder are read in place; of those of other file systems a copy, which all
 * tasks of an executor share.
 */
public final class KeyReader implements Closeable {
  private final KeyStore keys;
  private final KeyCopies copies;
  private final KeyFile.Reader[] readers;

  /**
   * @param copies of the executor
   */
  public KeyReader(KeyStore keys, KeyCopies copies) {
    this.keys = keys;
    this.copies = copies;
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

  private KeyFile.Reader open(Store store, String name) throws IOException {
    PositionedInput input = store instanceof LocalStore ? store.open(name) : copies.of(store, name);
    try {
      return new KeyFile.Reader(input);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
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
