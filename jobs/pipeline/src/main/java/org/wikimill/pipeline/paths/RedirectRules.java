package org.wikimill.pipeline.paths;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.connectors.tables.RedirectRow.Served;
import org.wikimill.formats.site.RedirectRule;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.Placement.Origin;
import org.wikimill.pipeline.source.Source;
import scala.Tuple2;

/**
 * The lines of the file {@code _redirects}: of all redirects that lines serve, before any content
 * is read, since there may be more than such a file can hold.
 *
 * @param count redirects that lines serve
 * @param lengthBytes bytes of all lines
 * @param lines the lines; none if they are longer than the file may be
 */
public record RedirectRules(long count, long lengthBytes, List<byte[]> lines)
    implements Serializable {
  public static final RedirectRules NONE = new RedirectRules(0, 0, List.of());

  /** The lines of one source. */
  public static RedirectRules of(
      JavaSparkContext spark,
      JavaPairRDD<byte[], byte[]> pagesAndPlaces,
      Placement placement,
      Source source) {
    int shards = source.plan().shards();
    spark.setCallSite("paths: lines of redirects");
    return SortedShuffle.of(
            "redirects by target",
            pagesAndPlaces,
            new Destinations(shards, key -> source.plan().shardOf(PageRow.clusterOf(key))))
        .mapPartitions(rows -> List.of(read(rows, placement, source)).iterator())
        .reduce(RedirectRules::plus);
  }

  /** The lines of both. */
  public RedirectRules plus(RedirectRules other) {
    long length = lengthBytes + other.lengthBytes;
    List<byte[]> all = new ArrayList<>();
    if (length <= RedirectRule.MAX_FILE_BYTES) {
      all.addAll(lines);
      all.addAll(other.lines);
    }
    return new RedirectRules(count + other.count, length, all);
  }

  /** Whether a file holds all lines that gateways read. */
  public boolean fit() {
    return lengthBytes <= RedirectRule.MAX_FILE_BYTES;
  }

  /** The file: its lines in the order of their bytes. */
  public byte[] file() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    lines.stream().sorted(Arrays::compareUnsigned).forEach(file::writeBytes);
    return file.toByteArray();
  }

  private static RedirectRules read(
      Iterator<Tuple2<byte[], byte[]>> rows, Placement placement, Source source) {
    RedirectRules rules = NONE;
    byte[] target = null;
    byte[] exception = null;
    while (rows.hasNext()) {
      Tuple2<byte[], byte[]> row = rows.next();
      if (PageRow.isPlace(row._1)) {
        exception = row._2;
        continue;
      }
      PageRow page = PageRow.of(row._2);
      Origin origin = exception != null ? Origin.EXCEPTION : Origin.WANTED;
      byte[] place = exception != null ? exception : placement.wanted(page);
      exception = null;
      if (page.kind() == PageRow.Kind.CONTENT) {
        target = page.inTree() ? place : null;
      } else if (page.kind() == PageRow.Kind.ALIAS
          && placement.served(page, place, origin, target) == Served.FILE) {
        byte[] line = RedirectRule.line(source.inBuild(place), source.inBuild(target));
        rules = rules.plus(new RedirectRules(1, line.length, List.of(line)));
      }
    }
    return rules;
  }
}
