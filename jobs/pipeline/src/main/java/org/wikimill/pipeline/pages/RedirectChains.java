package org.wikimill.pipeline.pages;

import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.pipeline.source.ZimPlan;
import scala.Tuple2;

/**
 * Follows redirects to the ends of their chains, by joins on the entry index.
 *
 * <p>One join settles every redirect that points at content, which in real archives are nearly all;
 * of these, only the numbers travel again. Chains that go on are followed by doubling: a redirect
 * moves on to wherever the redirect that it has come to has come to, so that a chain of length n
 * takes log n joins, and what still goes on after log of their number joins can only be a loop.
 */
final class RedirectChains {
  private static final long NONE = Long.MIN_VALUE;

  private RedirectChains() {}

  /** All redirects of an archive, each followed to its end; those that still go on are loops. */
  static JavaPairRDD<byte[], byte[]> resolve(JavaSparkContext spark, ZimPlan plan) {
    spark.setCallSite("pages: join redirects with their targets");
    Destinations byEntry =
        new Destinations(plan.ranges(), key -> plan.rangeOf(new RowReader(key).fixedInt()));
    JavaPairRDD<byte[], byte[]> scanned =
        spark
            .parallelize(Pages.ranges(plan), plan.ranges())
            .mapPartitionsToPair(range -> new EntryScan(plan, range.next(), new FirstStep()));
    return follow(spark, join(scanned, byEntry), byEntry);
  }

  /**
   * Follows redirects, of which each knows the entry that it points at, to the ends of their
   * chains.
   *
   * @param first all redirects of the source: values of {@link Redirect}
   * @param byEntry spreads keys that begin with the number of an entry
   */
  static JavaPairRDD<byte[], byte[]> follow(
      JavaSparkContext spark, JavaPairRDD<byte[], byte[]> first, Destinations byEntry) {
    JavaPairRDD<byte[], byte[]> joined = first;
    JavaPairRDD<byte[], byte[]> settled = joined.filter(row -> !goesOn(row));
    JavaPairRDD<byte[], byte[]> going = joined.filter(RedirectChains::goesOn);
    long left = going.count();
    long longest = left;
    for (long reach = 1; left > 0 && reach <= longest; reach *= 2) {
      spark.setCallSite("pages: follow chains of redirects");
      joined =
          join(
              settled.union(going).mapPartitionsToPair(rows -> RowPump.of(rows, new NextStep())),
              byEntry);
      settled = settled.union(joined.filter(row -> !goesOn(row)));
      going = joined.filter(RedirectChains::goesOn);
      left = going.count();
    }
    return settled.union(going);
  }

  private static JavaPairRDD<byte[], byte[]> join(
      JavaPairRDD<byte[], byte[]> rows, Destinations byEntry) {
    return SortedShuffle.of("redirect targets", rows, byEntry)
        .mapPartitionsToPair(sorted -> RowPump.of(sorted, new Joined()));
  }

  private static boolean goesOn(Tuple2<byte[], byte[]> redirect) {
    return Redirect.of(redirect._2).goesOn();
  }

  /** The two sides of the join, in the order in which they arrive for an entry. */
  private enum Side {
    TARGET,
    REDIRECT
  }

  private static byte[] key(RowWriter out, int entry, Side side) {
    return out.clear().fixedInt(entry).byteValue(side.ordinal()).toBytes();
  }

  private static byte[] value(RowWriter out, Target target) {
    out.clear();
    target.write(out);
    return out.toBytes();
  }

  /** From the dirents: what every entry is, and where every redirect points. */
  private static final class FirstStep implements EntryScan.Rule {
    private final RowWriter out = new RowWriter();

    @Override
    public void rows(EntryScan.Entry entry, BiConsumer<byte[], byte[]> rows) {
      int index = entry.dirent().index();
      if (entry.dirent() instanceof Dirent.Content c) {
        byte[] target = value(out, Target.content(c));
        rows.accept(key(out, index, Side.TARGET), target);
      } else if (entry.dirent() instanceof Dirent.Redirect r) {
        byte[] target = value(out, Target.redirect(index));
        rows.accept(key(out, index, Side.TARGET), target);
        Redirect redirect =
            new Redirect(
                index, entry.inTree(), entry.name(), entry.title(), Target.redirect(r.target()));
        byte[] asking = redirect.value(out);
        rows.accept(key(out, r.target(), Side.REDIRECT), asking);
      }
    }
  }

  /**
   * From redirects: each tells where it has come to; one whose chain goes on asks the one that it
   * has come to.
   */
  private static final class NextStep implements RowPump.Step {
    private final RowWriter out = new RowWriter();

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      Redirect redirect = Redirect.of(value);
      byte[] target = value(out, redirect.target());
      rows.accept(key(out, redirect.entry(), Side.TARGET), target);
      if (redirect.goesOn()) {
        rows.accept(key(out, redirect.target().entry(), Side.REDIRECT), value);
      }
    }
  }

  /** The join: redirects that have come to an entry learn what it is. */
  private static final class Joined implements RowPump.Step {
    private final RowWriter out = new RowWriter();
    // Entry numbers are unsigned: none of them is NONE.
    private long asked = NONE;
    private Target target;

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      RowReader fields = new RowReader(key);
      int entry = fields.fixedInt();
      if (fields.byteValue() == Side.TARGET.ordinal()) {
        target = Target.read(new RowReader(value));
        asked = entry;
        return;
      }
      Target met = asked == entry ? target : Target.nothing(entry);
      Redirect redirect = Redirect.of(value).to(met);
      byte[] joined = redirect.value(out);
      rows.accept(out.clear().fixedInt(redirect.entry()).toBytes(), joined);
    }
  }
}
