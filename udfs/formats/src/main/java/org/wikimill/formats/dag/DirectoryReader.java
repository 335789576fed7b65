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

  /** A block on the way, and how many of its links are done. */
  private static final class Place {
    private final Cid block;
    private int done;

    Place(Cid block) {
      this.block = block;
    }
  }

  private final BlockSource blocks;
  private final Deque<Place> places = new ArrayDeque<>();

  private DirectoryReader(BlockSource blocks, Cid root) {
    this.blocks = blocks;
    places.push(new Place(root));
  }

  /** The entries of a directory; empty if the object is none. */
  public static Optional<DirectoryReader> of(BlockSource blocks, UnixFsObject object) {
    boolean isDirectory =
        object instanceof UnixFsObject.Directory || object instanceof UnixFsObject.Shard;
    return isDirectory ? Optional.of(new DirectoryReader(blocks, object.cid())) : Optional.empty();
  }

  /**
   * The next entries, under their own names; none at the end.
   *
   * @param limit the most of them, at least 1
   */
  public List<Link> next(int limit) throws IOException {
    List<Link> entries = new ArrayList<>();
    while (entries.size() < limit && !places.isEmpty()) {
      Place place = places.peek();
      UnixFsObject object = UnixFsObject.open(blocks, place.block);
      if (object instanceof UnixFsObject.Directory directory) {
        List<Link> all = directory.entries();
        int end = Math.min(all.size(), place.done + limit);
        entries.addAll(all.subList(place.done, end));
        end(place, end, all.size());
      } else if (object instanceof UnixFsObject.Shard shard && places.size() <= MAX_DEPTH) {
        take(shard, place, limit, entries);
      } else {
        throw new MalformedInputException(
            "HAMT links no shard, or is too deep", place.block.toString(), -1, "a shard", "none");
      }
    }
    return entries;
  }

  /** Takes entries up to the next shard, which is entered. */
  private void take(UnixFsObject.Shard shard, Place place, int limit, List<Link> entries) {
    List<Link> all = shard.links();
    int at = place.done;
    Optional<Cid> child = Optional.empty();
    while (at < all.size() && entries.size() < limit && child.isEmpty()) {
      Link link = all.get(at++);
      if (shard.isShard(link)) {
        child = Optional.of(link.cid());
      } else {
        byte[] name = link.name();
        byte[] own = Arrays.copyOfRange(name, shard.prefixBytes(), name.length);
        entries.add(new Link(link.cid(), own, link.tsize()));
      }
    }
    end(place, at, all.size());
    child.map(Place::new).ifPresent(places::push);
  }

  private void end(Place place, int done, int count) {
    place.done = done;
    if (done == count) {
      places.pop();
    }
  }
}
