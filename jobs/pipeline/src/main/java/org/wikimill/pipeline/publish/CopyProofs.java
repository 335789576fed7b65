package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.publish.PublishRecord.Copy;
import org.wikimill.pipeline.publish.PublishRecord.Lacking;
import org.wikimill.pipeline.publish.PublishRecord.Proven;
import org.wikimill.pipeline.publish.PublishRecord.Sampled;

/**
 * Proves the copies of nodes, and keeps the record of it.
 *
 * <p>A copy is read in full, unless the record says that it was before and a sample is asked for; a
 * sample that finds anything lacking is followed by a full proof.
 */
final class CopyProofs {
  private final JavaSparkContext spark;
  private final Subject subject;
  private final PublishSettings settings;
  private final Clock clock;
  private PublishRecord record;

  CopyProofs(JavaSparkContext spark, Subject subject, PublishSettings settings, Clock clock) {
    this.spark = spark;
    this.subject = subject;
    this.settings = settings;
    this.clock = clock;
  }

  void of(List<NodeCopy> nodes) throws IOException {
    Optional<Store> store = subject.records();
    record =
        store.isPresent()
            ? PublishRecord.in(store.get(), subject.root().toString())
            : new PublishRecord(subject.root().toString(), List.of());
    List<NodeCopy> sampled = new ArrayList<>();
    if (settings.sample().isPresent()) {
      for (NodeCopy node : nodes) {
        if (record.of(node.peerId()).filter(c -> isFull(c)).isPresent()) {
          sampled.add(node);
        }
      }
    }
    List<NodeCopy> full = new ArrayList<>(nodes);
    full.removeAll(sample(sampled));
    prove(full);
    if (store.isPresent() && !nodes.isEmpty()) {
      record.write(store.get());
    }
  }

  private static boolean isFull(Copy copy) {
    return copy.proven() != null && copy.lacking() == null;
  }

  private void prove(List<NodeCopy> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    List<CopyProof> proofs =
        new Proof(spark, addresses(nodes), subject.blocks()).run(subject.root());
    for (int i = 0; i < nodes.size(); i++) {
      CopyProof proof = proofs.get(i);
      NodeCopy node = nodes.get(i);
      node.proven(proof, null);
      if (proof.isFull()) {
        remember(node, new Proven(now(), proof.has()), null, null);
      } else if (proof.failure() == null) {
        Lacking lacking = new Lacking(now(), proof.missing(), proof.damaged());
        remember(node, null, null, lacking);
      }
    }
  }

  /** Reads a sample from nodes; those that gave all of it. */
  private List<NodeCopy> sample(List<NodeCopy> nodes) {
    List<NodeCopy> good = new ArrayList<>();
    if (nodes.isEmpty()) {
      return good;
    }
    PublishSettings.Sample how = settings.sample().orElseThrow();
    List<Cid> drawn = BlockSample.draw(spark, subject.build().orElseThrow(), how);
    List<CopyProof> proofs = new Proof(spark, addresses(nodes), drawn.size()).run(drawn);
    for (int i = 0; i < nodes.size(); i++) {
      NodeCopy node = nodes.get(i);
      if (proofs.get(i).isFull()) {
        Proven before = record.of(node.peerId()).orElseThrow().proven();
        Sampled sampled = sampled(before.amount(), drawn.size(), how);
        node.proven(proofs.get(i), sampled);
        remember(node, before, sampled, null);
        good.add(node);
      }
    }
    return good;
  }

  private Sampled sampled(Amount all, int blocks, PublishSettings.Sample how) {
    long looked = Math.min(blocks, all.blocks());
    long bound = Confidence.lackingBelow(all.blocks(), looked, how.confidence());
    return new Sampled(now(), blocks, bound, how.confidence(), how.seed());
  }

  private void remember(NodeCopy node, Proven proven, Sampled sampled, Lacking lacking) {
    NodeAddress address = node.address();
    record =
        record.with(
            new Copy(
                address.name(), node.peerId(), address.failureDomain(), proven, sampled, lacking));
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static List<NodeAddress> addresses(List<NodeCopy> nodes) {
    return nodes.stream().map(NodeCopy::address).toList();
  }
}
