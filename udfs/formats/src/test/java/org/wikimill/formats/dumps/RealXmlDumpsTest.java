package org.wikimill.formats.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.testing.Shared;

/** Real dumps; how many pages each has was counted with other programs. */
class RealXmlDumpsTest {
  private static final List<String> HEADS = List.of("uk", "hy", "mr", "bn");

  @ParameterizedTest
  @CsvSource({
    "multistream/bnwiki-20230501-head-pages-articles-multistream.xml.bz2,722",
    "multistream/hywiki-20230501-head-pages-articles-multistream.xml.bz2,408",
    "multistream/mrwiki-20230501-head-pages-articles-multistream.xml.bz2,1820",
    "multistream/ukwiki-20230501-head-pages-articles-multistream.xml.bz2,532",
    "multistream/genuine/pages-articles-p2566p2583.multistream.xml.bz2,17",
    "multistream/genuine/pages-articles-p2566p2583.xml.bz2,17",
    "xml/aawiki-20260101-pages-meta-current.xml.bz2,507",
    "xml/enwiki-20250201-first70.xml.bz2,70",
    "xml/enwiki-special-export-20230812.xml.bz2,131",
    "xml/enwiki-special-export-templates.xml.bz2,291",
    "xml/gensim-bgwiki-latest-pages-articles-shortened.xml.bz2,3",
    "xml/gensim-enwiki-table-markup.xml.bz2,5",
    "xml/simplewiki-contentfileexport-sample.xml,2",
    "xml/itwiki-2013-small-dump.xml.gz,747",
    "commons/itwiki-2013-categories.xml.gz,34738",
    "commons/commonswiki-contentfileexport-file13327093.xml,1",
  })
  void everyFileGivesTheSamePagesHoweverItIsCut(String file, int pages) throws IOException {
    try (PositionedInput input = Inputs.file(dumps().resolve(file))) {
      List<String> whole = Exports.pages(input, input.length());

      assertThat(whole).hasSize(pages);
      if (XmlDump.open(input).ranges(1).size() > 1) {
        for (int ranges : new int[] {2, 3, 5, 13, 64}) {
          assertThat(Exports.pages(input, input.length() / ranges + 1))
              .as("%s ranges", ranges)
              .isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void aFileThatIsCutGivesAllPagesBeforeTheCut() throws IOException {
    Path file = dumps().resolve("xml/ukwiki-20230501-head100k.xml.xz");
    try (PositionedInput input = Inputs.file(file)) {
      XmlDump dump = XmlDump.open(input);
      XmlPageCursor cursor = XmlDump.read(input, dump.ranges(1).get(0), dump.site());
      for (int page = 0; page < 532; page++) {
        assertThat(cursor.next()).isTrue();
      }
      assertThatThrownBy(cursor::next)
          .hasMessageStartingWith("dump is cut: " + file)
          .hasMessageContaining("after page " + cursor.title() + " (" + cursor.id() + ")");
    }
  }

  @Test
  void sumsMatchButForAFewOldRevisions() throws IOException {
    Map<RevisionCheck, Integer> found = new EnumMap<>(RevisionCheck.class);
    for (String wiki : HEADS) {
      try (PositionedInput input = head(wiki)) {
        XmlDump dump = XmlDump.open(input);
        for (DumpRange range : dump.ranges(1 << 20)) {
          try (XmlPageCursor cursor = XmlDump.read(input, range, dump.site())) {
            while (cursor.next()) {
              found.merge(cursor.revision().main().checkSha1(), 1, Integer::sum);
            }
          }
        }
      }
    }

    assertThat(found).isEqualTo(Map.of(RevisionCheck.MATCHES, 3477, RevisionCheck.DIFFERS, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uk", "hy", "mr", "bn"})
  void anIndexBelongsToItsOwnDump(String wiki) throws IOException {
    try (PositionedInput dump = head(wiki)) {
      for (String other : HEADS) {
        try (PositionedInput index = Inputs.file(path(other, "-index.txt.bz2"))) {
          if (other.equals(wiki)) {
            assertThat(XmlDump.open(dump, Optional.of(index)).site().dbName())
                .isEqualTo(wiki + "wiki");
          } else {
            assertThatThrownBy(() -> XmlDump.open(dump, Optional.of(index)))
                .hasMessageStartingWith("index is not of this dump");
          }
        }
      }
    }
  }

  private static PositionedInput head(String wiki) throws IOException {
    return Inputs.file(path(wiki, ".xml.bz2"));
  }

  private static Path path(String wiki, String end) {
    return dumps()
        .resolve("multistream/" + wiki + "wiki-20230501-head-pages-articles-multistream" + end);
  }

  private static Path dumps() {
    return Shared.require().resolve("dumps");
  }
}
