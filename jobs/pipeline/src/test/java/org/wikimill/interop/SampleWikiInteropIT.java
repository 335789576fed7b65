package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** The judgement of openZIM's programs on the sample wiki, links between its pages included. */
class SampleWikiInteropIT {
  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void write() throws IOException {
    archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
  }

  @Test
  void zimcheckAcceptsAllOfIt() {
    Command.Result result = Command.of(Tools.zimcheck(), "--all", archive).succeed();

    assertThat(result.text())
        .contains("Overall Test Status: Pass")
        .doesNotContain("[ERROR]")
        .doesNotContain("[WARNING]");
  }

  @Test
  void libzimFindsEveryKindOfEntry() {
    List<JsonNode> lines =
        JsonLines.of(
            Command.of(Tools.python(), Tools.pythonScript("read_zim.py"), archive).succeed());
    Map<String, JsonNode> entries = new TreeMap<>();
    lines.subList(1, lines.size()).forEach(e -> entries.put(e.path("path").textValue(), e));

    assertThat(lines.get(0).path("main").textValue()).isEqualTo("Main_Page");
    assertThat(lines.get(0).path("metadata").path("Title").textValue()).isEqualTo("Hollin Mill");
    assertThat(entries)
        .containsKeys("Wheel", "Wheel/Overshot", ".NET", "Node.js", "Млин", "رحى", "水車")
        .containsKey("100%_rye?_\"Black_bread\"_#1");
    assertThat(entries.get("Mill_lade").path("redirect").textValue()).isEqualTo("Leat");
    assertThat(entries.get("Leat").path("redirect").textValue()).isEqualTo("Mill_race");
    assertThat(entries.get("Ukrainian_mill").path("redirect").textValue()).isEqualTo("Млин");
    assertThat(entries.get("Ledger").path("size").longValue()).isGreaterThan(1 << 20);
  }
}
