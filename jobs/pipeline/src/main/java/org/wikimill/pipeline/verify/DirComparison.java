package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.TableReader;
import org.wikimill.connectors.tables.Tables;
import scala.Tuple2;

/** Table {@code dirs} as it must be against what it is, row by row. */
final class DirComparison {
  /** Of which table a row is. */
  private enum Side {
    EXPECTED,
    FOUND
  }

  private final Findings findings;
  private byte[] path;
  private String expected;
  private String found;
  private String part;

  private DirComparison(int limit) {
    findings = new Findings(limit);
  }

  /** What is wrong with the parts {@code found} of {@code build}. */
  static Findings run(
      JavaSparkContext spark,
      Store scratch,
      List<String> expected,
      Store build,
      List<String> found,
      int limit) {
    spark.setCallSite("dirs: compare");
    JavaPairRDD<byte[], byte[]> rows =
        rows(spark, scratch, expected, Side.EXPECTED).union(rows(spark, build, found, Side.FOUND));
    byte[] sum =
        SortedShuffle.of(
                "directories by path", rows, Destinations.byHash(expected.size(), path -> path))
            .mapPartitions(
                sorted -> {
                  DirComparison comparison = new DirComparison(limit);
                  comparison.read(sorted);
                  return List.of(comparison.findings.encode()).iterator();
                })
            .reduce(Findings::sum);
    return Findings.decode(sum);
  }

  private static JavaPairRDD<byte[], byte[]> rows(
      JavaSparkContext spark, Store store, List<String> parts, Side side) {
    return spark
        .parallelize(parts, Math.max(1, parts.size()))
        .flatMapToPair(part -> new Rows(store, part, side));
  }

  private void read(Iterator<Tuple2<byte[], byte[]>> rows) {
    while (rows.hasNext()) {
      Tuple2<byte[], byte[]> row = rows.next();
      if (!Arrays.equals(path, row._1)) {
        endPath();
        path = row._1;
      }
      RowReader in = new RowReader(row._2);
      boolean isExpected = in.byteValue() == Side.EXPECTED.ordinal();
      String name = in.text();
      String directory = in.text();
      if (isExpected) {
        expected = directory;
      } else {
        found = found == null ? directory : found + "; " + directory;
        part = part == null || name.compareTo(part) < 0 ? name : part;
      }
    }
    endPath();
  }

  private void endPath() {
    if (path != null && !Objects.equals(expected, found)) {
      String what = "row of directory '" + new String(path, StandardCharsets.UTF_8) + "'";
      String file = part == null ? Tables.DIRS.folder() : part;
      findings.add(
          Defect.of(
              Defect.Scope.CONTENT,
              file,
              what,
              expected == null ? "none" : expected,
              found == null ? "none" : found));
    }
    expected = null;
    found = null;
    part = null;
  }

  /** The rows of a part, under their paths. */
  private static final class Rows extends RowPump {
    private final TableReader<DirRow> rows;
    private final String part;
    private final Side side;
    private final RowWriter values = new RowWriter();

    Rows(Store store, String part, Side side) throws IOException {
      this.rows = TableReader.open(store.open(part), Tables.DIRS);
      this.part = part;
      this.side = side;
    }

    @Override
    protected boolean step() throws IOException {
      Optional<DirRow> next = rows.next();
      if (next.isEmpty()) {
        rows.close();
        return false;
      }
      DirRow row = next.get();
      values.clear().byteValue(side.ordinal()).text(part).text(text(row));
      emit(row.path(), values.toBytes());
      return true;
    }

    private static String text(DirRow row) {
      String kind = row.sharded() ? "HAMT" : "basic";
      return row.cid() + " tsize " + row.tsize() + " entries " + row.entries() + " " + kind;
    }
  }
}
