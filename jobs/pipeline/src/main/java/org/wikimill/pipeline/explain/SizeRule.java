package org.wikimill.pipeline.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DirectoryReader;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.ipld.BlockSink;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.CidProfile.Boundary;
import org.wikimill.formats.ipld.CidProfile.SizeEstimate;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.Link;

/**
 * Why a directory is one block or a HAMT: its estimated size, held against the threshold.
 *
 * @param estimate what is estimated: links, block or never
 * @param estimatedBytes the estimate, or what it is at least
 * @param exact whether it is the estimate itself: else so many entries exceed the threshold with
 *     the shortest of names, and no more was read
 * @param thresholdBytes the threshold
 * @param boundary whether a directory of exactly the threshold is a HAMT: at or above
 * @param sharded what the rule says
 * @param remade the root that comes of the directory's own entries by the profile; null if they
 *     were not all read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SizeRule(
    String estimate,
    long estimatedBytes,
    boolean exact,
    long thresholdBytes,
    String boundary,
    boolean sharded,
    String remade) {

  /** More entries are not read: a directory of so many is a HAMT in all profiles that have any. */
  private static final int MAX_ENTRIES = 1 << 16;

  private static final int BATCH = 1 << 10;
  private static final int SHA2_256_BYTES = 32;
  private static final byte[] SHORTEST_NAME = {'x'};

  /**
   * The rule as it applies to a directory.
   *
   * @param entries as a table has it; of a directory in one block they are counted
   */
  static SizeRule of(CidProfile profile, BlockSource blocks, UnixFsObject directory, long entries)
      throws IOException {
    Cid shortest = Cid.sha256(profile.cidVersion(), Codec.DAG_PB, new byte[SHA2_256_BYTES]);
    long least = profile.linkCost(SHORTEST_NAME, shortest, 0);
    boolean isShard = directory instanceof UnixFsObject.Shard;
    if (isShard && (profile.shards(least * entries, entries) || entries > MAX_ENTRIES)) {
      long bytes = profile.estimatedSize(least * entries);
      return of(profile, bytes, false, profile.shards(least * entries, entries), null);
    }
    DirectoryBuilder builder = new DirectoryBuilder(profile, BlockSink.NONE);
    DirectoryReader reader = DirectoryReader.of(blocks, directory).orElseThrow();
    long costs = 0;
    long count = 0;
    for (List<Link> links = reader.next(BATCH); !links.isEmpty(); links = reader.next(BATCH)) {
      for (Link link : links) {
        builder.add(link.name(), link.cid(), link.tsize());
        costs += profile.linkCost(link.name(), link.cid(), link.tsize());
      }
      count += links.size();
      if (isShard && count > MAX_ENTRIES) {
        return of(profile, profile.estimatedSize(costs), false, true, null);
      }
    }
    DirectoryNode node = builder.finish();
    return of(profile, profile.estimatedSize(costs), true, node.sharded(), node.cid().toString());
  }

  private static SizeRule of(
      CidProfile profile, long bytes, boolean exact, boolean sharded, String remade) {
    SizeEstimate estimate = profile.estimate();
    Boundary boundary = profile.boundary();
    return new SizeRule(
        estimate.name().toLowerCase(Locale.ROOT),
        bytes,
        exact,
        profile.shardThresholdBytes(),
        boundary.name().toLowerCase(Locale.ROOT),
        sharded,
        remade);
  }
}
