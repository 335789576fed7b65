package org.wikimill.connectors.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class SortedShuffleSparkTest {
  private static final int PARTITIONS = 3;

  private static JavaSparkContext spark;

  @BeforeAll
  static void open() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                // So few rows that sorting them spills many times.
                .set("spark.shuffle.spill.numElementsForceSpillThreshold", "500"));
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  /** By the last byte of the key; an empty key goes first. */
  private static final Destinations BY_LAST_BYTE =
      new Destinations(
          PARTITIONS, key -> key.length == 0 ? 0 : (key[key.length - 1] & 0xff) % PARTITIONS);

  @Test
  void rowsArriveWhereTheyBelongInTheUnsignedOrderOfTheirKeys() {
    List<Tuple2<byte[], byte[]>> rows = rows();
    List<List<String>> expected = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      int partition = p;
      expected.add(
          rows.stream()
              .filter(row -> BY_LAST_BYTE.rule().partition(row._1) == partition)
              .sorted((a, b) -> Arrays.compareUnsigned(a._1, b._1))
              .map(SortedShuffleSparkTest::text)
              .toList());
    }
    for (int slices : new int[] {1, 4}) {
      Collections.shuffle(rows, new Random(slices));
      assertThat(
              SortedShuffle.of("test", spark.parallelizePairs(rows, slices), BY_LAST_BYTE)
                  .map(SortedShuffleSparkTest::text)
                  .glom()
                  .collect())
          .isEqualTo(expected);
    }
  }

  @Test
  void noRowsAreNoRowsInEachPartition() {
    assertThat(
            SortedShuffle.of("test", spark.parallelizePairs(List.of(), 2), BY_LAST_BYTE)
                .map(SortedShuffleSparkTest::text)
                .glom()
                .collect())
        .hasSize(PARTITIONS)
        .allMatch(List::isEmpty);
  }

  /** Keys that are all different, the empty one among them, and values of none to many bytes. */
  private static List<Tuple2<byte[], byte[]>> rows() {
    Random random = new Random(4);
    List<Tuple2<byte[], byte[]>> rows = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      byte[] key = i == 0 ? new byte[0] : new byte[] {(byte) (i >> 5), (byte) i, (byte) (i >> 13)};
      byte[] value = new byte[i % 11 == 0 ? 0 : random.nextInt(60)];
      random.nextBytes(value);
      rows.add(SortedShuffle.row(i > 0 && i < 256 ? new byte[] {(byte) i} : key, value));
    }
    return rows;
  }

  private static String text(Tuple2<byte[], byte[]> row) {
    return HexFormat.of().formatHex(row._1) + " " + HexFormat.of().formatHex(row._2);
  }
}
