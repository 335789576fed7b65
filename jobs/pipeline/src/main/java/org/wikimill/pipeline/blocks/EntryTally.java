package org.wikimill.pipeline.blocks;

import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.LinkCounts;

/** Counts what becomes of the entries of a shard while it is milled. */
final class EntryTally {
  private long files;
  private long aliases;
  private long forwards;
  private long notServed;
  private long excluded;
  private long errors;
  private long fallbacks;
  private long generated;
  private long contentBytes;

  /** An entry that is a file of its own. */
  void file(long sizeBytes) {
    files++;
    contentBytes += sizeBytes;
  }

  /** A redirect that is served as a file. */
  void alias() {
    aliases++;
  }

  /** A redirect that is served by a page that forwards, or by a line of {@code _redirects}. */
  void forward() {
    forwards++;
  }

  /** A redirect that the tree does not serve. */
  void notServed() {
    notServed++;
  }

  /** An entry outside the tree. */
  void excluded() {
    excluded++;
  }

  /** An entry that could not be processed. */
  void error() {
    errors++;
  }

  /** A file that shows less than its page, since that could not be rendered. */
  void fallback() {
    fallbacks++;
  }

  /** A file that the build makes. */
  void generated(long sizeBytes) {
    generated++;
    contentBytes += sizeBytes;
  }

  /** The counts, but those of blocks. */
  Counts counts(LinkCounts links) {
    return new Counts(
        files,
        aliases,
        forwards,
        notServed,
        excluded,
        errors,
        fallbacks,
        generated,
        contentBytes,
        0,
        0,
        0,
        0,
        links);
  }
}
