package org.wikimill.pipeline.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.TreeSet;
import org.wikimill.pipeline.delta.Amount;

/**
 * What came of publishing, or would come of it.
 *
 * @param root what was published
 * @param name what people call it
 * @param outcome how far it went
 * @param copies failure domains with a proven full copy
 * @param minCopies how many there must be
 * @param path where it stands in the nodes' mutable file systems
 * @param cumulativeBytes the bytes of all its blocks, repeated ones counted each time; null if no
 *     node has a full copy
 * @param ipns the name that stands for it now; null if none was asked for
 * @param services what became of the pins at remote services
 * @param nodes what became of each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishReport(
    String root,
    String name,
    Outcome outcome,
    int copies,
    int minCopies,
    String path,
    Long cumulativeBytes,
    String ipns,
    List<RemotePins.RemotePin> services,
    List<Node> nodes) {

  /** How far a publication went. */
  public enum Outcome {
    /** Nothing was done. */
    PLANNED,
    /** There are too few copies: nothing was named or announced. */
    TOO_FEW_COPIES,
    /** It is named and announced. */
    PUBLISHED
  }

  /**
   * One node.
   *
   * @param failureDomain what fails together with it
   * @param announces what it tells the network by itself
   * @param lacked what it had not before
   * @param sent what it was sent and confirmed
   * @param pinned whether it holds the root's pin
   * @param proof what came of reading its copy
   * @param sampled what that says if it was a sample
   * @param path where the root stands in its mutable file system
   * @param note what else there is to say
   * @param failure why it was given up
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Node(
      String node,
      String failureDomain,
      String peerId,
      String version,
      String announces,
      Amount lacked,
      Amount sent,
      boolean pinned,
      CopyProof proof,
      PublishRecord.Sampled sampled,
      String path,
      String note,
      String failure) {

    boolean isFull() {
      return failure == null && pinned && proof != null && proof.isFull();
    }
  }

  /** How many failure domains have a full copy. */
  static int copies(List<Node> nodes) {
    TreeSet<String> domains = new TreeSet<>();
    nodes.stream().filter(Node::isFull).forEach(node -> domains.add(node.failureDomain()));
    return domains.size();
  }

  /** Whether a node or a service was given up. */
  public boolean hasFailures() {
    return nodes.stream().anyMatch(node -> node.failure() != null)
        || services.stream().anyMatch(RemotePins.RemotePin::hasFailed);
  }

  /** What others run to hold a part: what they read of it stays. */
  public String lazyCommand() {
    return "ipfs files cp -p /ipfs/" + root + " " + path;
  }

  /** What others run to hold all of it. */
  public String fullCommand() {
    return "ipfs pin add --progress --name wikimill/" + name + " " + root;
  }
}
