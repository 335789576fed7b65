package org.wikimill.formats.bytes;

import java.io.Closeable;
import java.io.IOException;

/**
 * Bytes of known length that can be read at any position, by many threads at once.
 *
 * <p>The one way in which the readers of this module see their input, so that local files, parts of
 * files, split files and any Hadoop file system serve alike.
 */
public interface PositionedInput extends Closeable {

  /** What the bytes are called in messages: usually a path. */
  String name();

  /** The number of bytes; constant while the input is open. */
  long length();

  /**
   * Reads exactly {@code length} bytes from {@code position} on.
   *
   * @param position the first byte to read, 0 to {@link #length()}
   * @param target where the bytes go, from {@code offset} on
   * @throws java.io.EOFException if the range does not lie inside the input: the caller, who knows
   *     what it was about to read, is expected to have checked
   * @throws IOException if the medium fails
   */
  void readFully(long position, byte[] target, int offset, int length) throws IOException;

  @Override
  default void close() throws IOException {}
}
