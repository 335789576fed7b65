package org.wikimill.connectors.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Files are written under their own names, and appear as whole objects when their streams are
 * closed; a stream that is given up is aborted instead.
 *
 * <p>So it is on object stores, where a rename is a copy, and closing is what makes an object
 * durable.
 */
record AtClose() implements Publication {
  /** Spares S3A the requests that look for what stands under a name. */
  private static final String NO_PROBES = "fs.s3a.create.performance";

  @Override
  public void begin(FileSystem fileSystem, Path root, String run) {}

  @Override
  public void end(FileSystem fileSystem, Path root, String run) {}

  @Override
  public Publication inRun(String run) {
    return this;
  }

  @Override
  public NewFile create(FileSystem fileSystem, Path root, String name) throws IOException {
    return new ClosedFile(name, builder(fileSystem, new Path(root, name)).build());
  }

  /** Exclusive where the store has conditional writes; else as good as a look before. */
  @Override
  public boolean createNew(FileSystem fileSystem, Path target, byte[] content) throws IOException {
    if (fileSystem.exists(target)) {
      return false;
    }
    String conditional = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
    FSDataOutputStreamBuilder<?, ?> builder = builder(fileSystem, target);
    if (fileSystem.hasPathCapability(target, conditional)) {
      builder.must(conditional, true);
    }
    try {
      try (FSDataOutputStream stream = builder.build()) {
        stream.write(content);
      }
      return true;
    } catch (IOException e) {
      return isOurs(fileSystem, target, content, e);
    }
  }

  @Override
  public boolean isPending(String name) {
    return false;
  }

  @Override
  public OptionalLong freeBytes(FileSystem fileSystem, Path folder) {
    return OptionalLong.empty();
  }

  private static FSDataOutputStreamBuilder<?, ?> builder(FileSystem fileSystem, Path target)
      throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(target).overwrite(true);
    builder.recursive().opt(NO_PROBES, true);
    return builder;
  }

  /** After a write that failed: a request that was sent again is refused for its own first try. */
  private static boolean isOurs(FileSystem fileSystem, Path target, byte[] content, IOException why)
      throws IOException {
    try (InputStream stream = fileSystem.open(target)) {
      return Arrays.equals(stream.readNBytes(content.length + 1), content);
    } catch (FileNotFoundException e) {
      throw why;
    }
  }

  private static final class ClosedFile extends NewFile {
    private final FSDataOutputStream stream;
    private boolean ended;

    ClosedFile(String name, FSDataOutputStream stream) {
      super(name);
      this.stream = stream;
    }

    @Override
    protected void store(byte[] bytes, int offset, int count) throws IOException {
      stream.write(bytes, offset, count);
    }

    @Override
    protected void publish() throws IOException {
      stream.close();
      ended = true;
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        stream.abort();
      }
    }
  }
}
