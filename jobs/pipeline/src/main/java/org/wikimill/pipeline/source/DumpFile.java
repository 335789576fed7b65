package org.wikimill.pipeline.source;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * A file of a dump: all of it, or one of its parts.
 *
 * @param location a path or URI
 * @param lengthBytes its bytes
 * @param fingerprint tells it from other files of its length, hex: of its first and last bytes
 */
public record DumpFile(String location, long lengthBytes, String fingerprint)
    implements Serializable {
  private static final int FINGERPRINTED_BYTES = 1 << 20;
  private static final int FINGERPRINT_BYTES = 16;

  /** A file that was opened: reads its ends. */
  public static DumpFile of(String location, PositionedInput input) throws IOException {
    MessageDigest sha256 = Digests.sha256();
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(input.length()).array());
    byte[] bytes = new byte[(int) Math.min(FINGERPRINTED_BYTES, input.length())];
    for (long at : new long[] {0, input.length() - bytes.length}) {
      input.readFully(at, bytes, 0, bytes.length);
      sha256.update(bytes);
    }
    return new DumpFile(location, input.length(), hex(sha256));
  }

  /** Its name in its folder. */
  public String name() {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  static String hex(MessageDigest sha256) {
    return HexFormat.of().formatHex(sha256.digest(), 0, FINGERPRINT_BYTES);
  }
}
