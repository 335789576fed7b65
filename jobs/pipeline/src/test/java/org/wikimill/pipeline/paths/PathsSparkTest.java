package org.wikimill.pipeline.paths;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.rows.SortedShuffle;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.SiteLayout.Scheme;
import org.wikimill.formats.site.ZimLayout;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.PageRow.Kind;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.testing.LocalSpark;
import scala.Tuple2;

/** Places are those of the written rules, applied one after the other in memory. */
class PathsSparkTest {
  private static final String[] SEGMENTS = {
    "a",
    "a",
    "b",
    "a~1",
    "a~2",
    "a~1~1",
    "a~01",
    "index.html",
    "index.html~1",
    "Node.js",
    "l".repeat(255),
    "l".repeat(244),
    "",
    ".",
    "..",
    "%2E",
    "%2E%2E",
    "%2F",
    "\u00ff",
    "%FF",
    "\u00c3",
    "%C3",
    "\u00c3\u00a9",
    "\u00ed\u00a0\u0080"
  };

  private static final List<Kind> NOT_SERVED = List.of(Kind.LOOP, Kind.DANGLING, Kind.DELETED);

  private static JavaSparkContext spark;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void conflictsAreServedAsTheRulesSay(long seed) {
    Random random = new Random(seed);
    List<PageRow> pages = pages(random);
    for (Redirects redirects : List.of(Redirects.LINK, Redirects.NONE)) {
      Map<String, String> expected = expected(pages, redirects);
      assertThat(expected).hasSizeGreaterThan(15);
      for (int maxBroadcast : new int[] {Paths.MAX_BROADCAST, 0}) {
        Collections.shuffle(pages, random);
        int partitions = (maxBroadcast == 0) == (seed % 2 == 0) ? 1 : 5;
        assertThat(exceptions(pages, redirects, partitions, maxBroadcast))
            .as("%s in %s partitions, %s broadcast", redirects, partitions, maxBroadcast)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Redirects.class)
  void everyFileOfASiteHasAPlaceOfItsOwnWhateverThePartitions(Redirects redirects) {
    Random random = new Random(redirects.ordinal());
    List<PageRow> pages = pages(random);
    byte[] landing = "the landing page".getBytes(ISO_8859_1);
    pages.add(new PageRow(Kind.LANDING, -1, true, landing, landing, 0, 0, 0, 0));
    Placement placement =
        new Placement(new SiteLayout(Scheme.OLD), redirects, List.of("text/html", "image/png"));
    Map<String, String> exceptions = exceptions(pages, placement, 1, Paths.MAX_BROADCAST);
    Collections.shuffle(pages, random);
    assertThat(exceptions(pages, placement, 64, 0)).isEqualTo(exceptions);

    Set<String> places = new HashSet<>();
    for (PageRow page : pages) {
      byte[] wanted = placement.wanted(page);
      String exception = exceptions.get(ReferencePlaces.text(page.name()));
      if (placement.asks(page) && (exception != null || placement.isFile(page, wanted))) {
        String place = exception != null ? exception : ReferencePlaces.text(wanted);
        assertThat(places.add(place)).as(place).isTrue();
        assertThat(place.split("/")).allMatch(name -> name.length() <= 255);
      }
    }
    assertThat(places).hasSizeGreaterThan(100).contains("wiki/index.html");
    for (String place : places) {
      for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', slash + 1)) {
        assertThat(places).doesNotContain(place.substring(0, slash));
      }
    }
  }

  @Test
  void namesWithoutConflictHaveNoExceptions() {
    List<PageRow> pages = new ArrayList<>();
    for (String name : List.of("A/a", "A/b/c", "A/b.", "I/a", "A/../a", "A/x~1")) {
      pages.add(page(pages.size(), name, Kind.CONTENT, true));
    }
    assertThat(exceptions(pages, Redirects.NONE, 2, Paths.MAX_BROADCAST)).isEmpty();
  }

  @Test
  @Timeout(120)
  void manyClaimsToOnePlaceAreServedInOrderAndWithoutTryingEveryStandInAgain() {
    int segments = 15;
    List<PageRow> pages = new ArrayList<>();
    for (int bits = 0; bits < 1 << segments; bits++) {
      StringBuilder name = new StringBuilder("A");
      for (int i = segments - 1; i >= 0; i--) {
        name.append((bits >> i & 1) == 0 ? "/%2E" : "/.");
      }
      pages.add(page(bits, name.toString(), Kind.CONTENT, true));
    }
    String literal = ReferencePlaces.text(pages.get(0).name());
    Map<String, String> expected = new HashMap<>();
    for (int bits = 1; bits < pages.size(); bits++) {
      expected.put(ReferencePlaces.text(pages.get(bits).name()), literal + "~" + bits);
    }
    Collections.shuffle(pages, new Random(1));

    assertThat(exceptions(pages, Redirects.NONE, 2, Paths.MAX_BROADCAST)).isEqualTo(expected);
  }

  private static Map<String, String> expected(List<PageRow> pages, Redirects redirects) {
    return ReferencePlaces.exceptions(
        pages.stream()
            .filter(PageRow::inTree)
            .filter(
                p ->
                    p.kind() == Kind.CONTENT
                        || (redirects == Redirects.LINK && p.kind() == Kind.ALIAS))
            .map(PageRow::name)
            .toList());
  }

  private static Map<String, String> exceptions(
      List<PageRow> pages, Redirects redirects, int partitions, int maxBroadcast) {
    Placement placement =
        new Placement(new ZimLayout(), redirects, List.of("text/html", "image/png"));
    return exceptions(pages, placement, partitions, maxBroadcast);
  }

  private static Map<String, String> exceptions(
      List<PageRow> pages, Placement placement, int partitions, int maxBroadcast) {
    RowWriter out = new RowWriter();
    List<Tuple2<byte[], byte[]>> rows = new ArrayList<>();
    for (PageRow page : pages) {
      byte[] key = page.key(out);
      rows.add(SortedShuffle.row(key, page.value(out)));
    }
    JavaPairRDD<byte[], byte[]> rdd = spark.parallelizePairs(rows, partitions);
    Map<Integer, String> names = new HashMap<>();
    pages.forEach(p -> names.put(p.entry(), ReferencePlaces.text(p.name())));
    Map<String, String> places = new HashMap<>();
    for (Tuple2<byte[], byte[]> row :
        Paths.exceptions(spark, rdd, placement, maxBroadcast).collect()) {
      assertThat(PageRow.isPlace(row._1)).isTrue();
      String name = names.get(entry(row._1));
      assertThat(places.put(name, ReferencePlaces.text(row._2))).as(name).isNull();
    }
    return places;
  }

  /** The entry whose place a key is of: behind cluster, blob, target and kind. */
  private static int entry(byte[] key) {
    RowReader in = new RowReader(key);
    in.raw(13);
    return in.fixedInt();
  }

  /** Entries of few segments, so that they want each other's places. */
  private static List<PageRow> pages(Random random) {
    Map<String, PageRow> pages = new HashMap<>();
    for (int i = 0; i < 600; i++) {
      StringBuilder name = new StringBuilder(random.nextInt(8) == 0 ? "" : "A/");
      for (int depth = random.nextInt(3); depth >= 0; depth--) {
        name.append(SEGMENTS[random.nextInt(SEGMENTS.length)]).append(depth > 0 ? "/" : "");
      }
      Kind kind =
          switch (random.nextInt(8)) {
            case 0, 1, 2 -> Kind.ALIAS;
            case 3 -> NOT_SERVED.get(random.nextInt(NOT_SERVED.size()));
            default -> Kind.CONTENT;
          };
      PageRow page = page(pages.size(), name.toString(), kind, random.nextInt(10) > 0);
      pages.putIfAbsent(name.toString(), page);
    }
    return new ArrayList<>(pages.values());
  }

  private static PageRow page(int entry, String name, Kind kind, boolean inTree) {
    byte[] bytes = name.getBytes(ISO_8859_1);
    return new PageRow(kind, entry, inTree, bytes, bytes, entry % 2, entry, entry % 5, entry);
  }
}
