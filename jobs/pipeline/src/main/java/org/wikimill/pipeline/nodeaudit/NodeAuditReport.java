package org.wikimill.pipeline.nodeaudit;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.List;
import org.wikimill.pipeline.delta.Amount;

/**
 * What came of holding a node against the index of a build.
 *
 * @param sound whether every block that was looked at is there and hashes to its CID
 * @param snapshot the build's name
 * @param root the build's root
 * @param all the blocks of the build
 * @param good those that the node gave, each hashed
 * @param missing how many it has not
 * @param tampered of how many it gave other bytes
 * @param sample what a sample says; null if all blocks were looked at
 * @param files how many files lack a block, or have a tampered one
 * @param directories how many directories do
 * @param unplaced such blocks of which no CAR tells where in the tree they belong
 * @param paths the first of these files and directories, by path
 * @param failure why the node could not be asked to the end; null if it could
 */
@JsonInclude(NON_NULL)
public record NodeAuditReport(
    boolean sound,
    String snapshot,
    String root,
    Amount all,
    Amount good,
    long missing,
    long tampered,
    Sampled sample,
    long files,
    long directories,
    long unplaced,
    List<HarmedPath> paths,
    String failure) {

  /** The name of the file in the folder of an audit. */
  public static final String NAME = "audit.json";

  /**
   * A random sample.
   *
   * @param blocks how many were looked at
   * @param seed decided which
   * @param confidence how sure the statement is
   * @param harmedBelow fewer than so many blocks of the build are missing or tampered; null if the
   *     sample met one
   */
  @JsonInclude(NON_NULL)
  public record Sampled(long blocks, long seed, double confidence, Long harmedBelow) {}

  /**
   * A file or directory that the node cannot show whole.
   *
   * @param path its path; empty for the root
   * @param kind file or directory
   * @param missing blocks of it that are missing
   * @param tampered blocks of it that are tampered
   * @param first the first CIDs of those
   */
  public record HarmedPath(
      String path, String kind, long missing, long tampered, List<String> first)
      implements Serializable {}
}
