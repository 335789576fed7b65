package org.wikimill.pipeline.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.RowFiles;
import scala.Tuple2;

/**
 * Stage {@code pages} of a dump: one row a page and alias that its scan found.
 *
 * <p>Dumps hold pages twice, and titles twice (pages move while a dump is written). Of a page the
 * newest revision stays, of a title the newest of its pages; of equals the one that stands last.
 * Where a dump holds several wikis, each may have a page of one title. What gives way is excluded.
 * Then redirects are joined with the titles that they lead to, and their chains followed as those
 * of archives.
 *
 * @param pages a {@link PageRow} for every claim of the scan and every category or file without a
 *     page, by {@link PageRow#key}
 * @param members of categories: a {@link org.wikimill.pipeline.rows.MemberRow} each, by its key
 */
public record DumpPages(JavaPairRDD<byte[], byte[]> pages, JavaPairRDD<byte[], byte[]> members) {

  /**
   * The pages and members of what a scan found.
   *
   * @param files of the build, by the titles of their pages; empty if it has none
   */
  public static DumpPages of(
      JavaSparkContext spark,
      DumpScan scan,
      DumpEntries entries,
      Optional<JavaPairRDD<byte[], byte[]>> files) {
    int tasks = scan.source().plan().ranges();
    DumpEntries.Rule ranges = entries.byRange();
    JavaPairRDD<byte[], byte[]> claims =
        RowFiles.read(spark, scan.output(), scan.rowFiles(), tasks)
            .mapPartitionsToPair(rows -> RowPump.of(rows, new Numbered(ranges)));
    JavaPairRDD<byte[], byte[]> byPage =
        SortedShuffle.of("pages by id", claims, Destinations.byHash(tasks, DumpClaim::page))
            .mapPartitionsToPair(rows -> RowPump.of(rows, new NewestVersion()));
    JavaPairRDD<byte[], byte[]> byTitle =
        SortedShuffle.of(
                "pages by title",
                byPage.filter(DumpPages::isKept),
                Destinations.byHash(tasks, DumpClaim::title))
            .mapPartitionsToPair(rows -> RowPump.of(rows, new FirstOfTitle()));
    JavaPairRDD<byte[], byte[]> kept = byTitle.filter(DumpPages::isKept);
    spark.setCallSite("pages: join redirects with titles");
    JavaPairRDD<byte[], byte[]> first =
        SortedShuffle.of(
                "redirects by title",
                kept.mapPartitionsToPair(rows -> RowPump.of(rows, new Questions())),
                Destinations.byHash(tasks, key -> Arrays.copyOf(key, key.length - 1)))
            .mapPartitionsToPair(rows -> RowPump.of(rows, new Answers()));
    Destinations byEntry =
        new Destinations(tasks, key -> ranges.rangeOf(new RowReader(key).fixedInt()));
    JavaPairRDD<byte[], byte[]> categories = CategoryPages.of(kept, scan.site(), tasks);
    JavaPairRDD<byte[], byte[]> pages =
        kept.mapPartitionsToPair(rows -> RowPump.of(rows, new Contents()))
            .union(excluded(byPage))
            .union(excluded(byTitle))
            .union(
                RedirectChains.follow(spark, first, byEntry)
                    .mapPartitionsToPair(rows -> RowPump.of(rows, new Pages.RedirectPages())))
            .union(categories.filter(row -> !PageRow.isMember(row._1)));
    if (files.isPresent()) {
      pages = pages.union(FilePages.of(kept, files.get(), scan.site(), tasks));
    }
    return new DumpPages(pages, categories.filter(row -> PageRow.isMember(row._1)));
  }

  private static JavaPairRDD<byte[], byte[]> excluded(JavaPairRDD<byte[], byte[]> claims) {
    return claims
        .filter(row -> !isKept(row))
        .mapPartitionsToPair(rows -> RowPump.of(rows, new Excluded()));
  }

  /** What gave way has no key. */
  private static boolean isKept(Tuple2<byte[], byte[]> row) {
    return row._1.length > 0;
  }

  private static final byte[] GAVE_WAY = {};

