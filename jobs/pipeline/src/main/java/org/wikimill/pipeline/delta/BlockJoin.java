package org.wikimill.pipeline.delta;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.BlockRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;
import scala.Tuple2;

/**
 * The blocks of a build, each once, joined by multihash with what others have.
 *
 * <p>Table {@code blocks} and the lists of all holders meet in one shuffle on disk; nobody is asked
 * for a single block, and nothing is held in memory but one row.
 */
public final class BlockJoin {
  /** The most holders that are told apart: bits of a number that is not negative. */
  public static final int MAX_HOLDERS = 62;

  private static final int COPY = 0;
  private static final int HELD = 1;
  private static final long ROWS_PER_PARTITION = 1 << 20;
  private static final int MAX_PARTITIONS = 4096;

  private BlockJoin() {}

  /** A row of something that holders have; {@code holders} as in {@link HeldBlock}. */
  public static Tuple2<byte[], byte[]> held(Cid cid, long holders) {
    return SortedShuffle.row(cid.multihash(), heldValue(holders));
  }

  /** The value of such a row. */
  public static byte[] heldValue(long holders) {
    return new RowWriter().byteValue(HELD).varint(holders).toBytes();
  }

  /** Everything in a build, as what holders have. */
  public static JavaPairRDD<byte[], byte[]> held(
      JavaSparkContext spark, FinishedBuild build, long holders) {
    byte[] value = heldValue(holders);
    return rows(spark, build, (row, out) -> out.row(row.cid().multihash(), value));
  }

  /** The blocks of a build, in no order, as {@link #decode} reads them. */
  public static JavaRDD<byte[]> of(
      JavaSparkContext spark, FinishedBuild build, List<JavaPairRDD<byte[], byte[]>> held) {
    JavaPairRDD<byte[], byte[]> rows = copies(spark, build);
    for (JavaPairRDD<byte[], byte[]> of : held) {
      rows = rows.union(of);
    }
    long bySize = build.manifest().counts().blocks() / ROWS_PER_PARTITION + 1;
    int partitions = (int) Math.min(MAX_PARTITIONS, Math.max(bySize, spark.defaultParallelism()));
    return SortedShuffle.of(
            "blocks by multihash", rows, Destinations.byHash(partitions, multihash -> multihash))
        .mapPartitions(sorted -> values(new Groups(sorted)));
  }

  /** A block that {@link #of} made. */
  public static HeldBlock decode(byte[] row) {
    try {
      return HeldBlock.decode(row);
    } catch (MalformedInputException e) {
      throw new IllegalStateException("a row of our own", e);
    }
  }

  private static JavaPairRDD<byte[], byte[]> copies(JavaSparkContext spark, FinishedBuild build) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> shards = BuildBlocks.shards(build);
    for (int i = 0; i < shards.size(); i++) {
      numbers.put(shards.get(i), i);
    }
    String location = build.store().location();
    return rows(
        spark,
        build,
        (row, out) -> {
          boolean inNodes = numbers.isEmpty() && row.shard().isEmpty();
          Integer shard = inNodes ? Integer.valueOf(BlockCopy.IN_NO_CAR) : numbers.get(row.shard());
          if (shard == null) {
            throw new MalformedInputException(
                "row of a block", location, -1, "a CAR of the manifest", row.shard());
          }
          RowWriter value = new RowWriter().byteValue(COPY);
          new BlockCopy(row.cid(), shard, row.offset(), row.lengthBytes()).write(value);
          out.row(row.cid().multihash(), value.toBytes());
        });
  }

  /** What becomes of a row of table {@code blocks}. */
  private interface Use extends java.io.Serializable {
    void of(BlockRow row, Out out) throws IOException;
  }

  private interface Out {
    void row(byte[] key, byte[] value);
  }

  /** One task reads one part of table {@code blocks}. */
  private static JavaPairRDD<byte[], byte[]> rows(
      JavaSparkContext spark, FinishedBuild build, Use use) {
    Store store = build.store();
    List<String> parts = build.parts(Tables.BLOCKS).stream().map(FileFact::name).toList();
    return spark
        .parallelize(parts, Math.max(1, parts.size()))
        .flatMapToPair(part -> new Part(store, part, use));
  }

  private static final class Part extends RowPump {
    private final TableReader<BlockRow> rows;
    private final Use use;

    Part(Store store, String part, Use use) throws IOException {
      this.rows = TableReader.open(store.open(part), Tables.BLOCKS);
      this.use = use;
    }

    @Override
    protected boolean step() throws IOException {
      Optional<BlockRow> row = rows.next();
      if (row.isEmpty()) {
        rows.close();
        return false;
      }
      use.of(row.get(), this::emit);
      return true;
    }
  }

  private static Iterator<byte[]> values(RowPump rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public byte[] next() {
        return rows.next()._2;
      }
    };
  }

  /** Makes one row of all that have one multihash; none of those that the build has not. */
  private static final class Groups extends RowPump {
    private final Iterator<Tuple2<byte[], byte[]>> rows;
    private final RowWriter out = new RowWriter();
    private byte[] multihash;
    private BlockCopy copy;
    private long holders;

    Groups(Iterator<Tuple2<byte[], byte[]>> rows) {
      this.rows = rows;
    }

    @Override
    protected boolean step() throws IOException {
      if (!rows.hasNext()) {
        end();
        return false;
      }
      Tuple2<byte[], byte[]> row = rows.next();
      if (!Arrays.equals(multihash, row._1)) {
        end();
        multihash = row._1;
      }
      RowReader in = new RowReader(row._2);
      if (in.byteValue() == HELD) {
        holders |= in.varint();
      } else {
        BlockCopy next = BlockCopy.read(in);
        copy = copy == null || next.isBefore(copy) ? next : copy;
      }
      return true;
    }

    private void end() {
      if (copy != null) {
        emit(multihash, new HeldBlock(copy, holders).encode(out));
      }
      copy = null;
      holders = 0;
    }
  }
}
