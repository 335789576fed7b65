package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagCbor;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;

/**
 * The blocks of a DAG, depth first, a node before what it links, in the order of its links.
 *
 * <p>CIDs that are their own data are passed through and not given out. Memory is some KB for each
 * level, and a bit for each block that was met. Not thread-safe.
 */
public final class DagWalk {
  /** How much of a DAG is walked. */
  public enum Scope {
    /** The root alone. */
    BLOCK,
    /** What a file is read from or a directory listed from; of other codecs the root. */
    ENTITY,
    /** Everything. */
    ALL
  }

  /** What happens to a block that occurs again. */
  public enum Duplicates {
    REPEATED,
    OMITTED
  }

  /**
   * Which bytes of a file are wanted.
   *
   * @param first 0 or more
   * @param last of the range itself, not below {@code first}
   */
  public record Bytes(long first, long last) {
    public static final Bytes ALL = new Bytes(0, Long.MAX_VALUE);
  }

  private static final int MAX_DEPTH = 1 << 10;

  /** How many links of a node are held at once; for more its block is read again. */
  private static final int WINDOW_LINKS = 64;

  /**
   * What a node links.
   *
   * @param starts where each link starts in the file, if it is a file; else empty
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Links(List<Cid> cids, long[] starts) {
    static final Links NONE = of(List.of());

    static Links of(List<Cid> cids) {
      return new Links(cids, new long[0]);
    }

    /** A part of them, that holds nothing of the others. */
    Links window(int from, int to) {
      return new Links(
          List.copyOf(cids.subList(from, to)),
          starts.length == 0 ? starts : Arrays.copyOfRange(starts, from, to));
    }
  }

  /** A node on the way, and how far the walk is in its links. */
  private final class Level {
    private final Cid node;
    private final long start;
    private final int count;
    private Links window;
    private int windowStart;
    private int next;

    Level(Cid node, long start, Links links) {
      this.node = node;
      this.start = start;
      this.count = links.cids().size();
      this.window = links.window(0, Math.min(count, WINDOW_LINKS));
    }

    boolean hasNext() {
      return next < count;
    }

    Cid next() throws IOException {
      if (next == windowStart + window.cids().size()) {
        windowStart = next;
        window = links(node, start).window(next, Math.min(count, next + WINDOW_LINKS));
      }
      return window.cids().get(next++ - windowStart);
    }

    /** Where the link that came last starts in the file. */
    long nextStart() {
      return window.starts().length == 0 ? 0 : window.starts()[next - 1 - windowStart];
    }
  }

  private final BlockSource blocks;
  private final Scope scope;
  private final Duplicates duplicates;
  private final Bytes bytes;
  private final Seen seen = new Seen();
  private final Iterator<Cid> proof;
  private final Deque<Level> levels = new ArrayDeque<>();

  /**
   * A walk over a path and what it leads to.
   *
   * @param bytes what is wanted if that is a file, and the scope that of an entity
   */
  public DagWalk(
      BlockSource blocks, DagPath path, Scope scope, Bytes bytes, Duplicates duplicates) {
    this.blocks = blocks;
    this.scope = scope;
    this.bytes = bytes;
    this.duplicates = duplicates;
    this.proof = path.traversed().iterator();
    levels.push(new Level(path.target(), 0, Links.of(List.of(path.target()))));
  }

  /**
   * The next block; empty at the end.
   *
   * @throws MissingBlockException if a block is not there that says how to go on
   */
  public Optional<Cid> next() throws IOException {
    while (proof.hasNext()) {
      Cid cid = proof.next();
      if (isWanted(cid) && !isItsOwnData(cid)) {
        return Optional.of(cid);
      }
    }
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (!level.hasNext()) {
        levels.pop();
        continue;
      }
      Cid cid = level.next();
      boolean wanted = isWanted(cid);
      // Where only some bytes of a file are wanted, others of the same part may be, later.
      if (wanted || scope == Scope.ENTITY) {
        enter(cid, level.nextStart());
      }
      if (wanted && !isItsOwnData(cid)) {
        return Optional.of(cid);
      }
    }
    return Optional.empty();
  }

  private boolean isWanted(Cid cid) throws IOException {
    return duplicates == Duplicates.REPEATED || isItsOwnData(cid) || seen.add(blocks.number(cid));
  }

  private static boolean isItsOwnData(Cid cid) {
    return cid.hashFunction() == Cid.IDENTITY;
  }

  private void enter(Cid cid, long start) throws IOException {
    Links links = links(cid, start);
    if (links.cids().isEmpty()) {
      return;
    }
    if (levels.size() == MAX_DEPTH) {
      throw new MalformedInputException(
          "DAG is too deep", cid.toString(), -1, "at most " + MAX_DEPTH + " levels", "more");
    }
    levels.push(new Level(cid, start, links));
  }

  /** What is to be walked below a node, which, if it is of a file, starts there in the whole. */
  private Links links(Cid cid, long start) throws IOException {
    return switch (scope) {
      case BLOCK -> Links.NONE;
      case ENTITY -> entity(cid, start);
      case ALL -> Links.of(all(cid));
    };
  }

  private List<Cid> all(Cid cid) throws IOException {
    if (cid.codec().equals(Codec.DAG_PB)) {
      byte[] block = blocks.block(cid);
      return DagPb.decode(cid.toString(), block, 0, block.length).links().stream()
          .map(Link::cid)
          .toList();
    }
    return cid.codec().equals(Codec.DAG_CBOR)
        ? DagCbor.links(cid.toString(), blocks.block(cid))
        : List.of();
  }

  private Links entity(Cid cid, long start) throws IOException {
    if (!cid.codec().equals(Codec.DAG_PB)) {
      return Links.NONE;
    }
    UnixFsObject object = UnixFsObject.open(blocks, cid);
    if (object instanceof UnixFsObject.Shard shard) {
      return Links.of(shard.links().stream().filter(shard::isShard).map(Link::cid).toList());
    }
    return object instanceof UnixFsObject.File file ? parts(file, start) : Links.NONE;
  }

  /** The parts of a file, which starts there in the whole, that hold wanted bytes. */
  private Links parts(UnixFsObject.File file, long start) {
    int count = file.links().size();
    long[] starts = new long[count];
    int from = count;
    int to = 0;
    long position = start + file.data().length;
    for (int i = 0; i < count; i++) {
      starts[i] = position;
      position += file.linkBytes()[i];
      if (position > bytes.first() && starts[i] <= bytes.last()) {
        from = Math.min(from, i);
        to = i + 1;
      }
    }
    return from >= to
        ? Links.NONE
        : new Links(file.links().stream().map(Link::cid).toList(), starts).window(from, to);
  }

  /** A set of block numbers, a bit each, in pages that come when they are needed. */
  private static final class Seen {
    private static final int PAGE_BITS = 12;

    private final Map<Long, long[]> pages = new HashMap<>();

    /** Whether the block was not there; one that the source does not have never was. */
    boolean add(OptionalLong number) {
      if (number.isEmpty()) {
        return true;
      }
      long bit = number.getAsLong();
      long[] page =
          pages.computeIfAbsent(
              bit >>> PAGE_BITS, p -> new long[1 << (PAGE_BITS - Long.numberOfTrailingZeros(64))]);
      int word = (int) (bit >>> 6) & (page.length - 1);
      boolean fresh = (page[word] & 1L << bit) == 0;
      page[word] |= 1L << bit;
      return fresh;
    }
  }
}
