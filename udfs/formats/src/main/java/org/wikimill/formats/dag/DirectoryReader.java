package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.DagPbLinks;
import org.wikimill.formats.ipld.Link;

/**
 * The entries of a directory, some at a time, in the order of its blocks: by name, or by the hash
 * of the name.
 *
 * <p>Between two calls it holds the places that it has reached, and no block. Not thread-safe.
 */
public final class DirectoryReader {
  /** As many levels as bits of a hash give with the smallest fanout. */
  private static final int MAX_DEPTH = 22;

  /** A block on the way, and where in it the next link stands. */
  private static final class Place {
    private final Cid block;

    /** Of the bucket before each name; 0 in a directory of one block. */
    private final int digits;

    private int position;

    Place(Cid block, int digits) {
      this.block = block;
      this.digits = digits;
    }
  }

  private final BlockSource blocks;
  private final Deque<Place> places = new ArrayDeque<>();

  private DirectoryReader(BlockSource blocks, Place root) {
    this.blocks = blocks;
    places.push(root);
  }

  /** The entries of a directory; empty if the object is none. */
  public static Optional<DirectoryReader> of(BlockSource blocks, UnixFsObject object) {
    if (object instanceof UnixFsObject.Shard shard) {
      return Optional.of(new DirectoryReader(blocks, new Place(shard.cid(), shard.prefixBytes())));
    }
    return object instanceof UnixFsObject.Directory directory
        ? Optional.of(new DirectoryReader(blocks, new Place(directory.cid(), 0)))
        : Optional.empty();
  }

  /**
   * The next entries, under their own names; none at the end.
   *
   * @param limit the most of them, at least 1
   */
  public List<Link> next(int limit) throws IOException {
    List<Link> entries = new ArrayList<>();
    while (entries.size() < limit && !places.isEmpty()) {
      take(places.peek(), limit, entries);
    }
    return entries;
  }

  /** Takes entries up to the next shard, which is entered. Decodes no more links than that. */
  private void take(Place place, int limit, List<Link> entries) throws IOException {
    byte[] block = blocks.block(place.block);
    DagPbLinks links = new DagPbLinks(place.block.toString(), block, place.position);
    while (entries.size() < limit) {
      Optional<Link> next = links.next();
      place.position = links.position();
      if (next.isEmpty()) {
        places.pop();
        return;
      }
      Link link = next.get();
      byte[] name = link.name();
      if (place.digits > 0 && name.length == place.digits) {
        enter(link.cid());
        return;
      }
      byte[] own = Arrays.copyOfRange(name, place.digits, name.length);
      entries.add(new Link(link.cid(), own, link.tsize()));
    }
  }

  private void enter(Cid cid) throws IOException {
    if (places.size() >= MAX_DEPTH
        || !(UnixFsObject.open(blocks, cid) instanceof UnixFsObject.Shard shard)) {
      throw new MalformedInputException(
          "HAMT links no shard, or is too deep", cid.toString(), -1, "a shard", "none");
    }
    places.push(new Place(cid, shard.prefixBytes()));
  }
}
