package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wikimill.connectors.node.CarImport;
import org.wikimill.connectors.node.CarImport.Imported;
import org.wikimill.connectors.node.CarImport.Roots;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.delta.BlockCopy;
import org.wikimill.pipeline.delta.BuildBlocks;

/**
 * Sends blocks of a build to one node, in CARs of bounded length: each is confirmed before the next
 * is begun, and sent again, a few times, if it is not.
 */
final class CarSender {
  /** What is sent again at most if a node breaks off. */
  private static final long MAX_BATCH_BYTES = 256L << 20;

  private static final int MAX_BATCH_BLOCKS = 1 << 14;
  private static final List<Long> PAUSES_MILLIS = List.of(1_000L, 4_000L);

  private final KuboClient node;
  private final BuildBlocks blocks;
  private Amount sent = Amount.NONE;

  CarSender(KuboClient node, BuildBlocks blocks) {
    this.node = node;
    this.blocks = blocks;
  }

  /**
   * Sends all.
   *
   * @throws NodeException if the node takes no more
   * @throws MalformedInputException if the build is damaged
   */
  void send(Iterator<BlockCopy> copies) throws IOException {
    List<BlockCopy> batch = new ArrayList<>();
    long bytes = 0;
    while (copies.hasNext()) {
      BlockCopy copy = copies.next();
      batch.add(copy);
      bytes += copy.lengthBytes();
      if (bytes >= MAX_BATCH_BYTES || batch.size() == MAX_BATCH_BLOCKS) {
        persistently(batch);
        batch.clear();
        bytes = 0;
      }
    }
    if (!batch.isEmpty()) {
      persistently(batch);
    }
  }

  /** What the node has confirmed. */
  Amount sent() {
    return sent;
  }

  private void persistently(List<BlockCopy> batch) throws IOException {
    for (long pause : PAUSES_MILLIS) {
      try {
        once(batch);
        return;
      } catch (NodeException e) {
        if (e.kind() == NodeException.Kind.REFUSED) {
          throw e;
        }
        Pauses.sleep(pause);
      }
    }
    once(batch);
  }

  private void once(List<BlockCopy> batch) throws IOException {
    long bytes = 0;
    try (CarImport upload = node.importCar(Roots.UNPINNED)) {
      CarWriter car = new CarWriter(upload, List.of(Cid.IDENTITY_EMPTY));
      for (BlockCopy copy : batch) {
        byte[] block = blocks.read(copy);
        car.put(copy.cid(), block, 0, block.length);
        bytes += block.length;
      }
      Imported confirmed = upload.finish();
      if (confirmed.blocks() != batch.size() || confirmed.bytes() != bytes) {
        throw new NodeException(
            node.node().name(),
            "dag/import",
            NodeException.Kind.MALFORMED,
            "confirmed "
                + confirmed.blocks()
                + " blocks of "
                + confirmed.bytes()
                + " bytes, not the "
                + batch.size()
                + " of "
                + bytes
                + " that were sent",
            null);
      }
    }
    sent = sent.plus(batch.size(), bytes);
  }
}
