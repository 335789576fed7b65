package org.wikimill.connectors.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.wikimill.connectors.io.LocalStore.Durability;

/**
 * Files are written under hidden names beside their own, closed, and renamed.
 *
 * <p>So it is on HDFS, whose renames are atomic and refused if the name is taken.
 *
 * @param durability whether HDFS forces the blocks of committed files to the disks of its datanodes
 */
record ByRename(Durability durability) implements Publication {
  private static final String PENDING = ".pending";
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public NewFile create(FileSystem fileSystem, Path target, String name) throws IOException {
    return new RenamedFile(fileSystem, target, name, durability);
  }

  @Override
  public boolean createNew(FileSystem fileSystem, Path target, byte[] content) throws IOException {
    Path pending = pending(target);
    try {
      try (FSDataOutputStream stream = open(fileSystem, pending, durability)) {
        stream.write(content);
      }
      return rename(fileSystem, pending, target);
    } finally {
      fileSystem.delete(pending, false);
    }
  }

  @Override
  public boolean isPending(String name) {
    return name.endsWith(PENDING);
  }

  @Override
  public OptionalLong freeBytes(FileSystem fileSystem, Path folder) throws IOException {
    long raw = fileSystem.getStatus(folder).getRemaining();
    return OptionalLong.of(raw / Math.max(1, fileSystem.getDefaultReplication(folder)));
  }

  /** Two attempts of one task may write at the same time; each has a name of its own. */
  private static Path pending(Path target) {
    String attempt = Long.toHexString(ThreadLocalRandom.current().nextLong());
    return new Path(target.getParent(), "." + target.getName() + "." + attempt + PENDING);
  }

  private static FSDataOutputStream open(FileSystem fileSystem, Path file, Durability durability)
      throws IOException {
    EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.CREATE);
    if (durability == Durability.SYNCED) {
      flags.add(CreateFlag.SYNC_BLOCK);
    }
    return fileSystem.create(
        file,
        FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(fileSystem.getConf())),
        flags,
        BUFFER_BYTES,
        fileSystem.getDefaultReplication(file),
        fileSystem.getDefaultBlockSize(file),
        null);
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

    RenamedFile(FileSystem fileSystem, Path target, String name, Durability durability)
        throws IOException {
      super(name);
      this.fileSystem = fileSystem;
      this.target = target;
      this.pending = pending(target);
      this.stream = open(fileSystem, pending, durability);
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
