package org.wikimill.pipeline.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.wikimill.connectors.io.HadoopInput;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The original files in a folder of any file system that Hadoop knows.
 *
 * <p>Of a wiki's own folder of uploads, {@code images}, what MediaWiki keeps there besides the
 * originals is passed over: {@link #NO_ORIGINALS}. So are hidden files.
 *
 * @param fileSystem of local files that which reads past Hadoop's sums
 * @param folder qualified
 */
record Originals(FileSystem fileSystem, Path folder) {
  /** Thumbnails, earlier versions, deleted files, and what is being worked on. */
  private static final Set<String> NO_ORIGINALS =
      Set.of("archive", "deleted", "lockdir", "temp", "thumb", "transcoded");

  /**
   * A file.
   *
   * @param path below the folder, with slashes
   */
  record Entry(String path, long lengthBytes) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /** Those at a path or URI. */
  static Originals at(String location, HadoopSettings hadoop) throws IOException {
    Configuration configuration = hadoop.configuration();
    boolean uri = Locations.isUri(location);
    Path folder =
        uri
            ? new Path(location)
            : new Path(java.nio.file.Path.of(location).toAbsolutePath().normalize().toUri());
    FileSystem found =
        uri ? folder.getFileSystem(configuration) : FileSystem.getLocal(configuration);
    FileSystem fileSystem = found instanceof LocalFileSystem local ? local.getRaw() : found;
    return new Originals(fileSystem, fileSystem.makeQualified(folder));
  }

  /** Begins to list them. Whatever the number of files, none of them is held. */
  Listing list() throws IOException {
    if (!fileSystem.getFileStatus(folder).isDirectory()) {
      throw new NotDirectoryException(folder.toString());
    }
    return fileSystem instanceof RawLocalFileSystem local
        ? new LocalListing(local.pathToFile(folder).toPath())
        : new RemoteListing(fileSystem.listFiles(folder, true), folder.toString());
  }

  /** The files as the file system lists them: their order has no meaning. */
  interface Listing extends Closeable {
    /** The next file; empty at the end. */
    Optional<Entry> next() throws IOException;
  }

  private static boolean isOriginal(String path) {
    int slash = path.indexOf('/');
    boolean hidden = path.startsWith(".") || path.contains("/.");
    return !hidden && (slash < 0 || !NO_ORIGINALS.contains(path.substring(0, slash)));
  }

  /** Object stores list by pages, and HDFS does. */
  private record RemoteListing(RemoteIterator<LocatedFileStatus> files, String folder)
      implements Listing {
    @Override
    public Optional<Entry> next() throws IOException {
      int prefix = folder.endsWith("/") ? folder.length() : folder.length() + 1;
      while (files.hasNext()) {
        LocatedFileStatus status = files.next();
        String path = status.getPath().toString().substring(prefix);
        if (status.isFile() && isOriginal(path)) {
          return Optional.of(new Entry(path, status.getLen()));
        }
      }
      return Optional.empty();
    }

    @Override
    public void close() throws IOException {
      if (files instanceof Closeable open) {
        open.close();
      }
    }
  }

  /**
   * Hadoop's own way with local folders holds all names of one, and does not see cycles of links.
   */
  private static final class LocalListing implements Listing {
    private final java.nio.file.Path folder;
    private final Stream<java.nio.file.Path> walk;
    private final Iterator<java.nio.file.Path> files;

    @SuppressWarnings("StreamResourceLeak") // close() closes it
    LocalListing(java.nio.file.Path folder) throws IOException {
      this.folder = folder;
      this.walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS);
      this.files = walk.iterator();
    }

    @Override
    public Optional<Entry> next() throws IOException {
      try {
        while (files.hasNext()) {
          java.nio.file.Path file = files.next();
          String path = folder.relativize(file).toString();
          if (isOriginal(path) && Files.isRegularFile(file)) {
            return Optional.of(new Entry(path, Files.size(file)));
          }
        }
        return Optional.empty();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    @Override
    public void close() {
      walk.close();
    }
  }

  /** Opens a file by its path below the folder; reads that fail are tried again. */
  PositionedInput open(String path) throws IOException {
    Path file = new Path(folder, new Path(null, null, path));
    return new RetryingInput(() -> openOnce(file), RetryingInput.FIRST_PAUSE);
  }

  private PositionedInput openOnce(Path file) throws IOException {
    return fileSystem instanceof RawLocalFileSystem local
        ? Inputs.file(local.pathToFile(file).toPath())
        : HadoopInput.openWhole(fileSystem, fileSystem.getFileStatus(file));
  }
}
