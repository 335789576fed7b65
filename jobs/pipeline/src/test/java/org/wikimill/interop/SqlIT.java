package org.wikimill.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.testing.SmallWiki;

/** Queries by the command as it is packaged. */
class SqlIT {
  @TempDir private Path folder;

  @Test
  void resultsAreUtf8InALocaleWithoutLetters() throws Exception {
    Path archive = SmallWiki.write(folder, 2020);
    Path build = folder.resolve("build");
    Wikimill.command("build", archive, "-o", build, "-q").succeed();

    String query = "select decode(X'C3A9E4B8AD', 'utf-8') as word, count(*) > 0 as any from files";
    assertThat(
            Wikimill.command("sql", build, "--format", "csv", query)
                .with("LC_ALL", "C")
                .succeed()
                .output())
        .isEqualTo("word,any\né中,true\n".getBytes(UTF_8));
  }
}
