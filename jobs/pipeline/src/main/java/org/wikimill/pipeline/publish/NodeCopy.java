package org.wikimill.pipeline.publish;

import java.io.Closeable;
import java.io.IOException;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.pipeline.delta.Amount;

/** One node while something is published to it. Lives on the driver. */
final class NodeCopy implements Closeable {
  private final NodeAddress address;
  private final KuboClient client;
  private String peerId;
  private String version;
  private String announces;
  private Amount lacked;
  private Amount sent = Amount.NONE;
  private boolean pinned;
  private CopyProof proof;
  private PublishRecord.Sampled sampled;
  private String path;
  private String failure;
  private String note;

  NodeCopy(NodeAddress address) throws NodeException {
    this.address = address;
    this.client = new KuboClient(address);
  }

  /** Something to do with a node. */
  @FunctionalInterface
  interface Step {
    void take(KuboClient client) throws IOException;
  }

  /** Takes a step unless the node has failed before; if it fails now, that is remembered. */
  void attempt(Step step) throws IOException {
    if (failure == null) {
      try {
        step.take(client);
      } catch (NodeException e) {
        fail(e.getMessage());
      }
    }
  }

  NodeAddress address() {
    return address;
  }

  boolean works() {
    return failure == null;
  }

  String failure() {
    return failure;
  }

  void fail(String why) {
    failure = failure == null ? why : failure;
  }

  void met(String itsPeerId, String itsVersion, String itAnnounces) {
    peerId = itsPeerId;
    version = itsVersion;
    announces = itAnnounces;
  }

  String peerId() {
    return peerId;
  }

  /** What it lacked when it was first asked. */
  void lacks(Amount amount) {
    lacked = lacked == null ? amount : lacked;
  }

  void confirms(Amount amount) {
    sent = sent.plus(amount);
  }

  void pinned() {
    pinned = true;
  }

  boolean isPinned() {
    return pinned;
  }

  void proven(CopyProof result, PublishRecord.Sampled sample) {
    proof = result;
    sampled = sample;
    if (result.failure() != null) {
      fail(result.failure());
    }
  }

  /** Whether its copy is pinned and proven. */
  boolean isFull() {
    return report().isFull();
  }

  void standsAt(String mfsPath) {
    path = mfsPath;
  }

  void note(String text) {
    note = text;
  }

  PublishReport.Node report() {
    return new PublishReport.Node(
        address.name(),
        address.failureDomain(),
        peerId,
        version,
        announces,
        lacked,
        sent,
        pinned,
        proof,
        sampled,
        path,
        note,
        failure);
  }

  @Override
  public void close() {
    client.close();
  }
}
