package org.wikimill.formats.ipld;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names blocks by their SHA2-256 and hands them to the sink. Not thread-safe. */
final class BlockHasher {
  private final CidProfile profile;
  private final BlockSink sink;
  private final MessageDigest sha256 = newSha256();

  BlockHasher(CidProfile profile, BlockSink sink) {
    this.profile = profile;
    this.sink = sink;
  }

  /** The CID of the block, which the sink has taken. */
  Cid put(Codec codec, byte[] bytes, int offset, int length) throws IOException {
    sha256.update(bytes, offset, length);
    Cid cid = Cid.sha256(profile.versionOf(codec), codec, sha256);
    sink.put(cid, bytes, offset, length);
    return cid;
  }

  /** The same for a dag-pb block in a buffer. */
  Cid put(BlockBuffer block) throws IOException {
    return put(Codec.DAG_PB, block.array(), 0, block.length());
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
