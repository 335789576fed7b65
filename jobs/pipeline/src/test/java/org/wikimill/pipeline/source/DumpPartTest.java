package org.wikimill.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wikimill.pipeline.build.SnapshotName;

/** What the names of files tell of parts. */
class DumpPartTest {
  private static final String JOB = "d/enwiki-20240801-pages-articles-multistream";

  @Test
  void partsOfAJobAreOneSourceInTheOrderOfTheirPagesNotOfTheirNames() {
    List<List<String>> sources =
        DumpPart.sources(
            List.of(
                JOB + "1.xml-p1p41242.bz2",
                JOB + "10.xml-p4045403p5399366.bz2",
                JOB + "11.xml-p5399367p6899366.bz2",
                JOB + "11.xml-p6899367p7054859.bz2",
                JOB + "2.xml-p41243p4045402.bz2",
                JOB + ".xml.bz2",
                "d/enwiki.zim"));
    assertThat(sources)
        .containsExactly(
            List.of(JOB + ".xml.bz2"),
            List.of("d/enwiki.zim"),
            List.of(
                JOB + "1.xml-p1p41242.bz2",
                JOB + "2.xml-p41243p4045402.bz2",
                JOB + "10.xml-p4045403p5399366.bz2",
                JOB + "11.xml-p5399367p6899366.bz2",
                JOB + "11.xml-p6899367p7054859.bz2"));
    assertThat(missing(sources.get(2))).isEmpty();
  }

  @Test
  void whatElseDiffersMakesAnotherSource() {
    assertThat(
            DumpPart.sources(
                List.of(
                    JOB + "1.xml-p1p10.bz2",
                    JOB + "2.xml-p11p20",
                    "e/enwiki-20240801-pages-articles-multistream2.xml-p11p20.bz2",
                    "d/enwiki-20240801-pages-articles2.xml-p11p20.bz2",
                    "d/ukwiki-20240801-pages-articles-multistream2.xml-p11p20.bz2",
                    "d/enwiki-2026-08-01-p1p10.xml.bz2",
                    "d/enwiki-2026-09-01-p11p20.xml.bz2")))
        .hasSize(7);
    List<String> twice = List.of("X.xml.bz2", "X.xml.bz2");
    assertThat(DumpPart.sources(twice)).hasSize(2);
    String part = JOB + "1.xml-p1p10.bz2"; // by a pattern and by its name
    assertThat(DumpPart.sources(List.of(part, part))).containsExactly(List.of(part));
  }

  @Test
  void partsThatAJobMadeAndThatAreNotThereAreNamed() {
    assertThat(
            missing(
                List.of(
                    JOB + "2.xml-p11p20.bz2",
                    JOB + "2.xml-p21p30.bz2",
                    JOB + "4.xml-p41p50.bz2",
                    JOB + "4.xml-p45p48.bz2",
                    JOB + "5.xml-p51p60.bz2")))
        .containsExactly("p1p10", "p31p40");
    assertThat(missing(List.of("w_chunk_1.tar.gz", "w_chunk_2.tar.gz", "w_chunk_5.tar.gz")))
        .containsExactly("0", "3-4");
  }

  @Test
  void contentExportsHaveGapsBetweenTheirPages() {
    List<String> parts =
        List.of(
            "eswiki-2026-08-01-p5p5168645.xml.bz2",
            "eswiki-2026-08-01-p5168647p9944278.xml.bz2",
            "eswiki-2026-08-01-p9944283p11564479.xml.bz2");
    assertThat(DumpPart.sources(parts)).containsExactly(parts);
    assertThat(missing(parts)).isEmpty();
    assertThat(missing(parts.subList(0, 1), parts.get(0), parts.get(1), parts.get(2)))
        .containsExactly("p5168647p9944278", "p9944283p11564479");
  }

  @Test
  void partsThatListsNameAndThatAreNotThereAreMissing() {
    assertThat(
            missing(
                List.of(JOB + "1.xml-p1p10.bz2", JOB + "4.xml-p31p40.bz2"),
                "enwiki-20240801-pages-articles-multistream1.xml-p1p10.bz2",
                "enwiki-20240801-pages-articles-multistream2.xml-p11p15.bz2",
                "enwiki-20240801-pages-articles-multistream5.xml-p41p50.bz2",
                "enwiki-20240801-pages-articles-multistream-index5.txt-p41p50.bz2",
                "enwiki-20240801-pages-articles6.xml-p51p60.bz2",
                "enwiki-20240801-pages-articles-multistream.xml.bz2"))
        .containsExactly("p11p15", "p16p30", "p41p50");
  }

  private static List<String> missing(List<String> there, String... listed) {
    List<DumpPart> parts = there.stream().map(name -> DumpPart.of(name).orElseThrow()).toList();
    return DumpPart.missing(parts, Set.of(listed));
  }

  @Test
  void aSourceOfPartsIsNamedWithoutThem() {
    assertThat(name("d/enwiki-20240801-pages-articles1.xml-p1p41242.bz2"))
        .isEqualTo("enwiki-20240801");
    assertThat(name("d/eswiki-2026-08-01-p5p5168645.xml.bz2")).isEqualTo("eswiki-2026-08-01");
    assertThat(name("d/enwiki_namespace_0_chunk_0.tar.gz")).isEqualTo("enwiki_namespace_0");
    assertThat(name("d/wiki-p1p2.xml")).isEqualTo("wiki");
  }

  private static String name(String part) {
    return SnapshotName.ofDump(DumpPart.of(part).orElseThrow().dump());
  }
}
