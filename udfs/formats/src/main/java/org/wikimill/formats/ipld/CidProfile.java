package org.wikimill.formats.ipld;

import java.io.Serializable;
import java.util.List;

/**
 * What decides a CID besides the bytes: the parameters of an importer. Immutable.
 *
 * <p>The name is for people; the parameters alone decide. Hash function (SHA2-256), chunker (fixed
 * size), layout (balanced) and HAMT hash (murmur3-x64-64) are the same in all profiles. See
 * IPIP-499 for the history of the values.
 *
 * @param name what people call it
 * @param cidVersion 0 or 1; raw leaves have version 1 in any case
 * @param leaves how the chunks of a file are stored
 * @param chunkBytes the length of every leaf of a file but the last
 * @param width the most links of an inner node of a file
 * @param fanout the buckets of a HAMT shard, a power of two from 8 to 1024
 * @param shardThresholdBytes the estimated size at which a directory becomes a HAMT
 * @param estimate how the size of a directory is estimated
 * @param boundary whether a directory of exactly the threshold becomes a HAMT
 * @param maxDirectoryLinks the most entries of a directory that is no HAMT; 0 for no such limit
 */
public record CidProfile(
    String name,
    int cidVersion,
    Leaves leaves,
    int chunkBytes,
    int width,
    int fanout,
    long shardThresholdBytes,
    SizeEstimate estimate,
    Boundary boundary,
    int maxDirectoryLinks)
    implements Serializable {

  /** How the chunks of a file are stored. */
  public enum Leaves {
    /** The bytes alone. */
    RAW,
    /** Wrapped as UnixFS data in dag-pb. */
    DAG_PB
  }

  /** How the size of a directory is estimated. */
  public enum SizeEstimate {
    /** The sum of the lengths of names and CIDs. */
    LINKS,
    /** The exact length of the block that a basic directory would have. */
    BLOCK,
    /** Not at all: size never makes a HAMT. */
    NEVER
  }

  /** The size from which on a directory is a HAMT. */
  public enum Boundary {
    /** The threshold itself: {@code >=}. */
    AT,
    /** The first byte above it: {@code >}. */
    ABOVE
  }

  /** The largest chunk that nodes in the field accept: 2 MiB less the wrapping. */
  public static final int MAX_CHUNK_BYTES = (2 << 20) - 256;

  /** The largest width: keeps the inner nodes of files below 1 MiB. */
  public static final int MAX_WIDTH = 8192;

  /** The length of a basic directory without entries. */
  private static final int EMPTY_DIRECTORY_BYTES = 4;

  private static final int KIB_256 = 256 << 10;

  private static final List<CidProfile> NAMED =
      List.of(
          profile("unixfs-v1-2025", 1, 1 << 20, 1024, SizeEstimate.BLOCK, Boundary.ABOVE),
          profile("unixfs-v0-2015", 0, KIB_256, 174, SizeEstimate.LINKS, Boundary.ABOVE),
          profile("kubo-0.40", 1, KIB_256, 174, SizeEstimate.LINKS, Boundary.ABOVE),
          profile("kubo-0.11", 1, KIB_256, 174, SizeEstimate.LINKS, Boundary.AT),
          // The experimental switch of that time made a HAMT of every directory with an entry.
          new CidProfile(
              "goipfs-0.8-sharded",
              1,
              Leaves.RAW,
              KIB_256,
              174,
              256,
              1,
              SizeEstimate.LINKS,
              Boundary.AT,
              0));

  public CidProfile {
    require(!name.isEmpty(), "a profile has a name");
    require(cidVersion == 0 || cidVersion == 1, "CID version must be 0 or 1: " + cidVersion);
    require(leaves != null && estimate != null && boundary != null, "a parameter is missing");
    require(
        chunkBytes >= 1 && chunkBytes <= MAX_CHUNK_BYTES,
        "chunk must have 1 to " + MAX_CHUNK_BYTES + " bytes: " + chunkBytes);
    require(width >= 2 && width <= MAX_WIDTH, "width must be 2 to " + MAX_WIDTH + ": " + width);
    require(
        fanout >= 8 && fanout <= 1024 && Integer.bitCount(fanout) == 1,
        "fanout must be a power of two from 8 to 1024: " + fanout);
    require(shardThresholdBytes >= 0, "threshold must not be negative: " + shardThresholdBytes);
    require(maxDirectoryLinks >= 0, "link limit must not be negative: " + maxDirectoryLinks);
  }

  /**
   * The profile of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static CidProfile named(String name) {
    return NAMED.stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no profile '" + name + "'; there are " + names()));
  }

  /** The names that {@link #named} knows, the default first. */
  public static List<String> names() {
    return NAMED.stream().map(CidProfile::name).toList();
  }

  /**
   * What one entry adds to the estimated size of its directory. The costs of any parts of a
   * directory can be added up.
   *
   * @param name the name in bytes
   * @param tsize the cumulative size of what it links
   */
  public long linkCost(byte[] name, Cid cid, long tsize) {
    return switch (estimate) {
      case LINKS -> (long) name.length + cid.lengthBytes();
      case BLOCK -> DagPb.linkBytes(name.length, cid, tsize);
      case NEVER -> 0;
    };
  }

  /**
   * Whether a directory is a HAMT. An empty one never is.
   *
   * @param linkCosts the sum of {@link #linkCost} over all its entries
   * @param entries their number
   */
  public boolean shards(long linkCosts, long entries) {
    if (entries == 0) {
      return false;
    }
    if (maxDirectoryLinks > 0 && entries > maxDirectoryLinks) {
      return true;
    }
    long size = estimatedSize(linkCosts);
    return estimate != SizeEstimate.NEVER
        && (boundary == Boundary.AT ? size >= shardThresholdBytes : size > shardThresholdBytes);
  }

  /**
   * The estimated size of a directory, which is held against the threshold.
   *
   * @param linkCosts the sum of {@link #linkCost} over all its entries
   */
  public long estimatedSize(long linkCosts) {
    return linkCosts + (estimate == SizeEstimate.BLOCK ? EMPTY_DIRECTORY_BYTES : 0);
  }

  /** The CID version of the blocks of that codec: raw blocks have no version 0. */
  int versionOf(Codec codec) {
    return codec.equals(Codec.DAG_PB) ? cidVersion : 1;
  }

  private static CidProfile profile(
      String name,
      int cidVersion,
      int chunkBytes,
      int width,
      SizeEstimate estimate,
      Boundary boundary) {
    Leaves leaves = cidVersion == 0 ? Leaves.DAG_PB : Leaves.RAW;
    return new CidProfile(
        name, cidVersion, leaves, chunkBytes, width, 256, KIB_256, estimate, boundary, 0);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
