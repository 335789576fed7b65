package org.wikimill.connectors.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;

/** A folder on a local disk, or on one that every executor mounts at the same path. */
public final class LocalStore implements Store {
  private static final long serialVersionUID = 1L;

  /** Whether committed files are forced to the medium. */
  public enum Durability {
    SYNCED,
    CACHED
  }

  private final String root;
  private final Durability durability;
  private final Unfinished unfinished;

  public LocalStore(Path root, Durability durability) {
    this(root.toAbsolutePath().normalize().toString(), durability, Unfinished.BESIDE);
  }

  private LocalStore(String root, Durability durability, Unfinished unfinished) {
    this.root = root;
    this.durability = durability;
    this.unfinished = unfinished;
  }

  @Override
  public String location() {
    return root;
  }

  @Override
  public void begin(String run) throws IOException {
    delete(Unfinished.RUNS);
    Files.createDirectories(path(new Unfinished(run).folder()));
  }

  @Override
  public void end(String run) throws IOException {
    delete(new Unfinished(run).folder());
    LocalFolder.deleteIfEmpty(path(Unfinished.RUNS));
  }

  @Override
  public Store inRun(String run) {
    return new LocalStore(root, durability, new Unfinished(run));
  }

  @Override
  public NewFile create(String name) throws IOException {
    Path target = path(name);
    Path pending = path(unfinished.place(name));
    try {
      if (unfinished.isOfRun() && !Files.isDirectory(pending.getParent())) {
        throw new NoSuchFileException(pending.getParent().toString(), null, "another run's by now");
      }
      Files.createDirectories(target.getParent());
      return new LocalFile(name, target, pending, durability);
    } catch (IOException e) {
      throw new SinkException(name, 0, e);
    }
  }

  @Override
  public boolean createNew(String name, byte[] content) throws IOException {
    Path target = path(name);
    Path pending = path(Unfinished.BESIDE.place(name));
    try {
      Files.createDirectories(target.getParent());
      try {
        Files.write(
            pending,
            content,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        return nameUnlessTaken(pending, target);
      } finally {
        Files.deleteIfExists(pending);
      }
    } catch (IOException e) {
      throw new SinkException(name, 0, e);
    }
  }

  /** A rename would replace what has the name; a link does not. */
  private static boolean nameUnlessTaken(Path pending, Path target) throws IOException {
    try {
      try {
        Files.createLink(target, pending);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (FileSystemException | UnsupportedOperationException e) {
        // No links on this file system: what is left is to look, and rename.
        Files.move(pending, target);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public PositionedInput open(String name) throws IOException {
    return Inputs.file(path(name));
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(path(name));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path start = path(folder);
    if (!Files.exists(start)) {
      return List.of();
    }
    Path base = Path.of(root);
    return LocalFolder.files(start).stream()
        .map(file -> base.relativize(file).toString())
        .sorted()
        .toList();
  }

  @Override
  public boolean isPending(String name) {
    return Unfinished.isPending(name);
  }

  @Override
  public void delete(String name) throws IOException {
    LocalFolder.delete(path(name));
  }

  @Override
  public OptionalLong freeBytes() throws IOException {
    return OptionalLong.of(Files.getFileStore(Path.of(root)).getUsableSpace());
  }

  private Path path(String name) {
    return Path.of(root).resolve(name);
  }

  private static final class LocalFile extends NewFile {
    private final Path target;
    private final Path pending;
    private final Durability durability;
    private final DiskWriter writer;
    private boolean published;

    LocalFile(String name, Path target, Path pending, Durability durability) throws IOException {
      super(name);
      this.target = target;
      this.pending = pending;
      this.durability = durability;
      this.writer = new DiskWriter(pending, durability);
    }

    @Override
    protected void store(byte[] bytes, int offset, int count) throws IOException {
      writer.write(bytes, offset, count);
    }

    @Override
    public void complete() {
      writer.end();
    }

    @Override
    protected void publish() throws IOException {
      writer.end();
      writer.await();
      Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE);
      published = true;
      if (durability == Durability.SYNCED) {
        syncFolder(target.getParent());
      }
    }

    @Override
    public void close() throws IOException {
      writer.close();
      if (!published) {
        Files.deleteIfExists(pending);
      }
    }

    /** The rename itself is durable only when the folder that records it is. */
    private static void syncFolder(Path folder) throws IOException {
      try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }
}
