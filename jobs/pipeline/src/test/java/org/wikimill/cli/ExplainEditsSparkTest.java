package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.zim.ClusterReader;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.explain.Explain;
import org.wikimill.pipeline.explain.Explanation;
import org.wikimill.pipeline.explain.Explanation.Content;
import org.wikimill.pipeline.explain.Explanation.PageEdit;
import org.wikimill.pipeline.explain.Request;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.testing.BuiltFiles;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Shared;

/** The edits that are told of pages of real archives: they are all that differs, to the byte. */
class ExplainEditsSparkTest {
  private static final int PAGES = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "wikipedia_cr_all_2015-04.zim, policy viewport relation footer search",
    "wikipedia_fr_test_2018-10.zim, policy flow relation blanked footer search",
    "libkiwix_example.zim, policy footer",
  })
  void toldEditsMakeThePublishedPageOfItsEntry(String name, String expected) throws Exception {
    Path archive = Shared.require().resolve("zims").resolve(name);
    Path build = folder.resolve("build");
    Object[] line = {"build", archive, "-o", build, "-q", "--no-sync", "--master", "local[2]"};
    Cli run = Cli.run(line);
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> pages =
        ParquetRows.of(build, "files").stream()
            .filter(row -> row.getString("mime", 0).startsWith("text/html"))
            .filter(row -> !row.getString("sha256", 0).equals(row.getString("source_sha256", 0)))
            .map(ExplainEditsSparkTest::path)
            .toList();
    assertThat(pages).isNotEmpty();

    Set<String> rules = new TreeSet<>();
    Request request = new Request(Optional.of(archive.toString()), Integer.MAX_VALUE, noCar());
    FinishedBuild finished = FinishedBuild.in(new LocalStore(build, Durability.CACHED));
    try (Explain explain = Explain.open(finished);
        ZimArchive zim = ZimArchive.open(Inputs.file(archive))) {
      int step = Math.max(1, pages.size() / PAGES);
      for (int i = 0; i < pages.size(); i += step) {
        Explanation told = explain.of(pages.get(i), request);
        assertThat(told.broken()).isEmpty();
        assertThat(told.reading().editCount()).isEqualTo(told.reading().edits().size());
        byte[] made = applied(entry(zim, told.reading().entry()), told.reading().edits());
        assertThat(made).isEqualTo(BuiltFiles.bytes(build, told.root(), pages.get(i)));
        told.reading().edits().forEach(edit -> rules.add(edit.rule()));
      }
      // The landing page has the search box.
      explain.of("wiki/index.html", request).reading().edits().forEach(e -> rules.add(e.rule()));
    }
    assertThat(rules).contains(expected.split(" "));
  }

  private static String path(Group row) {
    return row.getString("path", 0);
  }

  private static Optional<Request.Car> noCar() {
    return Optional.empty();
  }

  private static byte[] entry(ZimArchive zim, String name) throws IOException {
    boolean isNew = zim.newNamespaceScheme();
    byte namespace = (byte) (isNew ? 'C' : name.charAt(0));
    byte[] path = (isNew ? name : name.substring(2)).getBytes(UTF_8);
    int index = zim.find(namespace, path).orElseThrow();
    try (ClusterReader reader = zim.open((Dirent.Content) zim.dirent(index))) {
      return reader.content().readAllBytes();
    }
  }

  /** The page as anyone would make it who reads the answer. */
  private static byte[] applied(byte[] entry, List<PageEdit> edits) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    int done = 0;
    for (PageEdit edit : edits) {
      int end = (int) (edit.offset() + edit.removedBytes());
      assertThat(Arrays.copyOfRange(entry, (int) edit.offset(), end))
          .isEqualTo(bytes(edit.removed()));
      page.write(entry, done, (int) edit.offset() - done);
      page.writeBytes(bytes(edit.inserted()));
      done = end;
    }
    page.write(entry, done, entry.length - done);
    return page.toByteArray();
  }

  private static byte[] bytes(Content content) {
    return content.hex() != null
        ? HexFormat.of().parseHex(content.hex())
        : content.text().getBytes(UTF_8);
  }
}
