package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * An archive put together byte by byte, also in ways in which no writer would: clusters in any
 * order and form, gaps of gigabytes, dirents that jump.
 */
final class RawZim {
  private final TreeMap<Long, byte[]> sections = new TreeMap<>();
  private final TreeMap<Integer, Long> clusters = new TreeMap<>();
  private final List<Long> dirents = new ArrayList<>();
  private final int headerLength;
  private int minorVersion;
  private long end;

  RawZim(String... mimeTypes) {
    this(ZimFormat.HEADER_LENGTH, mimeTypes);
  }

  RawZim(int headerLength, String... mimeTypes) {
    this.headerLength = headerLength;
    this.end = headerLength;
    append(
        (String.join("\0", mimeTypes) + (mimeTypes.length == 0 ? "\0" : "\0\0")).getBytes(UTF_8));
  }

  RawZim minorVersion(int version) {
    minorVersion = version;
    return this;
  }

  /** Appends the stored bytes of a cluster, the info byte included. */
  RawZim cluster(int number, byte[] stored) {
    clusters.put(number, end);
    return append(stored);
  }

  /** Appends zeros that take no memory. */
  RawZim gap(long length) {
    end += length;
    return this;
  }

  RawZim append(byte[] bytes) {
    sections.put(end, bytes);
    end += bytes.length;
    return this;
  }

  /** Appends a dirent; entries are numbered in the order of these calls. */
  RawZim dirent(byte[] bytes) {
    dirents.add(end);
    return append(bytes);
  }

  /** Numbers an entry whose dirent lies at a position of one's choice. */
  RawZim direntAt(long position) {
    dirents.add(position);
    return this;
  }

  RawZim content(String name, int mimeType, int cluster, int blob) {
    return dirent(direntBytes(mimeType, name, "", 0, cluster, blob));
  }

  long end() {
    return end;
  }

  /** The archive; its checksum is left at zero. */
  SparseInput build() {
    long pathPointers = end;
    append(longs(dirents));
    long clusterPointers = end;
    append(longs(new ArrayList<>(clusters.values())));
    long checksum = headerLength == ZimFormat.HEADER_LENGTH ? end : -1;
    if (checksum >= 0) {
      append(new byte[ZimFormat.CHECKSUM_LENGTH]);
    }
    byte[] header = new byte[headerLength];
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    fields.putInt(ZimFormat.MAGIC).putShort((short) 5).putShort((short) minorVersion);
    fields.position(24).putInt(dirents.size()).putInt(clusters.size());
    fields.putLong(pathPointers).putLong(-1).putLong(clusterPointers).putLong(headerLength);
    fields.putInt(ZimFormat.NO_ENTRY).putInt(ZimFormat.NO_ENTRY);
    if (checksum >= 0) {
      fields.putLong(checksum);
    }
    sections.put(0L, header);
    return new SparseInput("raw.zim", sections, end);
  }

  static byte[] direntBytes(int type, String name, String title, int parameters, int... numbers) {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    path.writeBytes(name.substring(2).getBytes(UTF_8));
    path.write(0);
    path.writeBytes(title.getBytes(UTF_8));
    path.write(0);
    path.writeBytes(new byte[parameters]);
    byte[] bytes = new byte[8 + numbers.length * 4 + path.size()];
    ByteBuffer dirent = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    dirent.putShort((short) type).put((byte) parameters).put((byte) name.charAt(0)).putInt(0);
    for (int number : numbers) {
      dirent.putInt(number);
    }
    dirent.put(path.toByteArray());
    return bytes;
  }

  private static byte[] longs(List<Long> values) {
    byte[] bytes = new byte[values.size() * Long.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(buffer::putLong);
    return bytes;
  }
}
