package org.wikimill.formats.dumps;

import java.io.IOException;
import java.util.Arrays;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bzip2.Bzip2Blocks;

/** How a dump is compressed: told by its first bytes, for names lie. */
enum DumpCompression {
  NONE,
  BZIP2,
  GZIP,
  XZ,
  SEVEN_ZIP;

  private static final int HEAD_BYTES = 6;
  private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};
  private static final byte[] XZ_MAGIC = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
  private static final byte[] SEVEN_ZIP_MAGIC = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C};

  static DumpCompression of(PositionedInput input) throws IOException {
    byte[] head = new byte[(int) Math.min(HEAD_BYTES, input.length())];
    input.readFully(0, head, 0, head.length);
    if (Bzip2Blocks.startsWith(head)) {
      return BZIP2;
    } else if (starts(head, GZIP_MAGIC)) {
      return GZIP;
    } else if (starts(head, XZ_MAGIC)) {
      return XZ;
    } else if (starts(head, SEVEN_ZIP_MAGIC)) {
      return SEVEN_ZIP;
    }
    return NONE;
  }

  /** Whether a reader can start within the file. */
  boolean canBeCut() {
    return this == NONE || this == BZIP2;
  }

  private static boolean starts(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
