package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;

/** What a finished build of the sample wiki is to programs that know nothing of wikimill. */
@TestInstance(Lifecycle.PER_CLASS)
class FinishedBuildInteropIT {
  private Path scratch;
  private Path archive;
  private Path snapshot;
  private String root;
  private List<Path> cars;

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    scratch = folder;
    archive = scratch.resolve("sample.zim");
    snapshot = scratch.resolve("snapshot");
    SampleWiki.write(archive);
    root =
        Wikimill.command("build", archive, "-q", "--layout", "zim", "-o", snapshot)
            .succeed()
            .text()
            .strip();
    try (Stream<Path> files = Files.list(snapshot.resolve("car"))) {
      cars = files.filter(file -> file.toString().endsWith(".car")).sorted().toList();
    }
  }

  @Test
  void kuboImportsThePinnedRootAndGivesBackEveryFile() {
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));

    assertThat(repo.importCars(cars)).contains(root);
    assertThat(repo.list(root)).containsKeys(".NET", "Node.js", "Wheel", "Млин");
    assertThat(repo.stat(root).blocks()).isEqualTo(distinctBlocks());
    repo.get(root, scratch.resolve("got"));
    assertThat(FileTree.onDisk(scratch.resolve("got"))).isEqualTo(expectedFiles());
  }

  @Test
  void anUnrelatedReaderFindsTheSameFilesInTheShards() {
    assertThat(FileTree.inShards(root, cars)).isEqualTo(expectedFiles());
  }

  @Test
  void theIndexAnswersDuckDbWithTheCidThatKuboGivesThePage() throws IOException {
    Path page = Files.createDirectories(scratch.resolve("page")).resolve("page.html");
    try (InputStream html = SampleWiki.class.getResourceAsStream("/sample-wiki/pages/mlyn.html")) {
      Files.copy(html, page);
    }
    String cid =
        KuboRepo.create(scratch.resolve("single"))
            .add(page, "--cid-version=1", "--chunker=size-1048576");

    assertThat(index("files", "select cid, title from %s where path = 'Ukrainian_mill'"))
        .hasToString("[{\"cid\":\"" + cid + "\",\"title\":\"Ukrainian mill\"}]");
  }

  /** By the reference program, which reads the archive with libzim. */
  private SortedMap<String, String> expectedFiles() {
    return FileTree.ofArchive(archive, "link");
  }

  private long distinctBlocks() {
    return index("blocks", "select count(distinct cid) as n from %s where cid <> 'bafkqaaa'")
        .get(0)
        .path("n")
        .longValue();
  }

  private List<JsonNode> index(String table, String sql) {
    String files = "read_parquet('" + snapshot.resolve("index/" + table) + "/**/*.parquet')";
    return JsonLines.ofQuery(sql.formatted(files));
  }
}
