package org.wikimill.connectors.io;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file that is being written, and hashed while it is.
 *
 * <p>{@link #commit} makes it durable and gives it its name. Closing it without a commit removes
 * every trace.
 */
public abstract class NewFile extends OutputStream {
  private final String name;
  private final MessageDigest sha256 = Digests.sha256();
  private final byte[] single = new byte[1];
  private long length;

  protected NewFile(String name) {
    this.name = name;
  }

  /** The name that it will have. */
  public final String name() {
    return name;
  }

  /** The number of bytes written so far. */
  public final long lengthBytes() {
    return length;
  }

  @Override
  public final void write(int b) throws IOException {
    single[0] = (byte) b;
    write(single, 0, 1);
  }

  @Override
  public final void write(byte[] bytes, int offset, int count) throws IOException {
    try {
      store(bytes, offset, count);
    } catch (IOException e) {
      throw new SinkException(name, length, e);
    }
    sha256.update(bytes, offset, count);
    length += count;
  }

  /**
   * Tells that nothing more will be written: the medium may start to catch up while the caller does
   * something else before {@link #commit}.
   */
  public void complete() {}

  /** Makes the file durable and visible under its name. */
  public final FileFact commit() throws IOException {
    try {
      publish();
    } catch (IOException e) {
      throw new SinkException(name, length, e);
    }
    return new FileFact(name, length, HexFormat.of().formatHex(sha256.digest()));
  }

  /** Writes the bytes to the medium. */
  protected abstract void store(byte[] bytes, int offset, int count) throws IOException;

  /** Makes what was stored durable, then visible. */
  protected abstract void publish() throws IOException;

  /** Releases the file; removes it if it was not published. */
  @Override
  public abstract void close() throws IOException;
}
