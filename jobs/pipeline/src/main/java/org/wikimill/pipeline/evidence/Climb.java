package org.wikimill.pipeline.evidence;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagPb;
import org.wikimill.formats.ipld.Link;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * The way from blocks up to the files and directories that they are parts of, level by level: each
 * reads all nodes of the build once. For a few blocks, of which most builds have none.
 */
final class Climb {
  /** Levels of the deepest file or HAMT. */
  private static final int MAX_LEVELS = 32;

  private final JavaSparkContext spark;
  private final FinishedBuild build;

  /** For each block reached, the blocks below from which it was. */
  private final Map<String, Set<String>> below = new TreeMap<>();

  private final Map<String, Set<String>> roots = new TreeMap<>();

  Climb(JavaSparkContext spark, FinishedBuild build) {
    this.spark = spark;
    this.build = build;
  }

  /**
   * A link that leads to a block.
   *
   * @param part the node whose part the block is; null if the block is the root of an entry
   */
  private record Up(String block, String part) implements Serializable {}

  /** The same scan, each of its blocks with what it is a part of. */
  BlockScan place(BlockScan scan) {
    Set<String> level = new TreeSet<>();
    scan.first().forEach(block -> level.add(block.cid()));
    level.forEach(cid -> below.put(cid, new TreeSet<>(Set.of(cid))));
    Set<String> next = level;
    for (int i = 0; i < MAX_LEVELS && !next.isEmpty(); i++) {
      next = climb(next);
    }
    List<TamperedBlock> placed =
        scan.first().stream()
            .map(block -> block.of(List.copyOf(roots.getOrDefault(block.cid(), Set.of()))))
            .toList();
    return new BlockScan(scan.blocks(), scan.tampered(), placed);
  }

  private Set<String> climb(Set<String> level) {
    Store store = build.store();
    List<String> shards = BuildBlocks.shards(build);
    Set<String> sought = new HashSet<>(level);
    List<Up> found =
        spark
            .parallelize(shards, shards.size())
            .flatMap(shard -> links(store, shard, sought))
            .collect();
    if (level.contains(build.manifest().root())) {
      isRoot(build.manifest().root());
    }
    Set<String> next = new TreeSet<>();
    for (Up up : found) {
      if (up.part() == null) {
        isRoot(up.block());
      } else {
        below.computeIfAbsent(up.part(), cid -> new TreeSet<>()).addAll(below.get(up.block()));
        next.add(up.part());
      }
    }
    return next;
  }

  private void isRoot(String cid) {
    below.get(cid).forEach(from -> roots.computeIfAbsent(from, c -> new TreeSet<>()).add(cid));
  }

  private static Iterator<Up> links(Store store, String shard, Set<String> sought)
      throws IOException {
    Set<Up> found = new HashSet<>();
    try (PositionedInput input = store.open(shard);
        CarReader reader = new CarReader(input)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        CarReader.Section section = next.get();
        if (section.cid().codec().equals(Codec.DAG_PB)) {
          links(
              section.cid(),
              Arrays.copyOf(reader.block(section), section.blockLength()),
              sought,
              found);
        }
      }
    }
    return new ArrayList<>(found).iterator();
  }

  private static void links(Cid node, byte[] block, Set<String> sought, Set<Up> found)
      throws IOException {
    try {
      for (Link link : DagPb.decode(node.toString(), block, 0, block.length).links()) {
        String cid = link.cid().toString();
        if (sought.contains(cid)) {
          found.add(new Up(cid, isPart(node, block, link) ? node.toString() : null));
        }
      }
    } catch (MalformedInputException e) {
      // A tampered node: that is told, and what it linked cannot be.
    }
  }

  /** Whether what a node links is a part of the same file or directory. */
  private static boolean isPart(Cid node, byte[] block, Link link) throws IOException {
    try {
      return UnixFsObject.of(node, block).isPart(link);
    } catch (MalformedInputException e) {
      return link.name().length == 0; // a tampered node, whose links may be right all the same
    }
  }
}
