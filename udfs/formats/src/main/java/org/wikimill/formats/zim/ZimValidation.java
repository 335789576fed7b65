package org.wikimill.formats.zim;

import java.io.IOException;
import java.io.InputStream;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * The outcome of reading the whole of an archive: every cluster to its last blob, every dirent in
 * order. Whoever holds one knows that all content of the archive can be extracted; whether it is
 * what the archive's maker wrote is for {@link ZimChecksum} to say.
 *
 * @param contents the number of entries with content
 * @param redirects the number of redirects, those that lead nowhere included
 * @param blobs the number of blobs in all clusters
 * @param blobBytes the size of all blobs in bytes, decoded
 */
public record ZimValidation(int contents, int redirects, long blobs, long blobBytes) {
  private static final int READ_BYTES = 1 << 17;

  /**
   * Reads the archive. Takes four bytes of memory for each cluster beside the buffers.
   *
   * @throws MalformedInputException at the first defect, clusters before dirents
   */
  public static ZimValidation of(ZimArchive archive) throws IOException {
    int[] blobCounts = new int[archive.clusterCount()];
    long blobs = 0;
    long blobBytes = 0;
    byte[] buffer = new byte[READ_BYTES];
    for (int cluster = 0; cluster < blobCounts.length; cluster++) {
      try (ClusterReader reader = archive.openCluster(cluster)) {
        while (reader.next()) {
          blobBytes += drain(reader.content(), buffer);
        }
        blobCounts[cluster] = reader.blobCount();
        blobs += reader.blobCount();
      }
    }
    int contents = 0;
    int redirects = 0;
    DirentScanner scanner = archive.dirents(0, archive.entryCount());
    while (scanner.next()) {
      if (scanner.dirent() instanceof Dirent.Content content) {
        checkPlace(archive, content, blobCounts);
        contents++;
      } else if (scanner.dirent() instanceof Dirent.Redirect) {
        redirects++;
      }
    }
    return new ZimValidation(contents, redirects, blobs, blobBytes);
  }

  private static void checkPlace(ZimArchive archive, Dirent.Content content, int[] blobCounts)
      throws IOException {
    if (Integer.compareUnsigned(content.cluster(), blobCounts.length) >= 0
        || Integer.compareUnsigned(content.blob(), blobCounts[content.cluster()]) >= 0) {
      archive.open(content).close(); // Says what is wrong.
    }
  }

  private static long drain(InputStream content, byte[] buffer) throws IOException {
    long bytes = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      bytes += n;
    }
    return bytes;
  }
}
