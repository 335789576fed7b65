package org.wikimill.pipeline.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The copies that an executor keeps of files of keys that lie on other machines: one of each file,
 * for all of its tasks.
 *
 * <p>Tasks of an executor share nothing but its JVM and what Spark keeps in it. A value of theirs
 * could stand in a static field, which nobody would empty, since executors are not told that a
 * stage has ended. A broadcast is what Spark keeps once an executor and forgets when its driver
 * says so: this object travels as one, empty, and each executor fills its own. Should Spark drop
 * one for want of memory, files are copied once more.
 *
 * <p>Copies have no names on the disk, and are read through memory maps: a task that is interrupted
 * closes no file that others read. Their space is free when nothing refers to this object any more,
 * or when the process ends, in whatever way.
 */
public final class KeyCopies implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int COPY_BYTES = 1 << 20;

  private transient ConcurrentMap<File, PositionedInput> copies;

  /** A file, which is never written again while tasks look keys up. */
  private record File(String location, String name, long lengthBytes) {}

  /** The copy of a file: made when the first task asks for it; closing it does nothing. */
  PositionedInput of(Store store, String name) throws IOException {
    try (PositionedInput remote = store.open(name)) {
      return copies()
          .computeIfAbsent(new File(store.location(), name, remote.length()), file -> copy(remote));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Not made by a constructor: what arrives in an executor comes from none. */
  private synchronized ConcurrentMap<File, PositionedInput> copies() {
    if (copies == null) {
      copies = new ConcurrentHashMap<>();
    }
    return copies;
  }

  private static PositionedInput copy(PositionedInput remote) {
    try {
      Path file = Files.createTempFile("wikimill-", ".keys");
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, remote.length())];
        for (long at = 0; at < remote.length(); at += buffer.length) {
          int length = (int) Math.min(buffer.length, remote.length() - at);
          remote.readFully(at, buffer, 0, length);
          out.write(buffer, 0, length);
        }
        out.flush();
        return MappedFile.of(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
