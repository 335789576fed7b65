package org.wikimill.connectors.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem.HdfsDataOutputStreamBuilder;
import org.wikimill.connectors.io.LocalStore.Durability;

/**
 * Files are written under hidden names, closed, and renamed.
 *
 * <p>So it is on HDFS, whose renames are atomic and refused if the name is taken.
 *
 * @param durability whether HDFS forces the blocks of committed files to the disks of its datanodes
 * @param unfinished where files are until they are committed
 */
record ByRename(Durability durability, Unfinished unfinished) implements Publication {
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public void begin(FileSystem fileSystem, Path root, String run) throws IOException {
    fileSystem.delete(new Path(root, Unfinished.RUNS), true);
    fileSystem.mkdirs(new Path(root, new Unfinished(run).folder()));
  }

  @Override
  public void end(FileSystem fileSystem, Path root, String run) throws IOException {
    fileSystem.delete(new Path(root, new Unfinished(run).folder()), true);
    Path runs = new Path(root, Unfinished.RUNS);
    if (fileSystem.exists(runs) && fileSystem.listStatus(runs).length == 0) {
      fileSystem.delete(runs, true);
    }
  }

  @Override
  public Publication inRun(String run) {
    return new ByRename(durability, new Unfinished(run));
  }

  @Override
  public NewFile create(FileSystem fileSystem, Path root, String name) throws IOException {
    Path pending = new Path(root, unfinished.place(name));
    FSDataOutputStreamBuilder<?, ?> builder = builder(fileSystem, pending);
    if (!unfinished.isOfRun()) {
      builder.recursive();
    }
    Path target = new Path(root, name);
    RenamedFile file = new RenamedFile(fileSystem, target, name, pending, builder.build());
    try {
      fileSystem.mkdirs(target.getParent());
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public boolean createNew(FileSystem fileSystem, Path target, byte[] content) throws IOException {
    Path pending = new Path(target.getParent(), Unfinished.BESIDE.place(target.getName()));
    try {
      try (FSDataOutputStream stream = builder(fileSystem, pending).recursive().build()) {
        stream.write(content);
      }
      return rename(fileSystem, pending, target);
    } finally {
      fileSystem.delete(pending, false);
    }
  }

  @Override
  public boolean isPending(String name) {
    return Unfinished.isPending(name);
  }

  @Override
  public OptionalLong freeBytes(FileSystem fileSystem, Path folder) throws IOException {
    long raw = fileSystem.getStatus(folder).getRemaining();
    return OptionalLong.of(raw / Math.max(1, fileSystem.getDefaultReplication(folder)));
  }

  /** A file in a folder that exists, unless told otherwise. */
  private FSDataOutputStreamBuilder<?, ?> builder(FileSystem fileSystem, Path file)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(file).overwrite(false);
    builder.bufferSize(BUFFER_BYTES);
    if (durability == Durability.SYNCED && builder instanceof HdfsDataOutputStreamBuilder hdfs) {
      hdfs.syncBlock();
    }
    return builder;
  }

  /** Whether the file got its name; not if the name is taken. */
  private static boolean rename(FileSystem fileSystem, Path pending, Path target)
      throws IOException {
    try {
      if (fileSystem.rename(pending, target)) {
        return true;
      }
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    if (!fileSystem.exists(target)) {
      throw new IOException("rename from " + pending.getName() + " was refused");
    }
    return false;
  }

  private static final class RenamedFile extends NewFile {
    private final FileSystem fileSystem;
    private final Path target;
    private final Path pending;
    private final FSDataOutputStream stream;
    private boolean published;

    RenamedFile(
        FileSystem fileSystem, Path target, String name, Path pending, FSDataOutputStream stream) {
      super(name);
      this.fileSystem = fileSystem;
      this.target = target;
      this.pending = pending;
      this.stream = stream;
    }

    @Override
    protected void store(byte[] bytes, int offset, int count) throws IOException {
      stream.write(bytes, offset, count);
    }

    @Override
    protected void publish() throws IOException {
      stream.close();
      published = rename(fileSystem, pending, target);
      // A file of these very bytes stays: readers may hold it, and its partition may be committed.
      if (!published && !isWhatStands()) {
        fileSystem.delete(target, false);
        published = rename(fileSystem, pending, target);
        if (!published) {
          throw new IOException("another " + target.getName() + " appeared meanwhile");
        }
      }
    }

    private boolean isWhatStands() throws IOException {
      if (fileSystem.getFileStatus(target).getLen() != lengthBytes()) {
        return false;
      }
      try (InputStream ours = fileSystem.open(pending);
          InputStream theirs = fileSystem.open(target)) {
        byte[] a;
        do {
          a = ours.readNBytes(BUFFER_BYTES);
          if (!Arrays.equals(a, theirs.readNBytes(BUFFER_BYTES))) {
            return false;
          }
        } while (a.length > 0);
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      if (!published) {
        try {
          stream.close();
        } finally {
          fileSystem.delete(pending, false);
        }
      }
    }
  }
}
