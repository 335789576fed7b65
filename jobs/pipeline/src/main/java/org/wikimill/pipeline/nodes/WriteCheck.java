package org.wikimill.pipeline.nodes;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.TableReader.RowGroup;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.rows.Delivery;
import org.wikimill.pipeline.rows.Delivery.Failure;
import org.wikimill.pipeline.rows.Delivery.Severity;
import org.wikimill.pipeline.rows.DeliveryException;
import org.wikimill.pipeline.rows.Output;

/**
 * Asks each node for the blocks that it confirmed, before anyone is told of a root.
 *
 * <p>A node is asked offline: what it would have to fetch from others does not count.
 */
public final class WriteCheck {
  /** How many of a part's blocks are asked for in a sample. */
  private static final int SAMPLE = 64;

  private WriteCheck() {}

  /** How many blocks are asked for. */
  public enum Extent {
    /** Some of each partition, the same whenever it is asked. */
    SAMPLE,
    ALL
  }

  /**
   * Asks.
   *
   * @throws DeliveryException if a node does not answer, or lacks a block
   */
  public static void run(JavaSparkContext spark, Output output, Extent extent) throws IOException {
    List<Delivered> partitions = Delivered.in(output);
    if (partitions.isEmpty()) {
      return;
    }
    Delivery delivery = output.delivery();
    Store store = output.store();
    spark.setCallSite("nodes: ask for what was written");
    spark
        .parallelize(partitions, partitions.size())
        .foreach(partition -> delivery.attempt(() -> check(store, delivery, partition, extent)));
    delivery.check();
  }

  private static void check(Store store, Delivery delivery, Delivered partition, Extent extent)
      throws IOException {
    Delivery.Node node = delivery.node(partition.node());
    try (KuboClient client = new KuboClient(node.address())) {
      for (String part : partition.blocks()) {
        Optional<BlockRow> lost = firstLost(store, part, client, extent);
        if (lost.isPresent()) {
          delivery.tell(
              new Failure(
                  node.address().name(),
                  "node "
                      + node.address().name()
                      + " has lost block "
                      + lost.get().cid()
                      + ", which it had confirmed",
                  Severity.LASTING));
          return;
        }
      }
    }
  }

  private static Optional<BlockRow> firstLost(
      Store store, String part, KuboClient client, Extent extent) throws IOException {
    try (TableReader<BlockRow> rows = TableReader.open(store.open(part), Tables.BLOCKS)) {
      long count = rows.rowGroups("cid").stream().mapToLong(RowGroup::rows).sum();
      long step = extent == Extent.ALL ? 1 : Math.max(1, count / SAMPLE);
      long number = 0;
      for (Optional<BlockRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (number++ % step == 0 && !isThere(client, row.get())) {
          return row;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isThere(KuboClient client, BlockRow row) throws IOException {
    OptionalLong length = client.blockSize(row.cid());
    return length.isPresent() && length.getAsLong() == row.lengthBytes();
  }
}
