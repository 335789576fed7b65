package org.wikimill.formats.sums;

import java.io.IOException;
import java.io.InputStream;
import org.wikimill.formats.bytes.MalformedInputException;

/** Files about other files, which are read whole: lists of sums, states, metalinks. */
public final class SmallFile {
  /** Five times the sums of the largest dump, the metalink of an archive of a terabyte. */
  public static final int MAX_BYTES = 32 << 20;

  private SmallFile() {}

  /**
   * All bytes of a stream, which stays open.
   *
   * @param file its name, for the message
   * @throws MalformedInputException if there are more than {@link #MAX_BYTES}
   */
  public static byte[] read(InputStream in, String file) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new MalformedInputException(
          "file too long", file, MAX_BYTES, "at most " + MAX_BYTES + " bytes", "more");
    }
    return bytes;
  }
}
