package org.wikimill.pipeline.paths;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;

/**
 * Stage {@code paths}: the places of those entries that cannot have the one that their name asks
 * for.
 *
 * <p>First every claim to a place meets every other and every directory of that name. Where a place
 * is contested, which is rare (about 16,000 times in English), all claims and directories of its
 * family of names are gathered, and served in their order. The families are broadcast to pick those
 * rows out; if there are more than {@link #MAX_BROADCAST} of them, all rows are joined instead.
 */
public final class Paths {
  /** The most families that are broadcast. A family is a path: some 100 bytes. */
  public static final int MAX_BROADCAST = 1 << 20;

  private Paths() {}

  /**
   * The exceptions: {@link PageRow#placeKey} to place, UTF-8.
   *
   * @param pages the rows of stage {@code pages}
   * @param placement which entries ask for which places
   * @param maxBroadcast {@link #MAX_BROADCAST}, or less to try the join
   */
  public static JavaPairRDD<byte[], byte[]> exceptions(
      JavaSparkContext spark,
      JavaPairRDD<byte[], byte[]> pages,
      Placement placement,
      int maxBroadcast) {
    int partitions = pages.getNumPartitions();
    JavaPairRDD<byte[], byte[]> wanted =
        pages.mapPartitionsToPair(rows -> RowPump.of(rows, new WantedPlaces(placement)));
    JavaPairRDD<byte[], byte[]> families =
        SortedShuffle.of(
                "wanted places", wanted, Destinations.byHash(partitions, WantedPlaces::place))
            .mapPartitionsToPair(ContestedPlaces::new);
    spark.setCallSite("paths: find contested places");
    List<byte[]> contested =
        families
            .filter(row -> ContestedPlaces.isContested(row._1, row._2))
            .map(row -> ContestedPlaces.family(row._1))
            .take(maxBroadcast + 1);
    if (contested.isEmpty()) {
      return JavaPairRDD.fromJavaRDD(spark.emptyRDD());
    }
    JavaPairRDD<byte[], byte[]> gathered =
        contested.size() > maxBroadcast ? families : pick(spark, families, contested);
    return SortedShuffle.of(
            "contested places", gathered, Destinations.byHash(partitions, ContestedPlaces::family))
        .mapPartitionsToPair(rows -> RowPump.of(rows, new FinalPlaces(placement.layout())));
  }

  /**
   * The place of a file that the build adds.
   *
   * @param exceptions what {@link #exceptions} gave for pages with this one among them
   */
  public static byte[] of(
      PageRow page, Placement placement, JavaPairRDD<byte[], byte[]> exceptions) {
    byte[] key = page.placeKey(new RowWriter());
    List<byte[]> places = exceptions.filter(row -> Arrays.equals(row._1, key)).values().take(1);
    return places.isEmpty() ? placement.wanted(page) : places.get(0);
  }

  private static JavaPairRDD<byte[], byte[]> pick(
      JavaSparkContext spark, JavaPairRDD<byte[], byte[]> families, List<byte[]> contested) {
    Set<Name> names = new HashSet<>();
    contested.forEach(family -> names.add(new Name(family)));
    Broadcast<Set<Name>> broadcast = spark.broadcast(names);
    return families.filter(
        row -> broadcast.value().contains(new Name(ContestedPlaces.family(row._1))));
  }
}
