package org.wikimill.pipeline.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.Store;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.manifest.Json;
import org.wikimill.pipeline.manifest.Manifest;

/**
 * What publications of a build left for later: when each node's copy was proven, and how. Written
 * beside the build's manifest, as {@code publish.json}; nothing in it decides what a publication
 * does but whether a sample suffices.
 *
 * @param root the root that this is about
 * @param copies by node, in the order in which they were first met
 */
public record PublishRecord(String root, List<Copy> copies) {

  /**
   * A node's copy.
   *
   * @param node its name
   * @param peerId its identity: another one under the same name is another copy
   * @param failureDomain what fails together with it
   * @param proven the last time that all of it was read and found good; null if never
   * @param sampled the last sample since then; null if there was none
   * @param lacking the last time that something was not there; null if that is not the last word
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Copy(
      String node,
      String peerId,
      String failureDomain,
      Proven proven,
      Sampled sampled,
      Lacking lacking) {}

  /**
   * A full proof.
   *
   * @param at when, in UTC
   * @param amount the blocks that were read
   */
  public record Proven(String at, Amount amount) {}

  /**
   * A proof by sample: with that confidence, fewer blocks than {@code lackingBelow} are lacking.
   *
   * @param at when, in UTC
   * @param blocks how many were read
   * @param seed decided which
   */
  public record Sampled(String at, long blocks, long lackingBelow, double confidence, long seed) {}

  /**
   * A proof that failed.
   *
   * @param at when, in UTC
   */
  public record Lacking(String at, long missing, long damaged) {}

  /** The record in a build's folder; an empty one if there is none of this root. */
  public static PublishRecord in(Store store, String root) throws IOException {
    if (store.exists(Manifest.PUBLISH_NAME)) {
      PublishRecord record = Json.read(store, Manifest.PUBLISH_NAME, PublishRecord.class);
      if (root.equals(record.root) && record.copies != null) {
        return record;
      }
    }
    return new PublishRecord(root, List.of());
  }

  /** Writes it, in place of the one before. */
  public void write(Store store) throws IOException {
    Json.write(store, Manifest.PUBLISH_NAME, this);
  }

  /** What is known of the copy of a node with that identity. */
  public Optional<Copy> of(String peerId) {
    return copies.stream().filter(copy -> peerId.equals(copy.peerId)).findFirst();
  }

  /** The same with this in place of what was known of that node. */
  PublishRecord with(Copy copy) {
    List<Copy> changed = new ArrayList<>(copies);
    changed.removeIf(other -> copy.peerId.equals(other.peerId));
    int at = (int) copies.stream().takeWhile(c -> !copy.peerId.equals(c.peerId)).count();
    changed.add(Math.min(at, changed.size()), copy);
    return new PublishRecord(root, List.copyOf(changed));
  }

  /** The same without that node. */
  PublishRecord without(String peerId) {
    return new PublishRecord(
        root, copies.stream().filter(copy -> !peerId.equals(copy.peerId)).toList());
  }
}
