package org.wikimill.formats.ipld;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Builds one directory after another, each basic or a HAMT as the profile decides over all its
 * entries.
 *
 * <p>Holds the entries of one directory in memory; giant directories are built from sorted streams
 * by {@link HamtBuilder}. Not thread-safe.
 */
public final class DirectoryBuilder {
  private static final byte[] NO_PREFIX = {};
  private static final byte[] BASIC = UnixFsData.of(UnixFsData.Type.DIRECTORY).encode();

  private final CidProfile profile;
  private final BlockSink sink;
  private final BlockHasher hasher;
  private final BlockBuffer block = new BlockBuffer(1 << 10);
  private final List<Link> links = new ArrayList<>();

  /** A builder without entries, whose blocks go to {@code sink}. */
  public DirectoryBuilder(CidProfile profile, BlockSink sink) {
    this.profile = profile;
    this.sink = sink;
    this.hasher = new BlockHasher(profile, sink);
  }

  /**
   * Adds an entry, in any order.
   *
   * @param name the name in bytes, not copied; not empty and without {@code /}
   * @param tsize the cumulative size of what it links
   */
  public void add(byte[] name, Cid cid, long tsize) {
    links.add(new Link(cid, EntryNames.check(name), tsize));
  }

  /**
   * Builds the directory of the entries added since the last one.
   *
   * @throws IllegalArgumentException if two entries have one name
   * @throws IOException if the sink fails, or the hashes of two names collide beyond the depth of
   *     the HAMT
   */
  public DirectoryNode finish() throws IOException {
    try {
      links.sort(Comparator.comparing(Link::name, Arrays::compareUnsigned));
      checkNames();
      long costs = 0;
      for (Link link : links) {
        costs += profile.linkCost(link.name(), link.cid(), link.tsize());
      }
      return profile.shards(costs, links.size()) ? sharded() : basic();
    } finally {
      links.clear();
    }
  }

  private void checkNames() {
    for (int i = 1; i < links.size(); i++) {
      if (Arrays.equals(links.get(i - 1).name(), links.get(i).name())) {
        throw new IllegalArgumentException(
            "two entries have the name '" + EntryNames.text(links.get(i).name()) + "'");
      }
    }
  }

  private DirectoryNode basic() throws IOException {
    block.clear();
    long tsize = 0;
    for (Link link : links) {
      DagPb.writeLink(block, link.cid(), NO_PREFIX, link.name(), link.tsize());
      tsize += link.tsize();
    }
    DagPb.writeData(block, BASIC);
    return new DirectoryNode(hasher.put(block), tsize + block.length(), links.size(), false);
  }

  private DirectoryNode sharded() throws IOException {
    List<HamtItem> items = new ArrayList<>(links.size());
    for (Link link : links) {
      long hash = HamtBuilder.hash(link.name());
      items.add(HamtItem.entry(hash, link.name(), link.cid(), link.tsize()));
    }
    items.sort(HamtItem.ORDER);
    return new HamtBuilder(profile, sink).build(items);
  }
}
