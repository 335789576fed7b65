package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * level, and two bits for each block that was met. Not thread-safe.
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
   * A node, and where it stands if it is a part of a file.
   *
   * @param start in the file; 0 if it is none
   * @param lengthBytes as its parent has it; empty if none has
   */
  private record Part(Cid cid, long start, OptionalLong lengthBytes) {
    static Part of(Cid cid) {
      return new Part(cid, 0, OptionalLong.empty());
    }

    /** Where it ends; beyond any file if nothing tells. */
    long end() {
      return lengthBytes.isPresent() ? start + lengthBytes.getAsLong() : Long.MAX_VALUE;
    }
  }

  /** A node on the way, and how far the walk is in its links. */
  private final class Level {
    private final Part node;
    private final int count;
    private List<Part> window;
    private int windowStart;
    private int next;

    Level(Part node, List<Part> links) {
      this.node = node;
      this.count = links.size();
      this.window = List.copyOf(links.subList(0, Math.min(count, WINDOW_LINKS)));
    }

    boolean hasNext() {
      return next < count;
    }

    Part next() throws IOException {
      if (next == windowStart + window.size()) {
        windowStart = next;
        int end = Math.min(count, next + WINDOW_LINKS);
        window = List.copyOf(links(node).subList(next, end));
      }
      return window.get(next++ - windowStart);
    }
  }

  private final BlockSource blocks;
  private final Scope scope;
  private final Duplicates duplicates;
  private final Bytes bytes;
  private final Seen given = new Seen();
  private final Seen entered = new Seen();
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
    Part target = Part.of(path.target());
    levels.push(new Level(target, List.of(target)));
  }

  /**
   * The next block; empty at the end.
   *
   * @throws MissingBlockException if a block is not there that says how to go on
   */
  public Optional<Cid> next() throws IOException {
    while (proof.hasNext()) {
      Cid cid = proof.next();
      if (isFresh(cid, given) && !isItsOwnData(cid)) {
        return Optional.of(cid);
      }
    }
    while (!levels.isEmpty()) {
      Level level = levels.peek();
      if (!level.hasNext()) {
        levels.pop();
        continue;
      }
      Part part = level.next();
      // Of a part that occurs again other bytes may be wanted. But a range cuts one part of each
      // level at its start and one at its end: all others are entered once.
      if (!isWhole(part) || isFresh(part.cid(), entered)) {
        enter(part);
      }
      if (isFresh(part.cid(), given) && !isItsOwnData(part.cid())) {
        return Optional.of(part.cid());
      }
    }
    return Optional.empty();
  }

  private boolean isFresh(Cid cid, Seen seen) throws IOException {
    return duplicates == Duplicates.REPEATED || isItsOwnData(cid) || seen.add(blocks.number(cid));
  }

  /** Whether all bytes of it are wanted. */
  private boolean isWhole(Part part) {
    return part.start() >= bytes.first() && part.end() - 1 <= bytes.last();
  }

  private static boolean isItsOwnData(Cid cid) {
    return cid.hashFunction() == Cid.IDENTITY;
  }

  private void enter(Part node) throws IOException {
    List<Part> links = links(node);
    if (links.isEmpty()) {
      return;
    }
    if (levels.size() == MAX_DEPTH) {
      throw new MalformedInputException(
          "DAG is too deep", node.cid().toString(), -1, "at most " + MAX_DEPTH + " levels", "more");
    }
    levels.push(new Level(node, links));
  }

  /** What is to be walked below a node. */
  private List<Part> links(Part node) throws IOException {
    return switch (scope) {
      case BLOCK -> List.of();
      case ENTITY -> entity(node);
      case ALL -> all(node.cid()).stream().map(Part::of).toList();
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

  private List<Part> entity(Part node) throws IOException {
    if (!node.cid().codec().equals(Codec.DAG_PB)) {
      return List.of();
    }
    UnixFsObject object =
        node.lengthBytes().isPresent()
            ? UnixFsObject.part(blocks, node.cid(), node.lengthBytes().getAsLong())
            : UnixFsObject.open(blocks, node.cid());
    if (object instanceof UnixFsObject.Shard shard) {
      return shard.links().stream().filter(shard::isShard).map(l -> Part.of(l.cid())).toList();
    }
    return object instanceof UnixFsObject.File file ? parts(file, node.start()) : List.of();
  }

  /** The parts of a file, which starts there in the whole, that hold wanted bytes. */
  private List<Part> parts(UnixFsObject.File file, long fileStart) {
    List<Part> wanted = new ArrayList<>();
    long start = fileStart + file.data().length;
    for (int i = 0; i < file.links().size(); i++) {
      OptionalLong length = OptionalLong.of(file.linkBytes()[i]);
      Part part = new Part(file.links().get(i).cid(), start, length);
      if (part.end() > bytes.first() && start <= bytes.last()) {
        wanted.add(part);
      }
      start = part.end();
    }
    return wanted;
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
