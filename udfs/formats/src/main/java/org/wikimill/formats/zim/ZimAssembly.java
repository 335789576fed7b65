package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lays out an archive: header, MIME list, clusters, dirents, path pointers, cluster pointers. */
final class ZimAssembly {
  private static final int MAJOR_VERSION = 6;
  private static final int MINOR_VERSION = 1;
  private static final int UUID_POSITION = 8;
  private static final int UUID_LENGTH = 16;

  private final SortedMap<byte[], WriterEntry> entries;
  private final WriterEntry titles;
  private final WriterEntry mainPage;
  private final List<byte[]> clusters = new ArrayList<>();

  /**
   * @param entries all entries by key, with their indexes
   * @param titles the key of the listing of all titles, to which the header points
   * @param mainPage the key of the main page's redirect, which may be absent
   */
  ZimAssembly(
      SortedMap<byte[], WriterEntry> entries, int clusterBytes, byte[] titles, byte[] mainPage) {
    this.entries = entries;
    this.titles = entries.get(titles);
    this.mainPage = entries.get(mainPage);
    ClusterPacker text = new ClusterPacker(Compression.ZSTD, clusterBytes, clusters);
    ClusterPacker other = new ClusterPacker(Compression.NONE, clusterBytes, clusters);
    for (WriterEntry entry : entries.values()) {
      if (!entry.isRedirect()) {
        (isCompressible(entry.mimeType) ? text : other).add(entry);
      }
    }
    text.close();
    other.close();
  }

  void writeTo(OutputStream output) throws IOException {
    List<byte[]> sections = sections();
    byte[] header = sections.get(0);
    MessageDigest digest = ZimChecksum.md5();
    sections.forEach(digest::update);
    System.arraycopy(digest.digest(), 0, header, UUID_POSITION, UUID_LENGTH);
    for (byte[] section : sections) {
      digest.update(section);
      output.write(section);
    }
    output.write(digest.digest());
  }

  /** Everything but the checksum, the header's UUID being zero. */
  private List<byte[]> sections() {
    SortedMap<String, Integer> mimeTypes = mimeTypes();
    byte[] mimeList = (String.join("\0", mimeTypes.keySet()) + "\0\0").getBytes(UTF_8);
    long position = (long) ZimFormat.HEADER_LENGTH + mimeList.length;
    byte[] clusterTable = new byte[clusters.size() * ZimFormat.POINTER_LENGTH];
    ByteBuffer clusterPointers = littleEndian(clusterTable);
    for (byte[] cluster : clusters) {
      clusterPointers.putLong(position);
      position += cluster.length;
    }
    List<byte[]> dirents = new ArrayList<>();
    byte[] pathTable = new byte[entries.size() * ZimFormat.POINTER_LENGTH];
    ByteBuffer pathPointers = littleEndian(pathTable);
    for (WriterEntry entry : entries.values()) {
      byte[] dirent = dirent(entry, mimeTypes);
      pathPointers.putLong(position);
      position += dirent.length;
      dirents.add(dirent);
    }
    List<byte[]> sections = new ArrayList<>();
    sections.add(header(position, clusterPointers.getLong(titles.cluster * Long.BYTES)));
    sections.add(mimeList);
    sections.addAll(clusters);
    sections.addAll(dirents);
    sections.add(pathTable);
    sections.add(clusterTable);
    return sections;
  }

  private byte[] header(long pathPointers, long titlesCluster) {
    long clusterPointers = pathPointers + (long) entries.size() * Long.BYTES;
    long checksum = clusterPointers + (long) clusters.size() * Long.BYTES;
    int titlesOffset = ZimFormat.u32(clusters.get(titles.cluster), 1 + titles.blob * Integer.BYTES);
    byte[] bytes = new byte[ZimFormat.HEADER_LENGTH];
    littleEndian(bytes)
        .putInt(ZimFormat.MAGIC)
        .putShort((short) MAJOR_VERSION)
        .putShort((short) MINOR_VERSION)
        .put(new byte[UUID_LENGTH])
        .putInt(entries.size())
        .putInt(clusters.size())
        .putLong(pathPointers)
        .putLong(titlesCluster + 1 + titlesOffset)
        .putLong(clusterPointers)
        .putLong(ZimFormat.HEADER_LENGTH)
        .putInt(mainPage == null ? ZimFormat.NO_ENTRY : mainPage.index)
        .putInt(ZimFormat.NO_ENTRY)
        .putLong(checksum);
    return bytes;
  }

  private byte[] dirent(WriterEntry entry, SortedMap<String, Integer> mimeTypes) {
    int type = entry.isRedirect() ? ZimFormat.REDIRECT : mimeTypes.get(entry.mimeType);
    int targetBytes = entry.isRedirect() ? Integer.BYTES : 2 * Integer.BYTES;
    byte[] path = entry.path();
    int textBytes = path.length + 1 + entry.title.length + 1;
    byte[] bytes = new byte[ZimFormat.DIRENT_PREFIX_LENGTH + targetBytes + textBytes];
    ByteBuffer dirent = littleEndian(bytes);
    dirent.putShort((short) type).put((byte) 0).put(entry.namespace()).putInt(0);
    if (entry.isRedirect()) {
      dirent.putInt(entries.get(entry.target).index);
    } else {
      dirent.putInt(entry.cluster).putInt(entry.blob);
    }
    dirent.put(path).put((byte) 0).put(entry.title).put((byte) 0);
    return bytes;
  }

  private SortedMap<String, Integer> mimeTypes() {
    TreeSet<String> names = new TreeSet<>();
    for (WriterEntry entry : entries.values()) {
      if (!entry.isRedirect()) {
        names.add(entry.mimeType);
      }
    }
    if (names.size() > ZimFormat.MAX_MIME_TYPES) {
      throw new IllegalStateException(names.size() + " MIME types");
    }
    SortedMap<String, Integer> numbers = new TreeMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  /** What zstd makes smaller; the rest, images above all, is compressed already. */
  private static boolean isCompressible(String mimeType) {
    return mimeType.startsWith("text/")
        || mimeType.contains("+xml")
        || mimeType.contains("+json")
        || List.of("application/javascript", "application/json", "application/xml")
            .contains(mimeType);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
