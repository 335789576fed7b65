package org.wikimill.formats.ipld;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The balanced tree over the leaves of one file at a time; all leaves have the same depth, and a
 * parent of one child is kept.
 *
 * <p>For each level there is one list. A node that arrives at a full list first turns that list
 * into a parent one level up; at the end the lists are closed from the bottom until one root is
 * left. So memory is bounded by width times depth.
 *
 * <p>What arrives need not be a leaf: any finished subtree serves whose bytes start on a multiple
 * of those that a full subtree of its height holds ({@code chunk * width^height}). Tasks that build
 * such aligned ranges of a huge file on their own are joined here, in the order of the file, and
 * give the root of the whole.
 */
public final class BalancedLayout {
  private static final byte[] NO_NAME = {};

  private final CidProfile profile;
  private final BlockHasher hasher;
  private final List<Level> levels = new ArrayList<>();
  private final BlockBuffer block = new BlockBuffer(1 << 10);
  private boolean ended;

  /** A layout without leaves, whose inner nodes go to {@code sink}. */
  public BalancedLayout(CidProfile profile, BlockSink sink) {
    this(profile, new BlockHasher(profile, sink));
  }

  BalancedLayout(CidProfile profile, BlockHasher hasher) {
    this.profile = profile;
    this.hasher = hasher;
  }

  /** Forgets what has been added. */
  public void clear() {
    levels.forEach(Level::clear);
    ended = false;
  }

  /**
   * Adds the next leaf or finished subtree; its height follows from its size.
   *
   * @param tsize the length of its blocks
   * @param sizeBytes the bytes of the file in it
   * @throws IllegalArgumentException if it is not aligned, or follows one that is not full
   */
  public void add(Cid cid, long tsize, long sizeBytes) throws IOException {
    int height = 0;
    long fullBytes = profile.chunkBytes();
    while (fullBytes < sizeBytes) {
      fullBytes = Math.multiplyExact(fullBytes, profile.width());
      height++;
    }
    if (ended) {
      throw new IllegalArgumentException("a subtree follows one that is not full");
    }
    for (int lower = 0; lower < Math.min(height, levels.size()); lower++) {
      closeLower(lower);
    }
    place(height, cid, tsize, sizeBytes);
    ended = sizeBytes < fullBytes;
  }

  /** The root of all that has been added; the layout is then ready for the next file. */
  public UnixFsNode finish() throws IOException {
    for (int height = 0; height < levels.size(); height++) {
      Level level = levels.get(height);
      if (level.count == 1 && emptyAbove(height)) {
        UnixFsNode root = new UnixFsNode(level.cids[0], level.tsizes[0]);
        clear();
        return root;
      }
      if (level.count > 0) {
        close(height);
      }
    }
    throw new IllegalStateException("a file has at least one leaf");
  }

  private boolean emptyAbove(int height) {
    return levels.subList(height + 1, levels.size()).stream().allMatch(level -> level.count == 0);
  }

  private void closeLower(int height) throws IOException {
    int count = levels.get(height).count;
    if (count == profile.width()) {
      close(height);
    } else if (count > 0) {
      throw new IllegalArgumentException("a subtree is not aligned to its height");
    }
  }

  private void place(int height, Cid cid, long tsize, long sizeBytes) throws IOException {
    while (levels.size() <= height) {
      levels.add(new Level(profile.width()));
    }
    if (levels.get(height).count == profile.width()) {
      close(height);
    }
    levels.get(height).add(cid, tsize, sizeBytes);
  }

  /** Turns the nodes of a level into their parent. */
  private void close(int height) throws IOException {
    Level level = levels.get(height);
    block.clear();
    long tsize = 0;
    long sizeBytes = 0;
    int sizesBytes = 0;
    for (int i = 0; i < level.count; i++) {
      DagPb.writeLink(block, level.cids[i], NO_NAME, NO_NAME, level.tsizes[i]);
      tsize += level.tsizes[i];
      sizeBytes += level.sizes[i];
      sizesBytes += 1 + BlockBuffer.varintLength(level.sizes[i]);
    }
    DagPb.startData(block, 3 + BlockBuffer.varintLength(sizeBytes) + sizesBytes);
    block.octet(UnixFsDataCodec.TYPE);
    block.octet(UnixFsData.Type.FILE.number());
    block.octet(UnixFsDataCodec.FILE_SIZE);
    block.varint(sizeBytes);
    for (int i = 0; i < level.count; i++) {
      block.octet(UnixFsDataCodec.BLOCK_SIZE);
      block.varint(level.sizes[i]);
    }
    Cid cid = hasher.put(block);
    level.clear();
    place(height + 1, cid, tsize + block.length(), sizeBytes);
  }

  /** The nodes of one height that have no parent yet. */
  private static final class Level {
    private final Cid[] cids;
    private final long[] tsizes;
    private final long[] sizes;
    private int count;

    Level(int width) {
      cids = new Cid[width];
      tsizes = new long[width];
      sizes = new long[width];
    }

    void add(Cid cid, long tsize, long sizeBytes) {
      cids[count] = cid;
      tsizes[count] = tsize;
      sizes[count++] = sizeBytes;
    }

    void clear() {
      count = 0;
    }
  }
}
