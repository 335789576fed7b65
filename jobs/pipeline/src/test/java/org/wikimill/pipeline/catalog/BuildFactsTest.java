package org.wikimill.pipeline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.testing.MadeUpBuild;

class BuildFactsTest {
  @TempDir private Path folder;

  private FinishedBuild build(String snapshot, String topPath) throws Exception {
    byte[] top = topPath.getBytes(StandardCharsets.UTF_8);
    return new MadeUpBuild(folder, snapshot)
        .dirs(List.of(new DirRow(top, Drafts.A, 77, 1, false)))
        .finish(Drafts.A.toString());
  }

  private static BuildFacts.Details details(String url) {
    return new BuildFacts.Details(
        Optional.empty(), Optional.empty(), Optional.ofNullable(url), Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "wikipedia_tr_all_maxi_2026-01, tr, wikipedia_tr_all_maxi",
    "wikipedia_zh-min-nan_all_2026-01-15, zh-min-nan, wikipedia_zh-min-nan_all",
    "be_x_oldwiki-20260101_2026-01, be-x-old, be_x_oldwiki-20260101",
    "trwiktionary_2026-01, tr, trwiktionary",
    "commonswiki_2026-01, , commonswiki",
    "snapshot, , snapshot",
  })
  void theNameOfABuildTellsItsLanguage(String snapshot, String language, String name)
      throws Exception {
    BuildFacts facts = new BuildFacts(build(snapshot, ""));
    assertThat(facts.language()).isEqualTo(Optional.ofNullable(language));
    assertThat(facts.name()).isEqualTo(name);
  }

  @Test
  void theSizeIsThatOfTheRootsRow() throws Exception {
    PublishedSnapshot entry =
        new BuildFacts(build("a_tr_b_2026-01", "")).snapshot(details(null), Optional.empty());
    assertThat(entry.size().bytes()).isEqualTo(77);
    assertThat(entry.size().blocks()).isEmpty();
    assertThat(entry.previous()).isEmpty();
    FinishedBuild rootless = build("a_tr_b_2026-01", "below");
    assertThatThrownBy(() -> new BuildFacts(rootless).snapshot(details(null), Optional.empty()))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("table dirs without a root");
  }

  @Test
  void aSourceIsCalledWhatTheBuildRead() throws Exception {
    FinishedBuild build = build("a_tr_b_2026-01", "");
    Files.writeString(folder.resolve("run.json"), "{\"source_locations\":[\"s3a://b/a_tr.zim\"]}");
    BuildFacts facts = new BuildFacts(build);
    PublishedSnapshot entry = facts.snapshot(details("https://example.org/a"), Optional.empty());
    assertThat(entry.sources())
        .containsExactly(
            new Source(
                Optional.of("a_tr.zim"), Optional.empty(), Optional.of("https://example.org/a")));
    assertThatThrownBy(() -> facts.snapshot(details("file:///a"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'file:///a' is not a URL");
  }
}
