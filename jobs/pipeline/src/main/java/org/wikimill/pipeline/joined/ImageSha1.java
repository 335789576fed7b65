package org.wikimill.pipeline.joined;

import java.math.BigInteger;
import java.util.Locale;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sql.SqlRow;

/** The SHA-1 of files as MediaWiki writes it: in base 36, with zeros in front up to 31 digits. */
final class ImageSha1 {
  private static final int RADIX = 36;
  private static final int BYTES = 20;

  private ImageSha1() {}

  /** The sum in hex; null where the wiki has none. */
  static String hex(SqlRow row, int column) throws MalformedInputException {
    if (row.isNull(column) || row.lengthBytes(column) == 0) {
      return null;
    }
    try {
      BigInteger value = new BigInteger(row.digits(column), RADIX);
      if (value.signum() >= 0 && value.bitLength() <= BYTES * Byte.SIZE) {
        return String.format(Locale.ROOT, "%0" + 2 * BYTES + "x", value);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw row.malformed(column, "a SHA-1 in base 36");
  }
}
