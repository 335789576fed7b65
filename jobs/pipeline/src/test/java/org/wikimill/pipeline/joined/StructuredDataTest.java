package org.wikimill.pipeline.joined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpRange;
import org.wikimill.formats.dumps.XmlDump;
import org.wikimill.formats.dumps.XmlPageCursor;
import org.wikimill.formats.dumps.XmlSlot;
import org.wikimill.testing.Shared;

/** What is read of the structured data of Commons. */
class StructuredDataTest {

  private static MediaInfo of(String json) throws MalformedInputException {
    return StructuredData.of(json, "uk", "export.xml", 17);
  }

  private static String item(String property, String rank, String item, String qualifiers) {
    return "{\"rank\":\"%s\",\"mainsnak\":{\"property\":\"%s\",\"datavalue\":{\"value\":{\"id\":\"%s\"}}}%s}"
        .formatted(rank, property, item, qualifiers);
  }

  private static String qualified(String property, String value) {
    return "\"%s\":[{\"datavalue\":{\"value\":\"%s\"}}]".formatted(property, value);
  }

  @Test
  void licenceAuthorSourceAndCaptionAreFound() throws IOException {
    String author =
        "{\"mainsnak\":{\"snaktype\":\"somevalue\"},\"qualifiers\":{"
            + qualified("P2093", "A <b>")
            + ","
            + qualified("P2699", "https://example.org/a?b&c")
            + "}}";
    String source =
        item(
            "P7482",
            "normal",
            "Q74228490",
            ",\"qualifiers\":{" + qualified("P973", "https://example.org/x") + "}");
    MediaInfo info =
        of(
            "{\"labels\":{\"en\":{\"value\":\"A tree\"},\"uk\":{\"value\":\"Дерево & <i>\"}},"
                + "\"statements\":{\"P275\":["
                + item("P275", "deprecated", "Q20007257", "")
                + ","
                + item("P275", "normal", "Q18199165", "")
                + "],\"P170\":["
                + author
                + "],\"P7482\":["
                + source
                + "],\"P1163\":[{\"mainsnak\":{\"datavalue\":{\"value\":\"image/jpeg\"}}}]}}");
    assertThat(info.credits())
        .isEqualTo(
            new Credits(
                "CC BY-SA 4.0",
                "https://creativecommons.org/licenses/by-sa/4.0",
                "<a href=\"https://example.org/a?b&amp;c\">A &lt;b&gt;</a>",
                "<a href=\"https://example.org/x\">https://example.org/x</a>",
                "Дерево &amp; &lt;i&gt;"));
    assertThat(info.mime()).isEqualTo("image/jpeg");
  }

  @Test
  void aCaptionOfAnotherLanguageStandsInWhereTheWikisIsMissing() throws IOException {
    String german = "{\"de\":{\"value\":\"Rad\"}%s}";
    assertThat(of("{\"labels\":" + german.formatted("") + "}").credits().description())
        .isEqualTo("Rad");
    String both = german.formatted(",\"en\":{\"value\":\"Wheel\"}");
    assertThat(of("{\"labels\":" + both + "}").credits().description()).isEqualTo("Wheel");
  }

  @Test
  void aLicenceWithoutANameIsShownAsItsItemAndSeveralHaveNoLink() throws IOException {
    String unknown = item("P275", "normal", "Q334661", "");
    Credits one = of("{\"statements\":{\"P275\":[" + unknown + "]}}").credits();
    assertThat(one.licence()).isEqualTo("Q334661");
    assertThat(one.licenceUrl()).isEqualTo("https://www.wikidata.org/wiki/Q334661");
    String two = unknown + "," + item("P275", "normal", "Q6938433", "");
    Credits both = of("{\"statements\":{\"P275\":[" + two + "]}}").credits();
    assertThat(both.licence()).isEqualTo("Q334661, CC0");
    assertThat(both.licenceUrl()).isEmpty();
  }

  @Test
  void ownWorkAndPublicDomainAreNamed() throws IOException {
    Credits credits =
        of("{\"statements\":{\"P6216\":["
                + item("P6216", "normal", "Q19652", "")
                + "],\"P7482\":["
                + item("P7482", "normal", "Q66458942", "")
                + "],\"P170\":["
                + item("P170", "normal", "Q5582", "")
                + "]}}")
            .credits();
    assertThat(credits.licence()).isEqualTo("Public domain");
    assertThat(credits.source()).isEqualTo("Own work");
    assertThat(credits.author())
        .isEqualTo("<a href=\"https://www.wikidata.org/wiki/Q5582\">Q5582</a>");
  }

  @Test
  void whatIsEmptySaysNothingAndWhatIsNoJsonIsRefusedWithItsPlace() throws IOException {
    assertThat(of("{\"labels\":[],\"statements\":[]}")).isEqualTo(MediaInfo.NONE);
    assertThatThrownBy(() -> of("{\"labels\":"))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("export.xml")
        .hasMessageContaining("17");
  }

  @Test
  void theSlotOfARealExportTellsItsCaption() throws IOException {
    Path file =
        Shared.require().resolve("dumps/commons/commonswiki-contentfileexport-file13327093.xml");
    List<MediaInfo> told = new ArrayList<>();
    try (PositionedInput input = Inputs.file(file);
        XmlPageCursor pages =
            XmlDump.read(input, new DumpRange(0, input.length()), XmlDump.open(input).site())) {
      while (pages.next()) {
        for (XmlSlot slot : pages.revision().slots()) {
          if (slot.role().equals(StructuredData.ROLE)) {
            told.add(StructuredData.of(slot.text(), "zh-hant", "export.xml", pages.place()));
          }
        }
      }
    }
    assertThat(told).hasSize(1);
    assertThat(told.get(0).mime()).isEqualTo("image/jpeg");
    assertThat(told.get(0).credits()).isEqualTo(new Credits("", "", "", "", "受到三相神敬拜的賢迦梨水彩畫作"));
  }
}
