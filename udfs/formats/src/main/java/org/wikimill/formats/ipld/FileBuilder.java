package org.wikimill.formats.ipld;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Chunks, hashes and links one file after another.
 *
 * <p>Memory is one chunk and what {@link BalancedLayout} holds, however long the files are. Not
 * thread-safe; after an exception the next file starts afresh.
 */
public final class FileBuilder {
  private final CidProfile profile;
  private final LeafBuilder leaves;
  private final BalancedLayout layout;
  private final byte[] chunk;
  private final MessageDigest fileSha256 = BlockHasher.newSha256();

  /** A builder whose blocks go to {@code sink}: leaves and nodes, children before parents. */
  public FileBuilder(CidProfile profile, BlockSink sink) {
    this.profile = profile;
    BlockHasher hasher = new BlockHasher(profile, sink);
    this.leaves = new LeafBuilder(profile, hasher);
    this.layout = new BalancedLayout(profile, hasher);
    this.chunk = new byte[profile.chunkBytes()];
  }

  /** Builds the file that the stream holds up to its end; the stream is not closed. */
  public UnixFsFile build(InputStream content) throws IOException {
    int length = content.readNBytes(chunk, 0, chunk.length);
    if (length < chunk.length) {
      return single(chunk, 0, length);
    }
    start();
    long sizeBytes = 0;
    do {
      append(chunk, 0, length);
      sizeBytes += length;
      length = content.readNBytes(chunk, 0, chunk.length);
    } while (length > 0);
    return finish(sizeBytes);
  }

  /** Builds the file that the range of the array holds, without a copy. */
  public UnixFsFile build(byte[] content, int offset, int length) throws IOException {
    if (length <= chunk.length) {
      return single(content, offset, length);
    }
    start();
    for (int done = 0; done < length; done += chunk.length) {
      append(content, offset + done, Math.min(chunk.length, length - done));
    }
    return finish(length);
  }

  /** A file of one leaf: if that is raw, its hash is the file's, and every byte is hashed once. */
  private UnixFsFile single(byte[] bytes, int offset, int length) throws IOException {
    UnixFsNode node = leaves.leaf(bytes, offset, length);
    if (profile.leaves() == CidProfile.Leaves.RAW) {
      return new UnixFsFile(node.cid(), node.tsize(), length, node.cid().digest());
    }
    fileSha256.reset();
    fileSha256.update(bytes, offset, length);
    return new UnixFsFile(node.cid(), node.tsize(), length, fileSha256.digest());
  }

  private void start() {
    layout.clear();
    fileSha256.reset();
  }

  private void append(byte[] bytes, int offset, int length) throws IOException {
    fileSha256.update(bytes, offset, length);
    UnixFsNode node = leaves.leaf(bytes, offset, length);
    layout.add(node.cid(), node.tsize(), length);
  }

  private UnixFsFile finish(long sizeBytes) throws IOException {
    UnixFsNode root = layout.finish();
    return new UnixFsFile(root.cid(), root.tsize(), sizeBytes, fileSha256.digest());
  }
}
