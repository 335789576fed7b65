package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.CHECKSUM_LENGTH;
import static org.wikimill.formats.zim.ZimFormat.HEADER_LENGTH;
import static org.wikimill.formats.zim.ZimFormat.HEADER_LENGTH_WITHOUT_CHECKSUM;
import static org.wikimill.formats.zim.ZimFormat.MAGIC;
import static org.wikimill.formats.zim.ZimFormat.MAX_CLUSTERS;
import static org.wikimill.formats.zim.ZimFormat.NO_ENTRY;
import static org.wikimill.formats.zim.ZimFormat.POINTER_LENGTH;
import static org.wikimill.formats.zim.ZimFormat.u16;
import static org.wikimill.formats.zim.ZimFormat.u32;
import static org.wikimill.formats.zim.ZimFormat.u64;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The header of a ZIM archive. All positions are bytes from the start of the archive.
 *
 * @param majorVersion 5 or 6
 * @param minorVersion 1 and more: the new namespace scheme
 * @param uuid 32 lower-case hexadecimal digits
 * @param entryCount the number of dirents
 * @param clusterCount the number of clusters, at most {@code entryCount}
 * @param pathPointersPosition where {@code entryCount} dirent positions stand, in path order
 * @param titlePointersPosition as read: it may point anywhere, also inside a cluster
 * @param clusterPointersPosition where {@code clusterCount} cluster positions stand
 * @param mimeListPosition 80, or 72 in archives without checksum
 * @param mainPage the entry to show first; it may lie out of range
 * @param layoutPage the layout entry of historical archives; it may lie out of range
 * @param checksumPosition where the MD5 of all bytes before it stands; -1 if there is none
 */
public record ZimHeader(
    int majorVersion,
    int minorVersion,
    String uuid,
    int entryCount,
    int clusterCount,
    long pathPointersPosition,
    long titlePointersPosition,
    long clusterPointersPosition,
    long mimeListPosition,
    OptionalInt mainPage,
    OptionalInt layoutPage,
    long checksumPosition) {

  /** The number of entries that this reader can address. */
  public static final int MAX_ENTRIES = Integer.MAX_VALUE;

  /** Whether content lies in namespace C alone; else in A, I, J, - and others. */
  public boolean newNamespaceScheme() {
    return minorVersion >= 1;
  }

  /** Whether the archive carries an MD5. */
  public boolean hasChecksum() {
    return checksumPosition >= 0;
  }

  /**
   * The length of the whole archive, as far as its first bytes tell: its MD5 ends it. Of less than
   * a header the length of one; empty if there is none that tells.
   */
  public static OptionalLong wholeLengthBytes(PositionedInput input) throws IOException {
    if (input.length() < HEADER_LENGTH) {
      return OptionalLong.of(HEADER_LENGTH);
    }
    byte[] bytes = bytes(input);
    boolean tells = u32(bytes, 0) == MAGIC && u64(bytes, 56) == HEADER_LENGTH;
    return tells ? OptionalLong.of(u64(bytes, 72) + CHECKSUM_LENGTH) : OptionalLong.empty();
  }

  /**
   * Reads and checks the header; the title pointers are not looked at.
   *
   * @throws MalformedInputException if it is no header of a ZIM archive of version 5 or 6, or names
   *     tables that do not lie inside the archive
   */
  static ZimHeader read(PositionedInput input) throws IOException {
    byte[] bytes = bytes(input);
    Check check = new Check(input);
    check.that(u32(bytes, 0) == MAGIC, "not a ZIM archive", 0, hex(MAGIC), hex(u32(bytes, 0)));
    int major = u16(bytes, 4);
    check.that(major == 5 || major == 6, "unknown ZIM version", 4, "5 or 6", major);
    long mimeList = u64(bytes, 56);
    boolean checksum = mimeList == HEADER_LENGTH && input.length() >= HEADER_LENGTH;
    // Text cannot look like the true position of a checksum: then only mimeListPos is damaged.
    boolean checksumInPlace = u64(bytes, 72) == input.length() - CHECKSUM_LENGTH;
    check.that(
        checksum || (mimeList == HEADER_LENGTH_WITHOUT_CHECKSUM && !checksumInPlace),
        "MIME list not after the header",
        56,
        "80 (72 without checksum)",
        Long.toUnsignedString(mimeList));
    ZimHeader header =
        new ZimHeader(
            major,
            u16(bytes, 6),
            HexFormat.of().formatHex(bytes, 8, 24),
            check.count("too many entries", 24, u32(bytes, 24), MAX_ENTRIES),
            check.count("too many clusters", 28, u32(bytes, 28), MAX_CLUSTERS),
            u64(bytes, 32),
            u64(bytes, 40),
            u64(bytes, 48),
            mimeList,
            entry(u32(bytes, 64)),
            entry(u32(bytes, 68)),
            checksum ? u64(bytes, 72) : -1);
    header.checkAgainst(check, input.length(), checksum);
    return header;
  }

  /** The end of all that is neither checksum nor behind it. */
  long contentEnd(PositionedInput input) {
    return hasChecksum() ? checksumPosition : input.length();
  }

  private void checkAgainst(Check check, long length, boolean checksum) throws IOException {
    check.that(
        clusterCount <= entryCount, "more clusters than entries", 28, entryCount, clusterCount);
    check.that(
        entryCount == 0 || clusterCount > 0, "entries without a cluster", 28, "1 or more", 0);
    if (checksum) {
      check.that(
          checksumPosition == length - CHECKSUM_LENGTH,
          "checksum not at the end of the archive",
          72,
          length - CHECKSUM_LENGTH,
          Long.toUnsignedString(checksumPosition));
    }
    long end = length - (checksum ? CHECKSUM_LENGTH : 0);
    check.table("path pointers outside the archive", 32, pathPointersPosition, entryCount, end);
    check.table(
        "cluster pointers outside the archive", 48, clusterPointersPosition, clusterCount, end);
  }

  private static byte[] bytes(PositionedInput input) throws IOException {
    if (input.length() < HEADER_LENGTH_WITHOUT_CHECKSUM) {
      throw new MalformedInputException(
          "archive smaller than a header",
          input.name(),
          0,
          HEADER_LENGTH + " bytes or more",
          input.length() + " bytes");
    }
    int length = (int) Math.min(HEADER_LENGTH, input.length());
    byte[] bytes = new byte[length];
    input.readFully(0, bytes, 0, length);
    return Arrays.copyOf(bytes, HEADER_LENGTH);
  }

  private static OptionalInt entry(int index) {
    return index == NO_ENTRY ? OptionalInt.empty() : OptionalInt.of(index);
  }

  private static String hex(int value) {
    return "0x" + HexFormat.of().toHexDigits(value);
  }

  /** Refuses headers, naming field and values. */
  private record Check(PositionedInput input) {
    void that(boolean holds, String reason, int field, Object expected, Object found)
        throws MalformedInputException {
      if (!holds) {
        throw new MalformedInputException(
            reason, input.name(), field, String.valueOf(expected), String.valueOf(found));
      }
    }

    int count(String reason, int field, int count, int limit) throws MalformedInputException {
      that(
          Integer.compareUnsigned(count, limit) <= 0,
          reason,
          field,
          "at most " + limit,
          Integer.toUnsignedString(count));
      return count;
    }

    void table(String reason, int field, long position, int count, long end)
        throws MalformedInputException {
      long last = end - (long) count * POINTER_LENGTH;
      that(
          position >= HEADER_LENGTH_WITHOUT_CHECKSUM && position <= last,
          reason,
          field,
          "a position up to " + last,
          Long.toUnsignedString(position));
    }
  }
}
