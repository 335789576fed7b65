package org.wikimill.pipeline.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wikimill.pipeline.doctor.Finding.Severity;

/** Rules about where a node keeps its blocks. */
final class StorageRules {
  /** From here on Kubo's documentation asks for more folders. */
  private static final long MANY_BLOCKS = 5_000_000;

  /** Room for file systems' own needs: blocks are files, and many are shorter than a page. */
  private static final double DISK_BY_BYTES = 1.15;

  private final NodeFacts node;
  private final Load load;
  private final List<Finding> findings = new ArrayList<>();

  StorageRules(NodeFacts node, Load load) {
    this.node = node;
    this.load = load;
  }

  List<Finding> findings() {
    store(node.setting("Datastore.Spec"), "/");
    room();
    collection();
    if (node.setting("Datastore.HashOnRead").asBoolean(false)) {
      add(
          Severity.HURTS,
          "Datastore.HashOnRead is true",
          "every block is hashed whenever it is read",
          "ipfs config --json Datastore.HashOnRead false");
    }
    long filter = node.setting("Datastore.BloomFilterSize").asLong(0);
    if (filter < load.blocks()) {
      add(
          Severity.HURTS,
          "Datastore.BloomFilterSize is " + filter,
          "each peer that asks for a block that it has not costs a look at the disk",
          "ipfs config --json Datastore.BloomFilterSize " + filterBytes());
    }
    return findings;
  }

  /** A power of two, as Kubo takes no other, with at least 1.3 bytes for a block. */
  private long filterBytes() {
    return Long.highestOneBit(Math.max(2, load.blocks() * 13 / 10) - 1) << 1;
  }

  /** What holds blocks: of mounts the one at {@code /blocks}, else that at the root. */
  private void store(JsonNode spec, String mountPoint) {
    String type = spec.path("type").asText("");
    switch (type) {
      case "mount" -> {
        for (JsonNode mount : spec.path("mounts")) {
          store(mount, mount.path("mountpoint").asText("/"));
        }
      }
      case "measure", "log" -> store(spec.path("child"), mountPoint);
      case "badgerds" ->
          add(
              Severity.BREAKS,
              "the datastore is badger",
              "it takes more memory the more it holds, until it does not open any more",
              "make a new repository: ipfs init --profile=flatfs");
      case "levelds" -> {
        if (mountPoint.equals("/blocks") || isWholeStore()) {
          add(
              Severity.BREAKS,
              "blocks are in LevelDB",
              "it writes each block many times",
              "make a new repository: ipfs init --profile=flatfs");
        }
      }
      case "flatfs" -> flatfs(spec);
      default -> {} // pebble, or one that nothing is known about
    }
  }

  private boolean isWholeStore() {
    return !node.setting("Datastore.Spec.type").asText("").equals("mount");
  }

  private void flatfs(JsonNode spec) {
    if (spec.path("sync").asBoolean(true)) {
      add(
          Severity.HURTS,
          "flatfs syncs every write",
          "an import waits for the disk at each block",
          "set \"sync\": false in Datastore.Spec; the file datastore_spec does not mention it");
    }
    String shards = spec.path("shardFunc").asText("");
    if (shards.endsWith("next-to-last/2") && load.blocks() > MANY_BLOCKS) {
      add(
          Severity.HURTS,
          "flatfs shards by next-to-last/2",
          String.format(
              Locale.ROOT, "each of 1,024 folders will hold %,d files", load.blocks() / 1024),
          "make a new repository with next-to-last/3: it cannot be changed later");
    }
  }

  private void room() {
    double needed = load.bytes() * DISK_BY_BYTES;
    if (node.freeBytes().isPresent() && node.freeBytes().getAsLong() < needed) {
      add(
          Severity.BREAKS,
          String.format(
              Locale.ROOT, "%,d bytes are free on its disk", node.freeBytes().getAsLong()),
          String.format(Locale.ROOT, "it is to hold %,d bytes more", load.bytes()),
          "a larger disk");
    }
  }

  /** Whether the daemon was started with {@code --enable-gc} cannot be asked. */
  private void collection() {
    boolean never = node.setting("Datastore.GCPeriod").asText("1h").matches("0[a-z]*");
    if (!never && node.repoBytes() + load.bytes() > node.storageMaxBytes()) {
      add(
          Severity.HURTS,
          String.format(Locale.ROOT, "Datastore.StorageMax is %,d bytes", node.storageMaxBytes()),
          "if it was started with --enable-gc, it collects again and again, and what is being"
              + " imported is not pinned yet",
          String.format(
              Locale.ROOT,
              "ipfs config Datastore.StorageMax %dGB",
              (long) Math.ceil((node.repoBytes() + load.bytes()) * 1.3 / 1e9)),
          "or, until all is pinned: ipfs config Datastore.GCPeriod 0s");
    }
  }

  private void add(Severity severity, String what, String why, String... remedies) {
    findings.add(new Finding(severity, what, why, List.of(remedies)));
  }
}
