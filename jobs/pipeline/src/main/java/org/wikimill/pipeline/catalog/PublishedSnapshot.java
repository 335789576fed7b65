package org.wikimill.pipeline.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.ipld.Cid;

/**
 * A snapshot of a wiki that is published, as a list of snapshots tells of it.
 *
 * @param date of what it shows: {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param root the CID of its tree
 * @param previous the root of the snapshot before it
 * @param sources what it was made of
 * @param size how much it is
 * @param profile the name of the parameters that decided its CIDs
 * @param format that of wikimill, whose other formats make other roots
 * @param policy the SHA-256 of the site's policy as the build's manifest has it, hex
 * @param published when, to the second; told by the publisher
 */
public record PublishedSnapshot(
    String date,
    Cid root,
    Optional<Cid> previous,
    List<Source> sources,
    Size size,
    String profile,
    int format,
    String policy,
    Optional<Instant> published) {

  /**
   * What a snapshot was made of.
   *
   * @param file the name of the archive or dump
   * @param sha256 of its bytes, hex
   * @param url where it can be had
   */
  public record Source(Optional<String> file, Optional<String> sha256, Optional<String> url) {}

  /**
   * How much a snapshot is.
   *
   * @param bytes of all blocks, one counted as often as it is linked: IPFS's CumulativeSize
   * @param blocks stored by the build, those counted twice that two of its shards have; empty if it
   *     stored none
   */
  public record Size(long bytes, OptionalLong blocks) {}

  public PublishedSnapshot {
    sources = List.copyOf(sources);
  }
}
