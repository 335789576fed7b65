package org.wikimill.formats.ipld;

import java.util.Arrays;

/**
 * A finished file.
 *
 * @param cid its root
 * @param tsize the length of all its blocks, duplicates counted each time
 * @param sizeBytes its length
 * @param sha256 the SHA2-256 of its bytes, 32 bytes, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // equals is by content
public record UnixFsFile(Cid cid, long tsize, long sizeBytes, byte[] sha256) {
  @Override
  public boolean equals(Object other) {
    return other instanceof UnixFsFile file
        && cid.equals(file.cid)
        && tsize == file.tsize
        && sizeBytes == file.sizeBytes
        && Arrays.equals(sha256, file.sha256);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }
}
