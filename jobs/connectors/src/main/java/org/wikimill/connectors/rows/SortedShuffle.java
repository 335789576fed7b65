package org.wikimill.connectors.rows;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.rdd.ShuffledRDD;
import scala.Tuple2;
import scala.math.Ordering;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The one way in which rows travel: to the partition that an explicit partitioner names, sorted
 * there by the unsigned bytes of their keys.
 *
 * <p>The sort spills to disk. Neither sampling nor adaptive execution has a say in where a row
 * goes, so what a partition holds follows from the rows alone.
 */
public final class SortedShuffle {
  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  private SortedShuffle() {}

  /** Rows of {@code rows}, moved and sorted. */
  public static JavaPairRDD<byte[], byte[]> of(
      String name, JavaPairRDD<byte[], byte[]> rows, Destinations destinations) {
    ShuffledRDD<byte[], byte[], byte[]> shuffled =
        new ShuffledRDD<>(rows.rdd(), new ByKey(destinations), BYTES, BYTES, BYTES);
    shuffled.setSerializer(new PairSerializer());
    shuffled.setKeyOrdering(new UnsignedBytes());
    shuffled.setName(name);
    return JavaPairRDD.<byte[], byte[]>fromRDD(shuffled, BYTES, BYTES);
  }

  /** A row: a key and a value. */
  public static Tuple2<byte[], byte[]> row(byte[] key, byte[] value) {
    return new Tuple2<>(key, value);
  }

  private static final class ByKey extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final Destinations destinations;

    ByKey(Destinations destinations) {
      this.destinations = destinations;
    }

    @Override
    public int numPartitions() {
      return destinations.partitions();
    }

    @Override
    public int getPartition(Object key) {
      return destinations.rule().partition((byte[]) key);
    }
  }

  private static final class UnsignedBytes implements Ordering<byte[]>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(byte[] a, byte[] b) {
      return Arrays.compareUnsigned(a, b);
    }
  }
}