  /** Gives every claim its number in the dump, and the key of its page. */
  private record Numbered(DumpEntries.Rule ranges, RowWriter out) implements RowPump.Step {
    Numbered(DumpEntries.Rule ranges) {
      this(ranges, new RowWriter());
    }

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      DumpClaim claim = DumpClaim.of(value);
      DumpClaim numbered = claim.numbered(ranges.firsts()[claim.range()] + claim.entry());
      byte[] numberedValue = numbered.value(out);
      rows.accept(numbered.idKey(out), numberedValue);
    }
  }

  /** Keeps the claims of a page's newest version: the page, and the aliases that it names. */
  private static final class NewestVersion implements RowPump.Step {
    private final RowWriter out = new RowWriter();
    private byte[] newest = GAVE_WAY;

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      boolean samePage =
          newest.length > 0 && Arrays.equals(DumpClaim.page(key), DumpClaim.page(newest));
      if (!samePage) {
        newest = key;
      }
      boolean kept = Arrays.equals(key, newest);
      rows.accept(kept ? DumpClaim.of(value).titleKey(out) : GAVE_WAY, value);
    }
  }

  /**
   * Keeps the first claim to a title: of each wiki's pages, and of all aliases, that of none of
   * these wikis.
   */
  private static final class FirstOfTitle implements RowPump.Step {
    private final Set<String> wikis = new HashSet<>();
    private byte[] title = GAVE_WAY;
    private boolean aliasKept;

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      byte[] itsTitle = DumpClaim.title(key);
      if (!Arrays.equals(itsTitle, title)) {
        title = itsTitle;
        wikis.clear();
        aliasKept = false;
      }
      rows.accept(isKept(DumpClaim.of(value)) ? key : GAVE_WAY, value);
    }

    private boolean isKept(DumpClaim claim) {
      if (!claim.isAlias()) {
        return wikis.add(claim.wiki());
      }
      boolean kept = !aliasKept && !wikis.contains(claim.wiki());
      aliasKept |= kept;
      return kept;
    }
  }

  /** The two sides of the join by title, in the order in which they arrive. */
  private enum Side {
    TARGET,
    REDIRECT
  }

  /** From claims: what has a title, and which redirects lead to it. */
  private static final class Questions implements RowPump.Step {
    private final RowWriter out = new RowWriter();

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      DumpClaim claim = DumpClaim.of(value);
      rows.accept(key(claim, claim.title(), Side.TARGET), value);
      if (claim.redirect().isPresent()) {
        rows.accept(key(claim, claim.redirect().get(), Side.REDIRECT), value);
      }
    }

    private byte[] key(DumpClaim claim, String title, Side side) {
      return out.clear()
          .text(claim.wiki())
          .raw(title.getBytes(StandardCharsets.UTF_8))
          .byteValue(0)
          .byteValue(side.ordinal())
          .toBytes();
    }
  }

  /** The join: redirects learn what has the title that they lead to. */
  private static final class Answers implements RowPump.Step {
    private final RowWriter out = new RowWriter();
    private byte[] answered = GAVE_WAY;
    private Target target;

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) throws IOException {
      DumpClaim claim = DumpClaim.of(value);
      byte[] title = Arrays.copyOf(key, key.length - 1);
      if (key[key.length - 1] == Side.TARGET.ordinal()) {
        answered = title;
        target = claim.target();
        return;
      }
      Target met = Arrays.equals(title, answered) ? target : Target.nothing(-1);
      byte[] redirect = claim.redirect(met).value(out);
      rows.accept(out.clear().fixedInt(claim.entry()).toBytes(), redirect);
    }
  }

  private static final class Contents implements RowPump.Step {
    private final RowWriter out = new RowWriter();

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      DumpClaim claim = DumpClaim.of(value);
      if (claim.redirect().isEmpty()) {
        PageRow page = claim.content();
        byte[] pageKey = page.key(out);
        rows.accept(pageKey, page.value(out));
      }
    }
  }

  private static final class Excluded implements RowPump.Step {
    private final RowWriter out = new RowWriter();

    @Override
    public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> rows) {
      PageRow page = DumpClaim.of(value).excluded();
      byte[] pageKey = page.key(out);
      rows.accept(pageKey, page.value(out));
    }
  }
}
