package org.wikimill.pipeline.evidence;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;

/** The parts of a file in their order; one is cut into those below it only if that is asked for. */
final class Leaves {
  /** The parts that wait: some for each level of any file that there can be. */
  private static final int MAX_PENDING = 1 << 20;

  private final BlockSource blocks;
  private final Deque<Part> pending = new ArrayDeque<>();

  /**
   * A part of a file.
   *
   * @param cid the block that holds it, or from which it is reached
   * @param from its first byte
   * @param end the byte behind its last
   * @param isLeaf whether it is known that the block itself holds all of it
   */
  record Part(Cid cid, long from, long end, boolean isLeaf) {
    boolean isSame(Part o) {
      return cid.equals(o.cid) && end == o.end && isLeaf == o.isLeaf;
    }

    Divergence.Block block() {
      return new Divergence.Block(cid.toString(), from, end);
    }
  }

  Leaves(BlockSource blocks, UnixFsObject.File file) {
    this.blocks = blocks;
    pending.push(part(file.cid(), 0, file.lengthBytes()));
  }

  private static Part part(Cid cid, long from, long lengthBytes) {
    return new Part(cid, from, from + lengthBytes, cid.codec().equals(Codec.RAW));
  }

  /** The next part; null at the end. */
  Part peek() {
    return pending.peek();
  }

  void skip() {
    pending.pop();
  }

  /** Puts what is below the next part in its place; a leaf is then known as such. */
  void open() throws IOException {
    Part part = pending.pop();
    UnixFsObject.File file = UnixFsObject.part(blocks, part.cid(), part.end() - part.from());
    if (pending.size() + file.links().size() > MAX_PENDING) {
      throw new MalformedInputException(
          "file has too many parts", part.cid().toString(), -1, "at most " + MAX_PENDING, "more");
    }
    long end = part.end();
    for (int i = file.links().size() - 1; i >= 0; i--) {
      long length = file.linkBytes()[i];
      end -= length;
      pending.push(part(file.links().get(i).cid(), end, length));
    }
    if (end > part.from() || file.links().isEmpty()) {
      pending.push(new Part(part.cid(), part.from(), end, true));
    }
  }
}
