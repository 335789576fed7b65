package org.wikimill.formats.zim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The constants of the ZIM format and the limits of this reader. Integers in an archive are
 * little-endian and unsigned, positions count from its first byte.
 *
 * @see <a href="https://wiki.openzim.org/wiki/ZIM_file_format">The ZIM file format</a>
 */
final class ZimFormat {
  /** "ZIM" and 0x04. */
  static final int MAGIC = 0x044D495A;

  static final int HEADER_LENGTH = 80;

  /** The header of archives that carry no checksum; its mimeListPos tells. */
  static final int HEADER_LENGTH_WITHOUT_CHECKSUM = 72;

  static final int CHECKSUM_LENGTH = 16;
  static final int POINTER_LENGTH = 8;

  /** Says in the header that there is no main page or no layout page. */
  static final int NO_ENTRY = 0xFFFFFFFF;

  /** Stands where a dirent has its MIME type. */
  static final int REDIRECT = 0xFFFF;

  static final int LINK_TARGET = 0xFFFE;
  static final int DELETED = 0xFFFD;

  /** What every dirent starts with: MIME type, parameter length, namespace, revision. */
  static final int DIRENT_PREFIX_LENGTH = 8;

  /** The bits of a cluster's info byte. */
  static final int COMPRESSION_MASK = 0x0F;

  static final int EXTENDED_FLAG = 0x10;

  /** Holds Title, Date and so on, in both schemes. */
  static final byte NAMESPACE_METADATA = 'M';

  /** All content, in archives of the new scheme. */
  static final byte NAMESPACE_CONTENT = 'C';

  /** Holds mainPage, in the new scheme. */
  static final byte NAMESPACE_WELL_KNOWN = 'W';

  /** More MIME types cannot be told from the three special values. */
  static final int MAX_MIME_TYPES = DELETED;

  /** All MIME types together; real lists stay below 2 KiB. */
  static final int MAX_MIME_LIST_BYTES = 1 << 20;

  /** 2 x 256 MiB of heap at most; the largest real archives have about 200,000 clusters. */
  static final int MAX_CLUSTERS = 1 << 25;

  /** One dirent; libzim's writer keeps path and title together below 64 KiB. */
  static final int MAX_DIRENT_BYTES = 1 << 17;

  /** 128 MiB of offsets; a cluster of libzim aims at 2 MiB of content. */
  static final int MAX_BLOBS_IN_CLUSTER = 1 << 24;

  /** Windows of 128 MiB, which zstd's level 22 makes. */
  static final int MAX_ZSTD_WINDOW_LOG = 27;

  /** Dictionaries of 128 MiB and what the decoder needs beside one. */
  static final int MAX_XZ_MEMORY_KIB = 130 << 10;

  static final int MAX_METADATA_BYTES = 64 << 10;

  /** As in libzim, for the few redirects that this package follows itself. */
  static final int MAX_REDIRECT_HOPS = 50;

  private static final VarHandle SHORT = littleEndian(short[].class);
  private static final VarHandle INT = littleEndian(int[].class);
  private static final VarHandle LONG = littleEndian(long[].class);

  private ZimFormat() {}

  static int u16(byte[] bytes, int offset) {
    return Short.toUnsignedInt((short) SHORT.get(bytes, offset));
  }

  static int u32(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static long u64(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  private static VarHandle littleEndian(Class<?> view) {
    return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.LITTLE_ENDIAN);
  }
}
