package org.wikimill.pipeline.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.pipeline.testing.MadeUpBuild;

/** Look-ups over the parts of a table. */
class LookupTest {
  @TempDir private Path folder;
  private Lookup lookup;

  @BeforeEach
  void build() throws IOException {
    MadeUpBuild build = new MadeUpBuild(folder, "s");
    build.files(0, List.of(file("b"), file("c"), same("d")));
    build.files(1, List.of(same("f"), file("g")));
    build.files(2, List.of(file("p"), same("q")));
    build.dirs(List.of(MadeUpBuild.dir("x", "1", 1), MadeUpBuild.dir("", "1", 2)));
    lookup = new Lookup(build.finish(MadeUpBuild.dir("", "1", 2).cid().toString()));
  }

  private static FileRow file(String path) {
    return MadeUpBuild.file(path, path);
  }

  private static FileRow same(String path) {
    return MadeUpBuild.file(path, "the same");
  }

  private static byte[] path(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void everyPathIsFoundInItsPartAndNoOther() throws IOException {
    for (String path : List.of("b", "c", "d", "f", "g", "p", "q")) {
      assertThat(lookup.file(path(path)).orElseThrow().path()).isEqualTo(path(path));
    }
    for (String path : List.of("", "a", "bb", "e", "h", "z")) {
      assertThat(lookup.file(path(path))).isEmpty();
    }
    assertThat(lookup.directory(path(""))).isPresent();
    assertThat(lookup.directory(path("x"))).isPresent();
    assertThat(lookup.directory(path("y"))).isEmpty();
  }

  @Test
  void neighboursAreFoundOverTheBoundsOfParts() throws IOException {
    assertThat(lookup.near(path("cc"), 2)).containsExactly("b", "c", "d", "f");
    assertThat(lookup.near(path("e"), 2)).containsExactly("c", "d", "f", "g");
    assertThat(lookup.near(path("h"), 1)).containsExactly("g", "p");
    assertThat(lookup.near(path("a"), 2)).containsExactly("b", "c");
    assertThat(lookup.near(path("z"), 2)).containsExactly("p", "q");
  }

  @Test
  void rowsOfACidComeInTheOrderOfTheirPaths() throws IOException {
    List<String> paths = new ArrayList<>();
    lookup.ofCid(
        Tables.FILES,
        MadeUpBuild.cid("the same"),
        FileRow::cid,
        row -> paths.add(new String(row.path(), UTF_8)));
    assertThat(paths).containsExactly("d", "f", "q");
  }
}
