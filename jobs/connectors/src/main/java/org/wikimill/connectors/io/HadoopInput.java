package org.wikimill.connectors.io;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.util.functional.FutureIO;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * A file of a Hadoop file system, read at positions.
 *
 * <p>Hadoop's positioned reads do not move a stream's own position, so one open stream serves many
 * threads.
 */
public final class HadoopInput implements PositionedInput {
  private final String name;
  private final long length;
  private final FSDataInputStream stream;

  private HadoopInput(String name, long length, FSDataInputStream stream) {
    this.name = name;
    this.length = length;
    this.stream = stream;
  }

  /**
   * Opens a file for reads at random positions.
   *
   * @param status the file's status, which spares object stores another request
   */
  public static HadoopInput open(FileSystem fileSystem, FileStatus status) throws IOException {
    return open(fileSystem, status, OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_RANDOM);
  }

  /** Opens a file to be read from its beginning to its end. */
  public static HadoopInput openWhole(FileSystem fileSystem, FileStatus status) throws IOException {
    return open(fileSystem, status, OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_WHOLE_FILE);
  }

  /**
   * Opens a file.
   *
   * @param policy how it will mostly be read, of {@link OpenFileOptions}
   */
  static HadoopInput open(FileSystem fileSystem, FileStatus status, String policy)
      throws IOException {
    FSDataInputStream stream =
        FutureIO.awaitFuture(
            fileSystem
                .openFile(status.getPath())
                .withFileStatus(status)
                .opt(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, policy)
                .build());
    return new HadoopInput(status.getPath().toString(), status.getLen(), stream);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    if (position < 0 || count < 0 || position > length - count) {
      throw new EOFException(
          name + ": bytes [" + position + ", " + position + "+" + count + ") of " + length);
    }
    stream.readFully(position, target, offset, count);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
