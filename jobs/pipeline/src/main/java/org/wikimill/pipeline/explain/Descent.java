package org.wikimill.pipeline.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DagPath;
import org.wikimill.formats.dag.MissingBlockException;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.HamtBuilder;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.explain.Explanation.DirectoryStep;
import org.wikimill.pipeline.explain.Explanation.Entry;
import org.wikimill.pipeline.explain.Explanation.ShardStep;

/**
 * The way from the root of a tree to a path: each block is read, hashed, and held against the
 * profile and table {@code dirs}.
 */
final class Descent {
  private final BlockSource blocks;
  private final CidProfile profile;
  private final Lookup lookup;
  private final List<String> broken;
  private final List<DirectoryStep> steps = new ArrayList<>();
  private final List<Cid> roots = new ArrayList<>();
  private final List<Cid> traversed = new ArrayList<>();
  private Optional<Link> last = Optional.empty();

  /**
   * @param broken takes a line for each thing that is not as it should be
   */
  Descent(BlockSource blocks, CidProfile profile, Lookup lookup, List<String> broken) {
    this.blocks = blocks;
    this.profile = profile;
    this.lookup = lookup;
    this.broken = broken;
  }

  /**
   * Goes from the root to a path, as far as there is a way.
   *
   * @param names of the path
   * @return whether there is
   */
  boolean to(Cid root, List<byte[]> names) throws IOException {
    roots.add(root);
    for (int depth = 0; depth < names.size(); depth++) {
      Optional<Link> next = look(names.subList(0, depth), target(), Optional.of(names.get(depth)));
      if (next.isEmpty()) {
        return false;
      }
      last = next;
      roots.add(next.get().cid());
    }
    return true;
  }

  /** Looks at the directory that the way has led to. */
  void end(List<byte[]> names) throws IOException {
    look(names, target(), Optional.empty());
  }

  /** The directories that were looked at, the root first. */
  List<DirectoryStep> steps() {
    return steps;
  }

  /** The way so far. */
  DagPath path() {
    return new DagPath(roots, traversed);
  }

  /** The link that was followed last; empty at the root. */
  Optional<Link> last() {
    return last;
  }

  private Cid target() {
    return roots.get(roots.size() - 1);
  }

  /** Looks at a directory; gives the link of a name, if it is there. */
  private Optional<Link> look(List<byte[]> names, Cid cid, Optional<byte[]> name)
      throws IOException {
    byte[] path = TreePath.of(names);
    try {
      Optional<Link> next = directory(path, UnixFsObject.open(blocks, cid), name);
      if (name.isPresent() && next.isEmpty()) {
        broken.add(TreePath.shown(path) + ": no " + TreePath.shown(name.get()) + " in " + cid);
      }
      return next;
    } catch (MissingBlockException | MalformedInputException e) {
      broken.add(TreePath.shown(path) + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Link> directory(byte[] path, UnixFsObject object, Optional<byte[]> name)
      throws IOException {
    Optional<DirRow> row = lookup.directory(path);
    if (object instanceof UnixFsObject.Shard shard) {
      HamtWay way =
          name.isPresent()
              ? HamtWay.of(blocks, profile, shard, name.get())
              : new HamtWay(
                  List.of(HamtWay.step(blocks, shard, null)), List.of(), Optional.empty());
      Entry entry = name.flatMap(n -> way.entry().map(link -> hashed(n, link))).orElse(null);
      long entries = row.map(DirRow::entries).orElse(0L);
      add(path, row, new Seen(shard, shard.links(), entries, entry, way.shards()));
      if (name.isPresent()) {
        traversed.add(shard.cid());
        traversed.addAll(way.below());
      }
      return way.entry();
    }
    if (object instanceof UnixFsObject.Directory plain) {
      List<Link> links = plain.entries();
      Optional<Link> next =
          name.flatMap(n -> links.stream().filter(l -> Arrays.equals(l.name(), n)).findFirst());
      Entry entry = next.map(link -> entry(link.name(), link, null)).orElse(null);
      add(path, row, new Seen(plain, links, links.size(), entry, null));
      if (name.isPresent()) {
        traversed.add(plain.cid());
      }
      return next;
    }
    broken.add(TreePath.shown(path) + ": " + object.cid() + " is no directory");
    return Optional.empty();
  }

  /**
   * What a directory's blocks say.
   *
   * @param links of its root block
   * @param entries names in it
   * @param entry what leads on; null if nothing does
   * @param shards null if it is no HAMT
   */
  private record Seen(
      UnixFsObject object, List<Link> links, long entries, Entry entry, List<ShardStep> shards) {
    boolean sharded() {
      return shards != null;
    }
  }

  private void add(byte[] path, Optional<DirRow> row, Seen seen) throws IOException {
    Cid cid = seen.object.cid();
    long bytes = blocks.block(cid).length;
    long tsize = bytes + seen.links.stream().mapToLong(Link::tsize).sum();
    SizeRule rule = rule(path, seen);
    check(path, row, seen, tsize);
    steps.add(
        new DirectoryStep(
            Utf8.text(path),
            cid.toString(),
            bytes,
            tsize,
            seen.entries,
            seen.sharded(),
            rule,
            seen.entry,
            seen.shards));
  }

  /** The rule of a directory; null if a block cannot be read that it takes. */
  private SizeRule rule(byte[] path, Seen seen) throws IOException {
    Cid cid = seen.object.cid();
    try {
      SizeRule rule = SizeRule.of(profile, blocks, seen.object, seen.entries);
      boolean remade = rule.remade() == null || rule.remade().equals(cid.toString());
      if (rule.sharded() != seen.sharded() || !remade) {
        broken.add(
            TreePath.shown(path)
                + ": "
                + cid
                + " is not what profile "
                + profile.name()
                + " makes of its entries");
      }
      return rule;
    } catch (MissingBlockException | MalformedInputException e) {
      broken.add(TreePath.shown(path) + ": " + e.getMessage());
      return null;
    }
  }

  private void check(byte[] path, Optional<DirRow> row, Seen seen, long tsize) {
    String where = TreePath.shown(path) + ": " + seen.object.cid();
    if (last.isPresent() && last.get().tsize() != tsize) {
      broken.add(where + " has tsize " + tsize + ", its link says " + last.get().tsize());
    }
    String found = told(new DirRow(path, seen.object.cid(), tsize, seen.entries, seen.sharded()));
    String told = row.map(Descent::told).orElse("no row");
    if (!told.equals(found)) {
      broken.add(TreePath.shown(path) + " has " + found + "; table dirs: " + told);
    }
  }

  private static String told(DirRow row) {
    return String.join(
        ", ",
        "cid " + row.cid(),
        "tsize " + row.tsize(),
        "entries " + row.entries(),
        row.sharded() ? "sharded" : "not sharded");
  }

  private static Entry hashed(byte[] name, Link link) {
    return entry(name, link, HexFormat.of().toHexDigits(HamtBuilder.hash(name)));
  }

  private static Entry entry(byte[] name, Link link, String hash) {
    return new Entry(Utf8.text(name), link.cid().toString(), link.tsize(), hash);
  }
}
