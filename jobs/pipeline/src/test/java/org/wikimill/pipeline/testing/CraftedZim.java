package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ZIM archive of dirents and clusters as given, also such as no writer would make: redirects that
 * lead nowhere, content in clusters that do not exist, clusters that do not decode.
 *
 * <p>Version 6.0, which has the old namespaces; with a right MD5.
 */
public final class CraftedZim {
  private static final int HEADER_BYTES = 80;
  private static final int REDIRECT = 0xFFFF;
  private static final int LINK_TARGET = 0xFFFE;
  private static final int DELETED = 0xFFFD;

  /** A dirent by the key that it is sorted by: its namespace and path. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] key, int type, String target, int... numbers) {}

  private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);
  private final List<byte[]> clusters = new ArrayList<>();
  private String mimeType = "text/plain";

  /** States this media type for all contents, instead of plain text. */
  public CraftedZim ofType(String type) {
    mimeType = type;
    return this;
  }

  /** Content, by the numbers of its cluster and blob, whether or not they exist. */
  public CraftedZim content(String name, int cluster, int blob) {
    return content(name.getBytes(UTF_8), cluster, blob);
  }

  /** Content whose name need not be UTF-8. */
  public CraftedZim content(byte[] name, int cluster, int blob) {
    return add(new Entry(key(name), 0, null, cluster, blob));
  }

  /** A redirect to an entry of the archive. */
  public CraftedZim redirect(String name, String target) {
    return redirect(name.getBytes(UTF_8), target);
  }

  /** A redirect, whose name need not be UTF-8, to an entry of the archive. */
  public CraftedZim redirect(byte[] name, String target) {
    return add(new Entry(key(name), REDIRECT, target, 0));
  }

  /** A redirect to any entry number. */
  public CraftedZim redirect(String name, int target) {
    return add(new Entry(key(name.getBytes(UTF_8)), REDIRECT, null, target));
  }

  public CraftedZim deleted(String name) {
    return add(new Entry(key(name.getBytes(UTF_8)), DELETED, null));
  }

  public CraftedZim linkTarget(String name) {
    return add(new Entry(key(name.getBytes(UTF_8)), LINK_TARGET, null));
  }

  /** Appends a cluster as stored, its info byte included. */
  public CraftedZim cluster(byte[] stored) {
    clusters.add(stored);
    return this;
  }

  /** Appends a cluster of these blobs that is not compressed. */
  public CraftedZim plainCluster(byte[]... blobs) {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.write(1);
    stored.writeBytes(blobs(blobs));
    return cluster(stored.toByteArray());
  }

  /** The content of a cluster: its offset table and its blobs. */
  public static byte[] blobs(byte[]... blobs) {
    int length = Integer.BYTES * (blobs.length + 1);
    for (byte[] blob : blobs) {
      length += blob.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    int offset = Integer.BYTES * (blobs.length + 1);
    bytes.putInt(offset);
    for (byte[] blob : blobs) {
      offset += blob.length;
      bytes.putInt(offset);
    }
    for (byte[] blob : blobs) {
      bytes.put(blob);
    }
    return bytes.array();
  }

  /** The names of all entries in their order, so that an entry's place is its index. */
  public List<byte[]> names() {
    return entries.keySet().stream().map(CraftedZim::name).toList();
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] mimeTypes = (mimeType + "\0\0").getBytes(UTF_8);
    out.writeBytes(new byte[HEADER_BYTES]);
    out.writeBytes(mimeTypes);
    Map<byte[], Integer> numbers = new TreeMap<>(Arrays::compareUnsigned);
    entries.keySet().forEach(key -> numbers.put(key, numbers.size()));
    long[] dirents = new long[entries.size()];
    int index = 0;
    for (Entry entry : entries.values()) {
      dirents[index++] = out.size();
      out.writeBytes(dirent(entry, numbers));
    }
    long pathPointers = out.size();
    out.writeBytes(longs(dirents));
    long[] positions = new long[clusters.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = out.size();
      out.writeBytes(clusters.get(i));
    }
    long clusterPointers = out.size();
    out.writeBytes(longs(positions));
    return sealed(out.toByteArray(), pathPointers, clusterPointers);
  }

  private byte[] sealed(byte[] archive, long pathPointers, long clusterPointers) {
    ByteBuffer header = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x044D495A).putShort((short) 6).putShort((short) 0);
    header.position(24).putInt(entries.size()).putInt(clusters.size());
    header.putLong(pathPointers).putLong(-1).putLong(clusterPointers).putLong(HEADER_BYTES);
    header.putInt(-1).putInt(-1).putLong(archive.length);
    byte[] md5 = md5(archive);
    byte[] whole = Arrays.copyOf(archive, archive.length + md5.length);
    System.arraycopy(md5, 0, whole, archive.length, md5.length);
    return whole;
  }

  private CraftedZim add(Entry entry) {
    if (entries.put(entry.key, entry) != null) {
      throw new IllegalArgumentException("twice: " + new String(entry.key, UTF_8));
    }
    return this;
  }

  private static byte[] dirent(Entry entry, Map<byte[], Integer> numbers) {
    int[] fields = entry.numbers.clone();
    if (entry.target != null) {
      fields[0] = numbers.get(key(entry.target.getBytes(UTF_8)));
    }
    int path = entry.key.length - 1;
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + Integer.BYTES * fields.length + path + 2)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) entry.type).put((byte) 0).put(entry.key[0]).putInt(0);
    for (int field : fields) {
      bytes.putInt(field);
    }
    return bytes.put(entry.key, 1, path).array();
  }

  /** From {@code NS/PATH} to what the dirents are sorted by. */
  private static byte[] key(byte[] name) {
    byte[] key = Arrays.copyOfRange(name, 1, name.length);
    key[0] = name[0];
    return key;
  }

  private static byte[] name(byte[] key) {
    byte[] name = new byte[key.length + 1];
    System.arraycopy(key, 0, name, 1, key.length);
    name[0] = key[0];
    name[1] = '/';
    return name;
  }

  private static byte[] longs(long[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return bytes.array();
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
