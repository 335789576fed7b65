package org.wikimill.pipeline.explain;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Link;
import org.wikimill.pipeline.explain.Explanation.FileBlock;
import org.wikimill.pipeline.explain.Explanation.FileDag;

/**
 * The bytes of a file, block by block: each is read once, hashed, and counted; of the first so many
 * it is kept what they are.
 */
final class FileWalk extends InputStream {
  /** Ten levels of 174 links reach beyond any file. */
  private static final int MAX_LEVELS = 32;

  /** A node on the way, and which of its links comes next. */
  private static final class Level {
    private final UnixFsObject.File node;
    private long start;
    private int next;

    Level(UnixFsObject.File node, long start) {
      this.node = node;
      this.start = start;
    }
  }

  private final BlockSource blocks;
  private final CidProfile profile;
  private final int limit;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<FileBlock> first = new ArrayList<>();
  private long count;
  private long bytes;
  private int depth;
  private byte[] data = {};
  private int position;

  /**
   * @param limit so many blocks are kept
   */
  FileWalk(BlockSource blocks, CidProfile profile, int limit) {
    this.blocks = blocks;
    this.profile = profile;
    this.limit = limit;
  }

  /**
   * Begins at the root of a file, of which the following is said elsewhere.
   *
   * @param tsize bytes of all its blocks
   * @throws MalformedInputException if the root says otherwise
   */
  void enter(Cid root, long sizeBytes, long tsize) throws IOException {
    enter(root, 0, sizeBytes, tsize);
  }

  /** What was met so far; once all bytes are read, the whole. */
  FileDag dag() {
    return new FileDag(count, bytes, depth, List.copyOf(first));
  }

  private void enter(Cid cid, long start, long sizeBytes, long tsize) throws IOException {
    if (levels.size() == MAX_LEVELS) {
      throw new MalformedInputException(
          "file is too deep", cid.toString(), -1, "at most " + MAX_LEVELS + " levels", "more");
    }
    int length = blocks.block(cid).length;
    UnixFsObject.File node = UnixFsObject.part(blocks, cid, sizeBytes);
    long below = node.links().stream().mapToLong(Link::tsize).sum();
    if (length + below != tsize) {
      throw new MalformedInputException(
          "tsize is not the sum", cid.toString(), -1, tsize + "", length + below + "");
    }
    if (first.size() < limit) {
      first.add(
          new FileBlock(
              levels.size(),
              cid.toString(),
              cid.codec().toString(),
              length,
              start,
              start + sizeBytes,
              tsize,
              rule(node)));
    }
    count++;
    bytes += length;
    levels.push(new Level(node, start + node.data().length));
    depth = Math.max(depth, levels.size());
    data = node.data();
    position = 0;
  }

  private String rule(UnixFsObject.File node) {
    if (!node.links().isEmpty()) {
      return "balanced: " + node.links().size() + " links, at most " + profile.width();
    }
    return node.lengthBytes() == profile.chunkBytes()
        ? "size-" + profile.chunkBytes()
        : "size-" + profile.chunkBytes() + ", the rest";
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (position == data.length) {
      if (!advance()) {
        return -1;
      }
    }
    int n = Math.min(length, data.length - position);
    System.arraycopy(data, position, target, offset, n);
    position += n;
    return n;
  }

  /** Goes to the next block, if there is one. */
  private boolean advance() throws IOException {
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (level.next < level.node.links().size()) {
        Link link = level.node.links().get(level.next);
        long size = level.node.linkBytes()[level.next++];
        long start = level.start;
        level.start += size;
        enter(link.cid(), start, size, link.tsize());
        return true;
      }
      levels.pop();
    }
    return false;
  }
}
