package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.Link;
import org.wikimill.pipeline.explain.Explanation.InnerBlock;
import org.wikimill.pipeline.explain.Found.Chain;

/** Looks for a block inside of files and sharded directories, whose inner nodes it reads. */
final class ChainSearch {
  /** Beyond the levels of any file or HAMT. */
  private static final int MAX_LEVELS = 64;

  private final BlockSource blocks;
  private final CidProfile profile;
  private final Cid wanted;

  /** A link on the way, and what says where it stands. */
  private record Hop(Cid cid, String position) {}

  ChainSearch(BlockSource blocks, CidProfile profile, Cid wanted) {
    this.blocks = blocks;
    this.profile = profile;
    this.wanted = wanted;
  }

  /**
   * The way to the block inside of a file, where it occurs first.
   *
   * @param lengthBytes of the file's bytes in the block and below it
   */
  Optional<Chain> inFile(Cid root, long lengthBytes) throws IOException {
    Deque<Hop> way = new ArrayDeque<>();
    way.addLast(new Hop(root, "0"));
    return inFile(0, lengthBytes, way) ? Optional.of(chain(way)) : Optional.empty();
  }

  private boolean inFile(long start, long lengthBytes, Deque<Hop> way) throws IOException {
    if (!(UnixFsObject.open(blocks, way.getLast().cid) instanceof UnixFsObject.File file)
        || way.size() > MAX_LEVELS) {
      return false;
    }
    long at = start + file.data().length;
    for (int i = 0; i < file.links().size(); i++) {
      Cid cid = file.links().get(i).cid();
      long length = file.linkBytes()[i];
      way.addLast(new Hop(cid, Long.toString(at)));
      // All leaves but the last are full, so a shorter or equal part is no node unless it is last.
      boolean mayBeNode =
          cid.codec().equals(Codec.DAG_PB)
              && (length > profile.chunkBytes() || i == file.links().size() - 1);
      if (cid.equals(wanted)
          || mayBeNode && length >= lengthBytes && inFile(at, lengthBytes, way)) {
        return true;
      }
      way.removeLast();
      at += length;
    }
    return false;
  }

  /** The way to the block inside of a sharded directory. */
  Optional<Chain> inDirectory(Cid root) throws IOException {
    Deque<Hop> way = new ArrayDeque<>();
    way.addLast(new Hop(root, ""));
    return inDirectory(way) ? Optional.of(chain(way)) : Optional.empty();
  }

  private boolean inDirectory(Deque<Hop> way) throws IOException {
    if (!(UnixFsObject.open(blocks, way.getLast().cid) instanceof UnixFsObject.Shard shard)
        || way.size() > MAX_LEVELS) {
      return false;
    }
    int digits = Integer.toHexString(shard.fanout() - 1).length();
    for (Link link : shard.links()) {
      if (link.name().length == digits) {
        way.addLast(new Hop(link.cid(), new String(link.name(), US_ASCII)));
        if (link.cid().equals(wanted) || inDirectory(way)) {
          return true;
        }
        way.removeLast();
      }
    }
    return false;
  }

  private Chain chain(Deque<Hop> way) throws IOException {
    List<Cid> cids = new ArrayList<>();
    List<InnerBlock> told = new ArrayList<>();
    for (Hop hop : way) {
      cids.add(hop.cid);
      long bytes = blocks.block(hop.cid).length;
      told.add(new InnerBlock(hop.cid.toString(), hop.cid.codec().toString(), bytes, hop.position));
    }
    return new Chain(List.copyOf(cids), List.copyOf(told));
  }
}
