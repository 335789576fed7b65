package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.Documents;
import org.wikimill.pipeline.testing.Documents.Block;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** What docs/cids.md shows, computed anew by Python alone, and by Kubo. */
class CidsDocumentInteropIT {
  @TempDir private Path folder;

  @Test
  void everyBlockOfPythonPrintsWhatStandsBelowIt() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Documents.Section section : Documents.sections("cids.md")) {
      List<Block> blocks = section.blocks();
      for (int i = 0; i < blocks.size(); i++) {
        if (blocks.get(i).language().equals("python")) {
          boolean told = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
          shown.add(told ? blocks.get(i + 1).text() : "");
        }
      }
    }
    List<JsonNode> printed =
        JsonLines.of(
            Command.of(
                    Tools.python(),
                    Tools.pythonScript("run_document.py"),
                    Documents.page("cids.md"))
                .succeed());

    assertThat(shown).hasSizeGreaterThan(4);
    assertThat(printed).extracting(JsonNode::textValue).isEqualTo(shown);
  }

  @Test
  void kuboGivesTheTreeAndTheFileOfVersion0TheSameCids() throws IOException {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Path hello = Files.writeString(tree.resolve("hello.txt"), "hello");
    Files.writeString(tree.resolve("wheels.txt"), "wheel ".repeat(200_000));
    KuboRepo kubo = KuboRepo.create(folder.resolve("repo"));
    String[] profile = {"-n", "--cid-version=1", "--chunker=size-1048576", "--max-file-links=1024"};

    assertThat(Documents.page("cids.md"))
        .content()
        .contains("\n" + kubo.add(tree, profile) + " 113\n")
        .contains("\n" + kubo.add(hello, "-n", "--cid-version=0") + "\n");
  }
}
