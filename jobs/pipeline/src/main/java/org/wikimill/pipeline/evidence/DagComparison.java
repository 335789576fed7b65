package org.wikimill.pipeline.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Link;

/** Goes down two DAGs side by side, past all that they share, to where they differ first. */
public final class DagComparison {
  /** How much of two files is read for their first differing byte, from their first block on. */
  private static final long MAX_COMPARED_BYTES = 64 << 20;

  private static final int WINDOW_BYTES = 256 << 10;
  private static final int MAX_DEPTH = 64;

  private final BlockSource a;
  private final BlockSource b;

  /** A comparison of DAGs whose blocks are there. */
  public DagComparison(BlockSource a, BlockSource b) {
    this.a = a;
    this.b = b;
  }

  /**
   * Where two files or directories of different CIDs differ first.
   *
   * @throws org.wikimill.formats.dag.MissingBlockException if a block on the way is not there
   * @throws org.wikimill.formats.bytes.MalformedInputException if one is not what its CID says
   */
  public Divergence of(Cid rootA, Cid rootB) throws IOException {
    UnixFsObject ofA = UnixFsObject.open(a, rootA);
    UnixFsObject ofB = UnixFsObject.open(b, rootB);
    if (ofA instanceof UnixFsObject.File fileA && ofB instanceof UnixFsObject.File fileB) {
      return files(fileA, fileB);
    }
    return others(ofA, ofB, MAX_DEPTH);
  }

  private Divergence files(UnixFsObject.File fileA, UnixFsObject.File fileB) throws IOException {
    Leaves leavesA = new Leaves(a, fileA);
    Leaves leavesB = new Leaves(b, fileB);
    while (true) {
      Leaves.Part partA = leavesA.peek();
      Leaves.Part partB = leavesB.peek();
      if (partA == null && partB == null) {
        // All parts are the same: what is above them was made in another way.
        return new Divergence(whole(fileA), whole(fileB), null, null);
      }
      if (partA != null && partB != null && partA.isSame(partB)) {
        leavesA.skip();
        leavesB.skip();
      } else if (isInner(partA) || isInner(partB)) {
        open(leavesA, partA);
        open(leavesB, partB);
      } else {
        long from = partA == null ? partB.from() : partA.from();
        Long firstByte = firstByte(new UnixFsReader(a, fileA), new UnixFsReader(b, fileB), from);
        return new Divergence(block(partA), block(partB), firstByte, null);
      }
    }
  }

  private static Divergence.Block whole(UnixFsObject.File file) {
    return new Divergence.Block(file.cid().toString(), 0, file.lengthBytes());
  }

  private static boolean isInner(Leaves.Part part) {
    return part != null && !part.isLeaf();
  }

  private static void open(Leaves leaves, Leaves.Part part) throws IOException {
    if (isInner(part)) {
      leaves.open();
    }
  }

  private static Divergence.Block block(Leaves.Part part) {
    return part == null ? null : part.block();
  }

  /** The first byte that differs from there on; null if none does, as far as is read. */
  private static Long firstByte(PositionedInput a, PositionedInput b, long from)
      throws IOException {
    long shorter = Math.min(a.length(), b.length());
    long end = Math.min(shorter, from + MAX_COMPARED_BYTES);
    byte[] windowA = new byte[WINDOW_BYTES];
    byte[] windowB = new byte[WINDOW_BYTES];
    for (long at = from; at < end; at += WINDOW_BYTES) {
      int count = (int) Math.min(WINDOW_BYTES, end - at);
      a.readFully(at, windowA, 0, count);
      b.readFully(at, windowB, 0, count);
      int mismatch = Arrays.mismatch(windowA, 0, count, windowB, 0, count);
      if (mismatch >= 0) {
        return at + mismatch;
      }
    }
    return end == shorter && a.length() != b.length() ? shorter : null;
  }

  /** Directories, in blocks of one kind as far as they can be compared link by link. */
  private Divergence others(UnixFsObject ofA, UnixFsObject ofB, int depth) throws IOException {
    if (ofA instanceof UnixFsObject.Directory plainA
        && ofB instanceof UnixFsObject.Directory plainB) {
      int at = firstDiffering(plainA.entries(), plainB.entries());
      return roots(ofA, ofB, name(plainA.entries(), plainB.entries(), at, 0));
    }
    if (ofA instanceof UnixFsObject.Shard shardA
        && ofB instanceof UnixFsObject.Shard shardB
        && shardA.fanout() == shardB.fanout()) {
      return shards(shardA, shardB, depth);
    }
    return roots(ofA, ofB, null);
  }

  private Divergence shards(UnixFsObject.Shard ofA, UnixFsObject.Shard ofB, int depth)
      throws IOException {
    List<Link> linksA = ofA.links();
    List<Link> linksB = ofB.links();
    int at = firstDiffering(linksA, linksB);
    if (at < Math.min(linksA.size(), linksB.size()) && depth > 0) {
      Link linkA = linksA.get(at);
      Link linkB = linksB.get(at);
      boolean lower = Arrays.equals(linkA.name(), linkB.name()) && ofA.isShard(linkA);
      if (lower && !linkA.cid().equals(linkB.cid())) {
        return others(
            UnixFsObject.open(a, linkA.cid()), UnixFsObject.open(b, linkB.cid()), depth - 1);
      }
    }
    return roots(ofA, ofB, name(linksA, linksB, at, ofA.prefixBytes()));
  }

  private static int firstDiffering(List<Link> linksA, List<Link> linksB) {
    int at = 0;
    while (at < Math.min(linksA.size(), linksB.size()) && linksA.get(at).equals(linksB.get(at))) {
      at++;
    }
    return at;
  }

  private static String name(List<Link> linksA, List<Link> linksB, int at, int digits) {
    if (at >= linksA.size() && at >= linksB.size()) {
      return null;
    }
    boolean first =
        at < linksA.size()
            && (at >= linksB.size()
                || Arrays.compareUnsigned(linksA.get(at).name(), linksB.get(at).name()) <= 0);
    byte[] name = (first ? linksA : linksB).get(at).name();
    return name.length == digits ? null : new String(name, digits, name.length - digits, UTF_8);
  }

  private Divergence roots(UnixFsObject ofA, UnixFsObject ofB, String entry) throws IOException {
    return new Divergence(
        new Divergence.Block(ofA.cid().toString(), 0, a.block(ofA.cid()).length),
        new Divergence.Block(ofB.cid().toString(), 0, b.block(ofB.cid()).length),
        null,
        entry);
  }
}
