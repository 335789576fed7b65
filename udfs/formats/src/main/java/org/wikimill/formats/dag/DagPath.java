package org.wikimill.formats.dag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DagCbor;
import org.wikimill.formats.ipld.HamtBuilder;
import org.wikimill.formats.ipld.Link;

/**
 * A path of names from a root, resolved.
 *
 * @param roots the root, and what each name leads to
 * @param traversed the blocks that prove the path, in their order, without the last root; of a HAMT
 *     the shards that lead to the name and no other
 */
public record DagPath(List<Cid> roots, List<Cid> traversed) {
  public DagPath {
    roots = List.copyOf(roots);
    traversed = List.copyOf(traversed);
  }

  /** What the path leads to. */
  public Cid target() {
    return roots.get(roots.size() - 1);
  }

  /**
   * Resolves a path through directories, HAMTs and the links of DAG-CBOR. Symlinks are not
   * followed.
   *
   * @param names in bytes
   * @throws NoSuchLinkException if there is no such name
   * @throws MissingBlockException if a block on the way is not there
   */
  public static DagPath resolve(BlockSource blocks, Cid root, List<byte[]> names)
      throws IOException {
    List<Cid> roots = new ArrayList<>(List.of(root));
    List<Cid> traversed = new ArrayList<>();
    Cid node = root;
    int at = 0;
    while (at < names.size()) {
      if (node.codec().equals(Codec.DAG_CBOR)) {
        List<byte[]> rest = names.subList(at, names.size());
        Optional<DagCbor.Step> step = DagCbor.follow(node.toString(), blocks.block(node), rest);
        traversed.add(node);
        Cid from = node;
        node = step.orElseThrow(() -> new NoSuchLinkException(rest.get(0), from)).cid();
        at += step.get().names();
      } else {
        node = entry(blocks, node, names.get(at), traversed);
        at++;
      }
      roots.add(node);
    }
    return new DagPath(roots, traversed);
  }

  /** The entry of that name, if the object is a directory that has one. */
  public static Optional<Cid> entry(BlockSource blocks, Cid directory, byte[] name)
      throws IOException {
    try {
      return Optional.of(entry(blocks, directory, name, new ArrayList<>()));
    } catch (NoSuchLinkException e) {
      return Optional.empty();
    }
  }

  private static Cid entry(BlockSource blocks, Cid directory, byte[] name, List<Cid> traversed)
      throws IOException {
    UnixFsObject object = UnixFsObject.open(blocks, directory);
    traversed.add(directory);
    if (object instanceof UnixFsObject.Shard shard) {
      return entry(blocks, shard, name, traversed);
    }
    if (object instanceof UnixFsObject.Directory plain) {
      for (Link link : plain.entries()) {
        if (Arrays.equals(link.name(), name)) {
          return link.cid();
        }
      }
    }
    throw new NoSuchLinkException(name, directory);
  }

  private static Cid entry(
      BlockSource blocks, UnixFsObject.Shard root, byte[] name, List<Cid> traversed)
      throws IOException {
    long hash = HamtBuilder.hash(name);
    UnixFsObject.Shard shard = root;
    int usedBits = 0;
    while (usedBits + Integer.numberOfTrailingZeros(shard.fanout()) <= Long.SIZE) {
      int bits = Integer.numberOfTrailingZeros(shard.fanout());
      int bucket = (int) (hash >>> (Long.SIZE - usedBits - bits)) & (shard.fanout() - 1);
      usedBits += bits;
      Optional<Link> link = inBucket(shard, bucket, name);
      if (link.isEmpty()) {
        throw new NoSuchLinkException(name, root.cid());
      }
      Cid cid = link.get().cid();
      if (!shard.isShard(link.get())) {
        return cid;
      }
      shard = child(blocks, cid);
      traversed.add(cid);
    }
    throw new MalformedInputException(
        "HAMT is too deep", shard.cid().toString(), -1, "at most 64 bits of a hash", "more");
  }

  /** The entry of that name, or the shard, in a bucket. */
  private static Optional<Link> inBucket(UnixFsObject.Shard shard, int bucket, byte[] name) {
    int digits = shard.prefixBytes();
    for (Link link : shard.links()) {
      boolean mayLead =
          shard.isShard(link)
              || Arrays.equals(link.name(), digits, link.name().length, name, 0, name.length);
      if (mayLead && number(link.name(), digits) == bucket) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }

  /** The number in upper-case hexadecimal before a name; -1 if there is none. */
  private static int number(byte[] name, int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = "0123456789ABCDEF".indexOf(name[i]);
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private static UnixFsObject.Shard child(BlockSource blocks, Cid cid) throws IOException {
    if (UnixFsObject.open(blocks, cid) instanceof UnixFsObject.Shard shard) {
      return shard;
    }
    throw new MalformedInputException(
        "HAMT links no shard", cid.toString(), -1, "a shard", "another kind");
  }
}
