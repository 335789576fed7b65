package org.wikimill.formats.dag;

import java.io.EOFException;
import java.io.IOException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.Cid;

/**
 * The bytes of a UnixFS file, at any position.
 *
 * <p>Between two reads it holds no block, only where the last one stands: so thousands of readers
 * that wait take no memory to speak of. Only the blocks are read that a range needs. Not
 * thread-safe.
 */
public final class UnixFsReader implements PositionedInput {
  /** Ten levels of 174 links reach beyond any file. */
  private static final int MAX_DEPTH = 32;

  private final BlockSource blocks;
  private final Cid root;
  private final long lengthBytes;
  private Cid leaf;
  private long leafStart;
  private long leafEnd;

  /** A reader of a file that was opened from these blocks. */
  public UnixFsReader(BlockSource blocks, UnixFsObject.File file) {
    this.blocks = blocks;
    this.root = file.cid();
    this.lengthBytes = file.lengthBytes();
  }

  @Override
  public String name() {
    return root.toString();
  }

  @Override
  public long length() {
    return lengthBytes;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    if (position < 0 || count < 0 || position > length() - count) {
      throw new EOFException(name() + ": no bytes [" + position + ", +" + count + ")");
    }
    int done = 0;
    while (done < count) {
      done += read(position + done, target, offset + done, count - done);
    }
  }

  /** Reads at least one byte, up to the end of a block. */
  private int read(long position, byte[] target, int offset, int count) throws IOException {
    boolean near = leaf != null && position >= leafStart && position < leafEnd;
    UnixFsObject.File node =
        near ? UnixFsObject.part(blocks, leaf, leafEnd - leafStart) : descend(position);
    if (position >= leafStart + node.data().length) {
      node = descend(position); // behind the own bytes of an inner node
    }
    int from = (int) (position - leafStart);
    int length = Math.min(count, node.data().length - from);
    System.arraycopy(node.data(), from, target, offset, length);
    return length;
  }

  /** The node whose own bytes hold the position; remembers where it stands. */
  private UnixFsObject.File descend(long position) throws IOException {
    UnixFsObject.File node = UnixFsObject.part(blocks, root, lengthBytes);
    long start = 0;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (position < start + node.data().length) {
        leaf = node.cid();
        leafStart = start;
        leafEnd = start + node.lengthBytes();
        return node;
      }
      start += node.data().length;
      int child = 0;
      while (position >= start + node.linkBytes()[child]) {
        start += node.linkBytes()[child++];
      }
      node = UnixFsObject.part(blocks, node.links().get(child).cid(), node.linkBytes()[child]);
    }
    throw new MalformedInputException(
        "file is too deep", name(), -1, "at most " + MAX_DEPTH + " levels", "more");
  }
}
