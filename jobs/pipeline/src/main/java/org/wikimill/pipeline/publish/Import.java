package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.delta.BlockCopy;
import org.wikimill.pipeline.delta.BlockJoin;
import org.wikimill.pipeline.delta.BuildBlocks;
import org.wikimill.pipeline.delta.HeldBlock;
import org.wikimill.pipeline.delta.Holdings;
import org.wikimill.pipeline.manifest.FinishedBuild;
import scala.Tuple2;

/**
 * The jobs that find what nodes lack of a build, and send it to them.
 *
 * <p>One task lists one node, or takes for granted what a build before has; the lists meet the
 * build's table of blocks in a shuffle. Then a few tasks for each node read the CARs from front to
 * back and send what it lacks.
 */
final class Import {
  private final JavaSparkContext spark;
  private final FinishedBuild build;
  private final List<NodeAddress> nodes;
  private final int lanes;
  private JavaRDD<byte[]> blocks;

  /**
   * An import that has not begun.
   *
   * @param lanes how many CARs a node is sent at once
   */
  Import(JavaSparkContext spark, FinishedBuild build, List<NodeAddress> nodes, int lanes) {
    this.spark = spark;
    this.build = build;
    this.nodes = new ArrayList<>(nodes);
    this.lanes = lanes;
  }

  /**
   * Where what nodes have is known from.
   *
   * @param build a build that some of them have
   * @param nodes those, by number
   */
  record Known(FinishedBuild build, List<Integer> nodes) {}

  /**
   * Finds what each node has.
   *
   * @param known nodes that are not asked; null to ask all
   * @param notices is told of nodes whose listing broke off
   */
  Holdings compare(Known known, Consumer<String> notices) {
    spark.setCallSite("import: list what nodes have");
    CollectionAccumulator<String> broken = spark.sc().collectionAccumulator("broken listings");
    List<JavaPairRDD<byte[], byte[]>> held = new ArrayList<>();
    List<Integer> asked = new ArrayList<>(IntStream.range(0, nodes.size()).boxed().toList());
    if (known != null) {
      asked.removeAll(known.nodes());
      held.add(BlockJoin.held(spark, known.build(), bits(known.nodes())));
    }
    held.add(listings(asked, broken));
    blocks = BlockJoin.of(spark, build, held);
    Holdings holdings = Holdings.count(blocks, nodes.size());
    broken.value().stream().sorted().distinct().forEach(notices);
    spark.clearCallSite();
    return holdings;
  }

  private static long bits(List<Integer> numbers) {
    return numbers.stream().mapToLong(number -> 1L << number).reduce(0, (a, b) -> a | b);
  }

  private JavaPairRDD<byte[], byte[]> listings(
      List<Integer> numbers, CollectionAccumulator<String> broken) {
    List<NodeAddress> addresses = nodes;
    return spark
        .parallelize(numbers, Math.max(1, numbers.size()))
        .flatMapToPair(number -> new NodeListing(addresses.get(number), 1L << number, broken));
  }

  /**
   * What became of the blocks for one node.
   *
   * @param node its number
   * @param sent what it confirmed
   * @param failure why it was given up; null if it was not
   */
  record Sent(int node, Amount sent, String failure) implements java.io.Serializable {}

  /** Sends each node what it lacks by {@link #compare}; a node that fails does not stop others. */
  List<Sent> send() {
    spark.setCallSite("import: send what nodes lack");
    Store store = build.store();
    List<String> shards = BuildBlocks.shards(build);
    List<NodeAddress> addresses = nodes;
    List<Sent> sent =
        lacked().mapPartitions(rows -> send(rows, addresses, store, shards)).collect();
    spark.clearCallSite();
    return sent;
  }

  /** By node and lane, in each by place. */
  private JavaPairRDD<byte[], byte[]> lacked() {
    int count = nodes.size();
    int perNode = lanes;
    JavaPairRDD<byte[], byte[]> rows = blocks.mapPartitionsToPair(of -> new Lacked(of, count));
    return SortedShuffle.of(
        "blocks by node and place",
        rows,
        new Destinations(count * perNode, key -> lane(new RowReader(key), perNode)));
  }

  private static int lane(RowReader key, int perNode) {
    return key.fixedInt() * perNode + key.fixedInt() % perNode;
  }

  private static Iterator<Sent> send(
      Iterator<Tuple2<byte[], byte[]>> rows,
      List<NodeAddress> nodes,
      Store store,
      List<String> shards)
      throws IOException {
    if (!rows.hasNext()) {
      return List.<Sent>of().iterator();
    }
    Copies copies = new Copies(rows);
    String failure = null;
    try (KuboClient client = new KuboClient(nodes.get(copies.node()));
        BuildBlocks blocks = new BuildBlocks(store, shards)) {
      CarSender sender = new CarSender(client, blocks);
      try {
        sender.send(copies);
      } catch (NodeException e) {
        failure = e.getMessage();
      }
      return List.of(new Sent(copies.node(), sender.sent(), failure)).iterator();
    }
  }

  /** A row for each node that lacks a block. */
  private static final class Lacked extends RowPump {
    private final Iterator<byte[]> blocks;
    private final int nodes;
    private final RowWriter key = new RowWriter();

    Lacked(Iterator<byte[]> blocks, int nodes) {
      this.blocks = blocks;
      this.nodes = nodes;
    }

    @Override
    protected boolean step() {
      if (!blocks.hasNext()) {
        return false;
      }
      byte[] row = blocks.next();
      HeldBlock block = BlockJoin.decode(row);
      for (int node = 0; node < nodes; node++) {
        if (!block.isWith(node)) {
          BlockCopy copy = block.copy();
          key.clear().fixedInt(node).fixedInt(copy.shard()).fixedLong(copy.offset());
          emit(key.toBytes(), row);
        }
      }
      return true;
    }
  }

  /** The blocks of rows that are all for one node. */
  private static final class Copies implements Iterator<BlockCopy> {
    private final Iterator<Tuple2<byte[], byte[]>> rows;
    private final int node;
    private Tuple2<byte[], byte[]> next;

    Copies(Iterator<Tuple2<byte[], byte[]>> rows) {
      this.rows = rows;
      this.next = rows.next();
      this.node = new RowReader(next._1).fixedInt();
    }

    int node() {
      return node;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public BlockCopy next() {
      if (next == null) {
        throw new java.util.NoSuchElementException();
      }
      BlockCopy copy = BlockJoin.decode(next._2).copy();
      next = rows.hasNext() ? rows.next() : null;
      return copy;
    }
  }
}
