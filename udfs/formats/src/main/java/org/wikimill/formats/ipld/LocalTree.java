package org.wikimill.formats.ipld;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A file or directory tree on disk, hashed as {@code ipfs add -r -H -n} would.
 *
 * <p>Names and targets are raw bytes, whatever their encoding; symlinks are kept and never
 * followed, also at the top; dot-names and empty directories count; modes and times do not.
 * Sockets, pipes and devices are refused.
 *
 * <p>Memory holds the finished entries of the directories on the way down to the current one. Files
 * are streamed, some at once.
 */
public final class LocalTree {
  /** So many files of a directory are hashed before the next are listed. */
  private static final int BATCH_FILES = 256;

  private final CidProfile profile;
  private final DirectoryBuilder directories;
  private final Queue<FileBuilder> idle = new ConcurrentLinkedQueue<>();

  private LocalTree(CidProfile profile) {
    this.profile = profile;
    this.directories = new DirectoryBuilder(profile, BlockSink.NONE);
  }

  /**
   * The root of what is at {@code path}.
   *
   * @throws FileSystemException if there is nothing, or something in the tree cannot be read or is
   *     no file, directory or symlink
   */
  public static UnixFsNode hash(Path path, CidProfile profile) throws IOException {
    LocalTree tree = new LocalTree(profile);
    try {
      Entry root = tree.entry(path);
      return root.isDirectory() ? tree.directory(path) : root.node();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Something in a directory.
   *
   * @param node null for a directory, which is hashed later
   */
  private record Entry(Path path, UnixFsNode node) {
    boolean isDirectory() {
      return node == null;
    }
  }

  private UnixFsNode directory(Path directory) throws IOException {
    List<Link> links = new ArrayList<>();
    for (Path subdirectory : addFiles(directory, links)) {
      links.add(link(subdirectory, directory(subdirectory)));
    }
    links.forEach(link -> directories.add(link.name(), link.cid(), link.tsize()));
    DirectoryNode node = directories.finish();
    return new UnixFsNode(node.cid(), node.tsize());
  }

  /** Adds all but the sub-directories, and returns those. */
  private List<Path> addFiles(Path directory, List<Link> links) throws IOException {
    List<Path> subdirectories = new ArrayList<>();
    List<Path> batch = new ArrayList<>(BATCH_FILES);
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
      for (Path path : paths) {
        batch.add(path);
        if (batch.size() == BATCH_FILES) {
          addBatch(batch, links, subdirectories);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    addBatch(batch, links, subdirectories);
    return subdirectories;
  }

  private void addBatch(List<Path> batch, List<Link> links, List<Path> subdirectories) {
    for (Entry entry : batch.parallelStream().map(this::entry).toList()) {
      if (entry.isDirectory()) {
        subdirectories.add(entry.path());
      } else {
        links.add(link(entry.path(), entry.node()));
      }
    }
    batch.clear();
  }

  private static Link link(Path path, UnixFsNode node) {
    return new Link(node.cid(), RawPaths.bytes(path.getFileName()), node.tsize());
  }

  private Entry entry(Path path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isDirectory()) {
        return new Entry(path, null);
      }
      if (attributes.isSymbolicLink()) {
        byte[] target = RawPaths.bytes(Files.readSymbolicLink(path));
        return new Entry(path, Symlinks.of(profile, BlockSink.NONE, target));
      }
      if (attributes.isRegularFile()) {
        return new Entry(path, file(path));
      }
      throw new FileSystemException(
          path.toString(), null, "neither a regular file nor a directory nor a symbolic link");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private UnixFsNode file(Path path) throws IOException {
    FileBuilder waiting = idle.poll();
    FileBuilder builder = waiting != null ? waiting : new FileBuilder(profile, BlockSink.NONE);
    try (InputStream content = Files.newInputStream(path)) {
      UnixFsFile file = builder.build(content);
      return new UnixFsNode(file.cid(), file.tsize());
    } finally {
      idle.add(builder);
    }
  }
}
