package org.wikimill.get;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.sums.DumpStatus;
import org.wikimill.testing.Shared;

/** Which files of a real dump of English Wikipedia are chosen. */
class DumpChoiceTest {
  private static final String PREFIX = "enwiki-20240801-";
  private DumpStatus status;

  @BeforeEach
  void readStatus() throws IOException {
    String file = "enwiki-20240801-dumpstatus.json";
    status =
        DumpStatus.read(
            Files.readAllBytes(Shared.require().resolve("dumps/status").resolve(file)), file);
  }

  @Test
  void theWholeDumpComesWithItsIndex() {
    assertThat(choice(Articles.MULTISTREAM, Articles.Parts.WHOLE))
        .containsExactly(
            PREFIX + "pages-articles-multistream-index.txt.bz2",
            PREFIX + "pages-articles-multistream.xml.bz2");
  }

  @Test
  void eachPartComesWithItsIndex() {
    List<String> names = choice(Articles.MULTISTREAM, Articles.Parts.CUT);
    assertThat(names)
        .hasSize(134)
        .contains(
            PREFIX + "pages-articles-multistream1.xml-p1p41242.bz2",
            PREFIX + "pages-articles-multistream-index1.txt-p1p41242.bz2");
  }

  @Test
  void otherPagesAndTablesAreChosenByName() {
    assertThat(choice(Articles.ARTICLES, Articles.Parts.WHOLE))
        .containsExactly(PREFIX + "pages-articles.xml.bz2");
    assertThat(choice(Articles.CURRENT, Articles.Parts.CUT)).hasSize(67);
    assertThat(choice(Articles.NONE, Articles.Parts.WHOLE, "page", "page_props"))
        .containsExactly(PREFIX + "page.sql.gz", PREFIX + "page_props.sql.gz");
  }

  private List<String> choice(Articles articles, Articles.Parts parts, String... tables) {
    Wikimedia.Wanted wanted =
        new Wikimedia.Wanted("enwiki", "20240801", articles, parts, List.of(tables));
    DumpChoice choice = DumpChoice.of(status, wanted, PREFIX);
    assertThat(choice.lacking()).isEmpty();
    return choice.names();
  }
}
