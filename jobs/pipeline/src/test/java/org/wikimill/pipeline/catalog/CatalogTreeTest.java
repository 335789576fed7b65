package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.dag.CarStore;
import org.wikimill.formats.dag.UnixFsObject;
import org.wikimill.formats.dag.UnixFsReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.IndexedCar;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.ipld.LocalTree;
import org.wikimill.formats.ipld.UnixFsNode;

class CatalogTreeTest {
  private static final CidProfile PROFILE = CidProfile.named("unixfs-v1-2025");

  @TempDir private Path folder;
  private Path tree;
  private CatalogFile list;
  private byte[] bytes;

  /** Three snapshots of two wikis on disk, and a list of them. */
  @BeforeEach
  void publish() throws Exception {
    tree = Files.createDirectory(folder.resolve("tree"));
    list = Drafts.parse("");
    add("tr", "2026-01");
    add("be-tarask", "2026-01-15");
    add("tr", "2026-02");
    bytes = list.bytes();
  }

  private void add(String code, String date) throws Exception {
    Path snapshot = Files.createDirectories(tree.resolve(code).resolve(date));
    Files.writeString(snapshot.resolve("index.html"), code + date);
    UnixFsNode node = LocalTree.hash(snapshot, PROFILE);
    list = list.with(code, "<b>" + code, Drafts.snapshot(date, node.cid(), null, node.tsize()));
  }

  private CatalogTree catalogTree() {
    return new CatalogTree(list.catalog(), bytes, Map.of(".sig", "signed".getBytes(UTF_8)));
  }

  private CarStore write(Path car) throws IOException {
    catalogTree().write(car);
    return new CarStore(List.of(IndexedCar.open(Inputs.file(car))), 1 << 20);
  }

  private static byte[] file(CarStore blocks, Cid root, String name) throws IOException {
    UnixFsObject.Directory top = (UnixFsObject.Directory) UnixFsObject.open(blocks, root);
    Link link =
        top.entries().stream()
            .filter(entry -> new String(entry.name(), UTF_8).equals(name))
            .findFirst()
            .orElseThrow();
    UnixFsObject.File file = (UnixFsObject.File) UnixFsObject.open(blocks, link.cid());
    byte[] content = new byte[(int) file.lengthBytes()];
    new UnixFsReader(blocks, file).readFully(0, content, 0, content.length);
    return content;
  }

  @Test
  void theTreeIsThatOfTheSameFilesOnDisk() throws Exception {
    Path car = folder.resolve("all.car");
    DirectoryNode root = catalogTree().write(car);
    try (CarStore blocks = write(car)) {
      for (String name :
          List.of("index.html", "site.css", "favicon.ico", "snapshots.yml", "snapshots.yml.sig")) {
        Files.write(tree.resolve(name), file(blocks, root.cid(), name));
      }
    }
    assertThat(Files.readAllBytes(tree.resolve("snapshots.yml"))).isEqualTo(bytes);
    assertThat(LocalTree.hash(tree, PROFILE)).isEqualTo(new UnixFsNode(root.cid(), root.tsize()));
  }

  @Test
  void theCarHasNoBlockOfASnapshotAndNoneTwice() throws Exception {
    Path car = folder.resolve("all.car");
    try (CarStore blocks = write(car)) {
      for (Language language : list.catalog().languages()) {
        for (PublishedSnapshot snapshot : language.snapshots()) {
          assertThat(blocks.number(snapshot.root())).isEmpty();
        }
      }
      assertThat(blocks.size()).isEqualTo(8); // two languages, the top, five files
    }
    byte[] first = Files.readAllBytes(car);
    catalogTree().write(car);
    assertThat(Files.readAllBytes(car)).isEqualTo(first);
  }

  @Test
  void thePageLeadsToEverySnapshotAndHoldsNoMarkupOfOthers() {
    String page = new String(CatalogPage.html(list.catalog(), List.of("snapshots.yml")), UTF_8);
    assertThat(page)
        .containsSubsequence(
            "<h2 id=\"be-tarask\"><bdi>&lt;b&gt;be-tarask</bdi> (be-tarask)</h2>",
            "<a href=\"be-tarask/2026-01-15/\">2026-01-15</a>",
            "<a href=\"tr/2026-02/\">2026-02</a>",
            "href=\"https://example.org/a?b=c&amp;d#e\"",
            "<a href=\"tr/2026-01/\">2026-01</a>",
            "<a href=\"snapshots.yml\">snapshots.yml</a>")
        .doesNotContain("<b>", "<script", "http://");
  }

  @Test
  void theRootsOfTheTreesOwnCarAreMissedAndThoseOfTheSnapshotsAreFound() throws Exception {
    CatalogCheck check = new CatalogCheck(list.catalog());
    try (CarStore blocks = write(folder.resolve("all.car"))) {
      assertThat(check.roots("here", blocks))
          .hasSize(3)
          .allMatch(finding -> finding.text().matches("here: root bafy\\w+ is not there"));
    }
  }
}
