package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;

/** An archive with one blob of any length, in a plain cluster with extended offsets. */
public final class HugeZim {
  private static final int HEADER_BYTES = 80;
  private static final byte[] MIME_TYPES = "application/octet-stream\0\0".getBytes(UTF_8);
  private static final byte[] NAME = "huge\0\0".getBytes(UTF_8);
  private static final int PLAIN_EXTENDED = 0x11;

  private HugeZim() {}

  /** Writes the archive, with pseudo-random content; the only entry is {@code A/huge}. */
  public static void write(Path file, long blobBytes) throws IOException {
    MessageDigest md5 = md5();
    try (OutputStream raw = Files.newOutputStream(file)) {
      DigestOutputStream out = new DigestOutputStream(raw, md5);
      out.write(head(blobBytes));
      byte[] noise = new byte[1 << 20];
      Random random = new Random(blobBytes);
      for (long left = blobBytes; left > 0; left -= noise.length) {
        random.nextBytes(noise);
        out.write(noise, 0, (int) Math.min(left, noise.length));
      }
      raw.write(md5.digest());
    }
  }

  /** All that comes before the blob. */
  private static byte[] head(long blobBytes) {
    int dirent = HEADER_BYTES + MIME_TYPES.length;
    int pathPointers = dirent + 16 + NAME.length;
    int clusterPointers = pathPointers + Long.BYTES;
    int cluster = clusterPointers + Long.BYTES;
    long end = cluster + 1 + 2 * Long.BYTES + blobBytes;
    ByteBuffer bytes =
        ByteBuffer.allocate(cluster + 1 + 2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0x044D495A).putShort((short) 6).putShort((short) 0).position(24);
    bytes.putInt(1).putInt(1).putLong(pathPointers).putLong(-1).putLong(clusterPointers);
    bytes.putLong(HEADER_BYTES).putInt(-1).putInt(-1).putLong(end).put(MIME_TYPES);
    bytes.putShort((short) 0).put((byte) 0).put((byte) 'A').putInt(0).putInt(0).putInt(0);
    bytes.put(NAME).putLong(dirent).putLong(cluster);
    bytes.put((byte) PLAIN_EXTENDED).putLong(2 * Long.BYTES).putLong(2 * Long.BYTES + blobBytes);
    return bytes.array();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
