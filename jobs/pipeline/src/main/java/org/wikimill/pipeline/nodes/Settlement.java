package org.wikimill.pipeline.nodes;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.node.NodeException.Kind;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.nodes.WriteCheck.Extent;
import org.wikimill.pipeline.rows.Delivery.Failure;
import org.wikimill.pipeline.rows.Delivery.Severity;
import org.wikimill.pipeline.rows.DeliveryException;
import org.wikimill.pipeline.rows.Output;

/**
 * The end of a build in nodes: what they confirmed is asked for, then the root is pinned by the
 * node that holds it.
 *
 * <p>The pin walks all of the tree, and fetches from the others what they were given: when it is
 * set, one node has every block, protected.
 */
public final class Settlement {
  private final JavaSparkContext spark;
  private final LiveNodes nodes;
  private final Extent extent;
  private final Consumer<String> notices;

  /**
   * @param extent how many blocks are asked for before the pin
   * @param notices is told where the root is pinned
   */
  public Settlement(
      JavaSparkContext spark, LiveNodes nodes, Extent extent, Consumer<String> notices) {
    this.spark = spark;
    this.nodes = nodes;
    this.extent = extent;
    this.notices = notices;
  }

  /**
   * Asks and pins.
   *
   * @param rootRows the row file of the partition whose node pins
   * @throws DeliveryException if a node failed: then partitions are to be written again
   */
  public void settle(Output output, Cid root, String rootRows) throws IOException {
    WriteCheck.run(spark, output, extent);
    KuboClient client = nodes.client(output.summary(rootRows).node());
    try {
      nodes.reconnect();
      pin(client, output, root);
    } catch (NodeException e) {
      if (e.kind() == Kind.TIMEOUT) {
        WriteCheck.run(spark, output, Extent.ALL); // one of them lacks what it confirmed?
      }
      throw new DeliveryException(List.of(new Failure(e.node(), e.getMessage(), Severity.PASSING)));
    }
    notices.accept("pinned on node " + client.node());
  }

  private static void pin(KuboClient client, Output output, Cid root) throws IOException {
    client.pins().add(root, output.snapshot(), client.node().timeouts().idle(), blocks -> {});
  }
}
