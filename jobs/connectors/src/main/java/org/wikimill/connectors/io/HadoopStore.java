package org.wikimill.connectors.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * A folder on a file system that Hadoop knows.
 *
 * <p>How a file gets its name there is for its {@link Publication}.
 */
public final class HadoopStore implements Store {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final HadoopSettings settings;
  private final Publication publication;
  private transient volatile FileSystem fileSystem;

  private HadoopStore(
      Path root, HadoopSettings settings, Publication publication, FileSystem fileSystem) {
    this.root = root.toString();
    this.settings = settings;
    this.publication = publication;
    this.fileSystem = fileSystem;
  }

  /**
   * The folder of that URI, whether or not it exists.
   *
   * @throws IOException if no file system is known for the URI, or it does not answer
   */
  public static HadoopStore at(String uri, Durability durability, HadoopSettings settings)
      throws IOException {
    Path path = new Path(uri);
    FileSystem fileSystem = path.getFileSystem(settings.configuration());
    Path root = fileSystem.makeQualified(path);
    return new HadoopStore(
        root, settings, Publication.on(fileSystem, root, durability), fileSystem);
  }

  @Override
  public String location() {
    return root;
  }

  @Override
  public void begin(String run) throws IOException {
    publication.begin(fileSystem(), path(""), run);
  }

  @Override
  public void end(String run) throws IOException {
    publication.end(fileSystem(), path(""), run);
  }

  @Override
  public Store inRun(String run) {
    return new HadoopStore(new Path(root), settings, publication.inRun(run), fileSystem);
  }

  @Override
  public NewFile create(String name) throws IOException {
    try {
      return publication.create(fileSystem(), path(""), name);
    } catch (IOException e) {
      throw new SinkException(name, 0, e);
    }
  }

  @Override
  public boolean createNew(String name, byte[] content) throws IOException {
    try {
      return publication.createNew(fileSystem(), path(name), content);
    } catch (IOException e) {
      throw new SinkException(name, 0, e);
    }
  }

  @Override
  public PositionedInput open(String name) throws IOException {
    try {
      FileStatus status = fileSystem().getFileStatus(path(name));
      // Most files of a build are read from their start to their end.
      return HadoopInput.open(
          fileSystem(), status, OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL);
    } catch (FileNotFoundException e) {
      NoSuchFileException missing = new NoSuchFileException(path(name).toString());
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    return fileSystem().exists(path(name));
  }

  @Override
  public List<String> list(String folder) throws IOException {
    String prefix = path("").toUri().getPath() + "/";
    List<String> names = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> files = fileSystem().listFiles(path(folder), true);
      while (files.hasNext()) {
        names.add(files.next().getPath().toUri().getPath().substring(prefix.length()));
      }
    } catch (FileNotFoundException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  @Override
  public boolean isPending(String name) {
    return publication.isPending(name);
  }

  @Override
  public void delete(String name) throws IOException {
    fileSystem().delete(path(name), true);
  }

  @Override
  public OptionalLong freeBytes() throws IOException {
    return publication.freeBytes(fileSystem(), path(""));
  }

  private Path path(String name) {
    return name.isEmpty() ? new Path(root) : new Path(root, name);
  }

  private FileSystem fileSystem() throws IOException {
    if (fileSystem == null) {
      fileSystem = new Path(root).getFileSystem(settings.configuration());
    }
    return fileSystem;
  }
}
