package org.wikimill.pipeline.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.HadoopSettings;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.PageRow.Kind;
import org.wikimill.pipeline.source.ZimPlan;
import org.wikimill.pipeline.testing.CraftedZim;
import org.wikimill.pipeline.testing.LocalSpark;
import scala.Tuple2;

/** Whatever redirects lead to, each becomes what following it step by step tells. */
class PagesSparkTest {
  /** More entries than one scan task takes, so that chains lead from range to range. */
  private static final int FILLERS = 1 << 18;

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.open("local[2]");
  }

  @AfterAll
  static void close() {
    spark.close();
  }

  /** An archive of redirects, with what each points at: a name, or null for nothing. */
  private static final class Redirects {
    private final CraftedZim zim = new CraftedZim().plainCluster("x".getBytes(UTF_8));
    private final Map<String, String> targets = new HashMap<>();
    private final Random random = new Random(5);

    /** A name that comes anywhere in the order of names. */
    String name(String stem) {
      return (random.nextBoolean() ? "-/" : "I/") + random.nextInt(1000) + stem;
    }

    void redirect(String name, String target) {
      zim.redirect(name, target);
      targets.put(name, target);
    }

    void dangling(String name, int target) {
      zim.redirect(name, target);
      targets.put(name, null);
    }

    /** So many redirects, of which the last leads to {@code end}; returns the first. */
    String chain(String stem, int length, String end) {
      String next = end;
      for (int i = 0; i < length; i++) {
        String name = name(stem + "-" + i);
        redirect(name, next);
        next = name;
      }
      return next;
    }

    void loop(String stem, int length) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        names.add(name(stem + "-" + i));
      }
      for (int i = 0; i < length; i++) {
        redirect(names.get(i), names.get((i + 1) % length));
      }
      chain(stem + "-into", length % 7, names.get(0));
    }

    /** Where a redirect ends: a name, {@code loop}, or {@code nothing}. */
    String end(String name) {
      Set<String> seen = new HashSet<>();
      String at = name;
      while (targets.containsKey(at)) {
        if (!seen.add(at)) {
          return "loop";
        }
        at = targets.get(at);
      }
      return at == null || at.endsWith("gone") ? "nothing" : at;
    }
  }

  @Test
  void redirectsEndWhereFollowingThemStepByStepEnds() throws IOException {
    Redirects made = new Redirects();
    made.zim.content("A/end", 0, 7).content("M/meta", 3, 0).deleted("A/gone").linkTarget("B/gone");
    for (int i = 0; i < FILLERS; i++) {
      made.zim.content("F/" + i, 0, i);
    }
    for (int length : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 64, 65, 127, 129, 200}) {
      made.chain("content" + length, length, "A/end");
      made.chain("meta" + length, length % 5 + 1, "M/meta");
      made.chain("filler" + length, length % 9 + 1, "F/" + length * 1300);
      made.chain("deleted" + length, length % 11 + 1, "A/gone");
      made.chain("linktarget" + length, length % 3 + 1, "B/gone");
      made.loop("loop" + length, Math.min(length, 70));
    }
    int[] nowhere = {0xFFFFFFFF, 0x80000000, Integer.MAX_VALUE, FILLERS + 1_000_000};
    for (int target : nowhere) {
      String first = made.name("nowhere" + target);
      made.dangling(first, target);
      made.chain("dangling" + target, 6, first);
    }
    made.redirect("X/index", "A/end");

    assertRows(
        made,
        ZimPlan.of(made.zim.write(folder.resolve("a.zim")).toString(), 1, HadoopSettings.NONE));
  }

  private static void assertRows(Redirects made, ZimPlan plan) {
    assertThat(plan.ranges()).isGreaterThan(1);
    List<byte[]> names = made.zim.names();
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(new String(name, UTF_8), numbers.size()));
    boolean[] seen = new boolean[names.size()];
    int redirects = 0;
    for (Tuple2<byte[], byte[]> row : Pages.of(spark, plan).collect()) {
      PageRow page = PageRow.of(row._2);
      assertThat(seen[page.entry()]).isFalse();
      seen[page.entry()] = true;
      String name = new String(names.get(page.entry()), UTF_8);
      if (made.targets.containsKey(name)) {
        redirects++;
        assertRedirect(page, made.end(name), numbers);
      } else if (page.target() != page.entry()
          || page.kind() != (name.endsWith("gone") ? Kind.DELETED : Kind.CONTENT)) {
        throw new AssertionError(name + ": " + page);
      }
      if (page.inTree() == (name.startsWith("M") || name.startsWith("X"))) {
        throw new AssertionError(name + ": " + page);
      }
    }
    assertThat(redirects).isEqualTo(made.targets.size());
    assertThat(seen).doesNotContain(false);
  }

  private static void assertRedirect(PageRow page, String end, Map<String, Integer> numbers) {
    String name = new String(page.name(), UTF_8);
    Kind kind =
        switch (end) {
          case "loop" -> Kind.LOOP;
          case "nothing" -> Kind.DANGLING;
          default -> Kind.ALIAS;
        };
    assertThat(page.kind()).as("%s, which ends at %s", name, end).isEqualTo(kind);
    int shown = kind == Kind.ALIAS ? numbers.get(end) : page.entry();
    assertThat(page.target()).as(name).isEqualTo(shown);
    if (kind == Kind.ALIAS) {
      int cluster = end.equals("M/meta") ? 3 : 0;
      int blob = end.equals("A/end") ? 7 : cluster == 3 ? 0 : Integer.parseInt(end.substring(2));
      assertThat(page.cluster()).as(name).isEqualTo(cluster);
      assertThat(page.blob()).as(name).isEqualTo(blob);
    }
  }

  @Test
  void aPathOfMoreSegmentsThanDirectoriesCanBeOpenIsRefused() throws IOException {
    int most = EntryScan.MAX_SEGMENTS;
    CraftedZim zim = new CraftedZim().plainCluster(new byte[1]);
    zim.content("A/" + "/".repeat(most - 1), 0, 0);
    String right = zim.write(folder.resolve("right.zim")).toString();
    assertThat(Pages.of(spark, ZimPlan.of(right, 1, HadoopSettings.NONE)).count()).isEqualTo(1);

    zim.content("A/" + "/".repeat(most), 0, 0);
    String wrong = zim.write(folder.resolve("wrong.zim")).toString();
    assertThatThrownBy(() -> Pages.of(spark, ZimPlan.of(wrong, 1, HadoopSettings.NONE)).count())
        .hasMessageContaining("path too deep");
  }

  @Test
  void aNamespaceThatWouldEndAKeyIsRefused() throws IOException {
    CraftedZim zim = new CraftedZim().plainCluster(new byte[1]).content("\0/a", 0, 0);
    String wrong = zim.write(folder.resolve("wrong.zim")).toString();
    assertThatThrownBy(() -> Pages.of(spark, ZimPlan.of(wrong, 1, HadoopSettings.NONE)).count())
        .hasMessageContaining("namespace is no character");
  }
}
