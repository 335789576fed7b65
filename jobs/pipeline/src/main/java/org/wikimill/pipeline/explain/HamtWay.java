package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.HamtPath;
import org.wikimill.formats.ipld.Link;
import org.wikimill.pipeline.explain.Explanation.ShardStep;

/**
 * The way of a name through the shards of a HAMT, by its hash.
 *
 * @param shards the blocks that it meets, the root first
 * @param below these blocks without the root
 * @param entry where it leads; empty if the HAMT has no such name
 */
record HamtWay(List<ShardStep> shards, List<Cid> below, Optional<Link> entry) {

  static HamtWay of(BlockSource blocks, CidProfile profile, UnixFsObject.Shard root, byte[] name)
      throws IOException {
    List<ShardStep> shards = new ArrayList<>();
    List<Cid> below = new ArrayList<>();
    UnixFsObject.Shard shard = root;
    for (byte[] label : HamtPath.of(name, profile)) {
      shards.add(step(blocks, shard, new String(label, US_ASCII)));
      byte[] full = Arrays.copyOf(label, label.length + name.length);
      System.arraycopy(name, 0, full, label.length, name.length);
      Optional<Link> entry = named(shard, full);
      Optional<Link> next = named(shard, label);
      if (entry.isPresent() || next.isEmpty()) {
        return new HamtWay(shards, below, entry);
      }
      Cid cid = next.get().cid();
      if (!(UnixFsObject.open(blocks, cid) instanceof UnixFsObject.Shard child)) {
        break;
      }
      below.add(cid);
      shard = child;
    }
    return new HamtWay(shards, below, Optional.empty());
  }

  /** A shard on the way. */
  static ShardStep step(BlockSource blocks, UnixFsObject.Shard shard, String bucket)
      throws IOException {
    int bytes = blocks.block(shard.cid()).length;
    return new ShardStep(shard.cid().toString(), bytes, shard.links().size(), bucket);
  }

  private static Optional<Link> named(UnixFsObject.Shard shard, byte[] name) {
    return shard.links().stream().filter(link -> Arrays.equals(link.name(), name)).findFirst();
  }
}
