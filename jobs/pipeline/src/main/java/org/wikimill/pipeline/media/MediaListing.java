package org.wikimill.pipeline.media;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.wikimill.connectors.io.HadoopInput;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.connectors.io.Locations;
import org.wikimill.connectors.io.RetryingInput;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The originals in a folder, as the file system lists them: their order has no meaning.
 *
 * <p>Of a wiki's own folder of uploads, {@code images}, what MediaWiki keeps there besides the
 * originals is passed over: {@link #NO_ORIGINALS}. So are hidden files.
 */
final class MediaListing {
  /** Thumbnails, earlier versions, deleted files, and what is being worked on. */
  private static final Set<String> NO_ORIGINALS =
      Set.of("archive", "deleted", "lockdir", "temp", "thumb", "transcoded");

  private final FileSystem fileSystem;
  private final Path folder;
  private final String prefix;
  private final RemoteIterator<LocatedFileStatus> files;

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

  private MediaListing(FileSystem fileSystem, Path folder) throws IOException {
    this.fileSystem = fileSystem;
    this.folder = fileSystem.makeQualified(folder);
    String text = this.folder.toString();
    this.prefix = text.endsWith("/") ? text : text + "/";
    this.files = fileSystem.listFiles(this.folder, true);
  }

  /** Lists a folder. */
  static MediaListing of(String location, HadoopSettings hadoop) throws IOException {
    Path folder = path(location);
    return new MediaListing(fileSystem(location, folder, hadoop), folder);
  }

  /** The next file; empty at the end. */
  Optional<Entry> next() throws IOException {
    while (files.hasNext()) {
      LocatedFileStatus status = files.next();
      String path = status.getPath().toString().substring(prefix.length());
      if (status.isFile() && isOriginal(path)) {
        return Optional.of(new Entry(path, status.getLen()));
      }
    }
    return Optional.empty();
  }

  private static boolean isOriginal(String path) {
    int folder = path.indexOf('/');
    boolean hidden = path.startsWith(".") || path.contains("/.");
    return !hidden && (folder < 0 || !NO_ORIGINALS.contains(path.substring(0, folder)));
  }

  /** Opens a file; reads that fail are tried again. */
  static PositionedInput open(String location, String path, HadoopSettings hadoop)
      throws IOException {
    return new RetryingInput(
        () -> {
          Path folder = path(location);
          FileSystem files = fileSystem(location, folder, hadoop);
          Path file =
              new Path(new Path(files.makeQualified(folder) + "/"), new Path(null, null, path));
          if (files.getScheme().equals("file")) {
            return Inputs.file(java.nio.file.Path.of(file.toUri().getPath()));
          }
          return HadoopInput.openWhole(files, files.getFileStatus(file));
        },
        RetryingInput.FIRST_PAUSE);
  }

  private static Path path(String location) {
    return Locations.isUri(location)
        ? new Path(location)
        : new Path(java.nio.file.Path.of(location).toAbsolutePath().normalize().toUri());
  }

  /** Local files are read past Hadoop's sums. */
  private static FileSystem fileSystem(String location, Path folder, HadoopSettings hadoop)
      throws IOException {
    Configuration configuration = hadoop.configuration();
    FileSystem fileSystem =
        Locations.isUri(location)
            ? folder.getFileSystem(configuration)
            : FileSystem.getLocal(configuration);
    return fileSystem instanceof LocalFileSystem local ? local.getRaw() : fileSystem;
  }
}
