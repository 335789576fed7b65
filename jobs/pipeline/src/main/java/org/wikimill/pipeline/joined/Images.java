package org.wikimill.pipeline.joined;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jsoup.Jsoup;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.article.MediaFiles.Credits;
import scala.Tuple2;

/**
 * The rows of table {@code images}: what each source tells of a file meets under its name.
 *
 * <p>Length and sum are those of the wiki's table, all else is first that of the wiki's page, for
 * what cameras and programs write into a file is often not about it.
 */
final class Images extends RowPump {
  private final Iterator<Tuple2<byte[], byte[]>> told;
  private final RowWriter keys = new RowWriter();
  private byte[] next;

  private Images(Iterator<Tuple2<byte[], byte[]>> told) {
    this.told = told;
    this.next = pull();
  }

  /** The files of which anything tells. */
  static JavaPairRDD<byte[], byte[]> of(
      JavaSparkContext spark, TableInputs inputs, String language, int partitions) {
    return SortedShuffle.of(
            "images by name",
            inputs.mediaInfos(spark, language, Images::key),
            Destinations.byHash(partitions, Images::name))
        .mapPartitionsToPair(Images::new);
  }

  private static byte[] key(RowWriter out, String name, MediaInfo.Teller teller, MediaInfo info) {
    OrderedBytes.write(out.clear(), name.getBytes(UTF_8));
    info.write(out.byteValue(teller.ordinal()));
    return out.toBytes();
  }

  private static byte[] name(byte[] key) {
    return OrderedBytes.read(new RowReader(key));
  }

  private byte[] pull() {
    return told.hasNext() ? told.next()._1 : null;
  }

  @Override
  protected boolean step() {
    if (next == null) {
      return false;
    }
    byte[] name = name(next);
    MediaInfo page = MediaInfo.NONE;
    MediaInfo table = MediaInfo.NONE;
    while (next != null && Arrays.equals(name(next), name)) {
      RowReader in = new RowReader(next);
      OrderedBytes.read(in);
      boolean ofTable = in.byteValue() == MediaInfo.Teller.TABLE.ordinal();
      MediaInfo info = MediaInfo.read(in);
      table = ofTable ? table.or(info) : table;
      page = ofTable ? page : page.or(info);
      next = pull();
    }
    MediaInfo file = table.or(page);
    Credits credits = page.credits().or(table.credits());
    ImageCredits said =
        new ImageCredits(
            known(credits.licence()), text(credits.author()), text(credits.description()));
    emit(new ImageRow(name, file.sizeBytes(), file.sha1(), said).key(keys), PageLink.NONE);
    return true;
  }

  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The words of some HTML. */
  private static String text(String html) {
    return known(html.isEmpty() ? "" : Jsoup.parseBodyFragment(html).text());
  }
}
