package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One SHA-256 over all entries of an archive, as {@code expected.py} has it. */
final class ContentDigest {
  private final ZimArchive archive;
  private final byte[][][] blobs;
  private final MessageDigest sha256;

  private ContentDigest(ZimArchive archive) throws IOException {
    this.archive = archive;
    this.blobs = new byte[archive.clusterCount()][][];
    for (int cluster = 0; cluster < blobs.length; cluster++) {
      try (ClusterReader reader = archive.openCluster(cluster)) {
        blobs[cluster] = new byte[reader.blobCount()][];
        while (reader.next()) {
          blobs[cluster][reader.blob()] = reader.content().readAllBytes();
        }
      }
    }
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static String of(ZimArchive archive) throws IOException {
    ContentDigest digest = new ContentDigest(archive);
    DirentScanner scanner = archive.dirents(0, archive.entryCount());
    while (scanner.next()) {
      digest.add(scanner.dirent());
    }
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  private void add(Dirent dirent) {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    if (!archive.newNamespaceScheme()) {
      path.write(dirent.namespace());
      path.write('/');
    }
    path.writeBytes(dirent.path());
    addU32(path.size());
    sha256.update(path.toByteArray());
    if (dirent instanceof Dirent.Redirect redirect) {
      sha256.update((byte) 'R');
      boolean inRange = redirect.target() >= 0 && redirect.target() < archive.entryCount();
      addU32(inRange ? redirect.target() : -1);
    } else if (dirent instanceof Dirent.Content content) {
      sha256.update((byte) 'C');
      byte[] mimeType = archive.mimeType(content.mimeType()).getBytes(UTF_8);
      addU32(mimeType.length);
      sha256.update(mimeType);
      byte[] bytes = blobs[content.cluster()][content.blob()];
      addU32(bytes.length);
      addU32(0); // The upper half of a length in 64 bits.
      sha256.update(bytes);
    }
  }

  private void addU32(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
    sha256.update(bytes);
  }
}
