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
  private final BlockHasher hasher;
  private final BalancedLayout layout;
  private final byte[] chunk;
  private final MessageDigest fileSha256 = BlockHasher.newSha256();
  private final BlockBuffer leaf;

  /** A builder whose blocks go to {@code sink}: leaves and nodes, children before parents. */
  public FileBuilder(CidProfile profile, BlockSink sink) {
    this.profile = profile;
    this.hasher = new BlockHasher(profile, sink);
    this.layout = new BalancedLayout(profile, hasher);
    this.chunk = new byte[profile.chunkBytes()];
    this.leaf = new BlockBuffer(profile.leaves() == CidProfile.Leaves.RAW ? 0 : 1 << 10);
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
    UnixFsNode node = leaf(bytes, offset, length);
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
    UnixFsNode node = leaf(bytes, offset, length);
    layout.add(node.cid(), node.tsize(), length);
  }

  private UnixFsFile finish(long sizeBytes) throws IOException {
    UnixFsNode root = layout.finish();
    return new UnixFsFile(root.cid(), root.tsize(), sizeBytes, fileSha256.digest());
  }

  private UnixFsNode leaf(byte[] bytes, int offset, int length) throws IOException {
    if (profile.leaves() == CidProfile.Leaves.RAW) {
      return new UnixFsNode(hasher.put(Codec.RAW, bytes, offset, length), length);
    }
    int dataBytes = length == 0 ? 0 : 1 + BlockBuffer.varintLength(length) + length;
    leaf.clear();
    DagPb.startData(leaf, 2 + dataBytes + 1 + BlockBuffer.varintLength(length));
    leaf.octet(UnixFsDataCodec.TYPE);
    leaf.octet(UnixFsData.Type.FILE.number());
    if (length > 0) {
      leaf.octet(UnixFsDataCodec.DATA);
      leaf.varint(length);
      leaf.bytes(bytes, offset, length);
    }
    leaf.octet(UnixFsDataCodec.FILE_SIZE);
    leaf.varint(length);
    return new UnixFsNode(hasher.put(leaf), leaf.length());
  }
}
