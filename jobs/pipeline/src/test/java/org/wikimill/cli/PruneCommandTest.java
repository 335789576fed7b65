package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.MadeUpBuild;

/** What {@code wikimill prune} prints, and how it ends. */
class PruneCommandTest {
  @TempDir private Path folder;

  private void make(String snapshot) throws IOException {
    new MadeUpBuild(folder.resolve(snapshot), snapshot)
        .files(0, List.of(MadeUpBuild.file("x", "x")))
        .finish("root");
  }

  @Test
  void whatGoesIsToldWithItsBytesBeforeAndAfter() throws Exception {
    make("wiki_2022-01");
    make("wiki_2023-01");
    Cli dry = Cli.run("prune", folder, "--keep", 1, "--dry-run");
    assertThat(dry.exit()).isZero();
    assertThat(dry.out()).matches("would remove wiki_2022-01, 3 files, [0-9,]+ bytes\n");
    assertThat(folder.resolve("wiki_2022-01")).exists();
    Cli run = Cli.run("prune", folder, "--keep", 1);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo(dry.out().replace("would remove", "removed"));
    assertThat(folder.resolve("wiki_2022-01")).doesNotExist();
    assertThat(folder.resolve("wiki_2023-01")).exists();
    assertThat(Cli.run("prune", folder, "--keep", 1).out()).isEqualTo("nothing to remove\n");
  }

  @Test
  void jsonHasEachRemoval() throws Exception {
    make("wiki_2022-01");
    make("wiki_2023-01");
    Cli run = Cli.run("prune", folder, "--keep", 1, "--dry-run", "--json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.at("/removals/0/folder").asText()).isEqualTo("wiki_2022-01");
    assertThat(json.at("/removals/0/bytes").asLong()).isPositive();
    assertThat(json.get("dry_run").asBoolean()).isTrue();
  }

  @Test
  void wrongOptionsAndAMissingFolderAreWrongUsage() {
    assertThat(Cli.run("prune", folder).exit()).isEqualTo(2);
    assertThat(Cli.run("prune", folder, "--keep", 0).err()).contains("--keep 0: 1 or more");
    Cli missing = Cli.run("prune", folder.resolve("nothing"), "--keep", 1);
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("no such file: ", "nothing");
  }
}
