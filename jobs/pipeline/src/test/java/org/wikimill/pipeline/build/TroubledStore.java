package org.wikimill.pipeline.build;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;

/** A store on which something happens before a file is created. */
record TroubledStore(Store store, Trouble trouble) implements Store {
  private static final long serialVersionUID = 1L;

  /** What happens; travels to every task. */
  interface Trouble extends Serializable {
    void before(Store store, String name) throws IOException;
  }

  /** A store on which one file cannot be created, as on a disk that is full at that moment. */
  static TroubledStore failing(Store store, String failing) {
    return new TroubledStore(
        store,
        (sound, name) -> {
          if (name.equals(failing)) {
            throw new SinkException(name, 0, new IOException("No space left on device"));
          }
        });
  }

  @Override
  public void begin(String run) throws IOException {
    store.begin(run);
  }

  @Override
  public void end(String run) throws IOException {
    store.end(run);
  }

  @Override
  public Store inRun(String run) {
    return new TroubledStore(store.inRun(run), trouble);
  }

  @Override
  public NewFile create(String name) throws IOException {
    trouble.before(store, name);
    return store.create(name);
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public boolean createNew(String name, byte[] content) throws IOException {
    return store.createNew(name, content);
  }

  @Override
  public OptionalLong freeBytes() throws IOException {
    return store.freeBytes();
  }

  @Override
  public PositionedInput open(String name) throws IOException {
    return store.open(name);
  }

  @Override
  public boolean exists(String name) throws IOException {
    return store.exists(name);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return store.list(folder);
  }

  @Override
  public boolean isPending(String name) {
    return store.isPending(name);
  }

  @Override
  public void delete(String name) throws IOException {
    store.delete(name);
  }
}
