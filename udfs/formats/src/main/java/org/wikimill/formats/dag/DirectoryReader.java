package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Link;

/**
 * The entries of a directory one by one, in the order of its blocks: by name, or by the hash of the
 * name. Of a HAMT the shards on the way to one entry are held, no more. Not thread-safe.
 */
public final class DirectoryReader {
  /** As many levels as bits of a hash give with the smallest fanout. */
  private static final int MAX_DEPTH = 22;

  private record Level(UnixFsObject.Shard shard, Iterator<Link> links) {}

  private final BlockSource blocks;
  private final Iterator<Link> plain;
  private final Deque<Level> levels = new ArrayDeque<>();

  private DirectoryReader(BlockSource blocks, List<Link> plain) {
    this.blocks = blocks;
    this.plain = plain.iterator();
  }

  /** The entries of a directory; empty if the object is none. */
  public static Optional<DirectoryReader> of(BlockSource blocks, UnixFsObject object) {
    if (object instanceof UnixFsObject.Directory directory) {
      return Optional.of(new DirectoryReader(blocks, directory.entries()));
    }
    if (object instanceof UnixFsObject.Shard shard) {
      DirectoryReader reader = new DirectoryReader(blocks, List.of());
      reader.levels.push(new Level(shard, shard.links().iterator()));
      return Optional.of(reader);
    }
    return Optional.empty();
  }

  /** The next entry, under its own name; empty at the end. */
  public Optional<Link> next() throws IOException {
    if (plain.hasNext()) {
      return Optional.of(plain.next());
    }
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (!level.links().hasNext()) {
        levels.pop();
        continue;
      }
      Link link = level.links().next();
      if (!level.shard().isShard(link)) {
        byte[] name = link.name();
        byte[] own = Arrays.copyOfRange(name, level.shard().prefixBytes(), name.length);
        return Optional.of(new Link(link.cid(), own, link.tsize()));
      }
      enter(link);
    }
    return Optional.empty();
  }

  private void enter(Link link) throws IOException {
    UnixFsObject object = UnixFsObject.open(blocks, link.cid());
    if (levels.size() < MAX_DEPTH && object instanceof UnixFsObject.Shard shard) {
      levels.push(new Level(shard, shard.links().iterator()));
      return;
    }
    throw new MalformedInputException(
        "HAMT links no shard, or is too deep",
        link.cid().toString(),
        -1,
        "a shard",
        "another kind");
  }
}
