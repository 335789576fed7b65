package org.wikimill.formats.dag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Link;
import org.wikimill.formats.ipld.UnixFsNode;

class DagPathTest {
  private final TestDag dag = new TestDag(CidProfile.Leaves.RAW);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 6, 100, 3_000})
  void everyEntryOfAnyDirectoryIsFoundAndNoOther(int count) throws IOException {
    Map<String, UnixFsNode> entries = entries(count);
    Cid root = dag.directory(entries);
    for (Map.Entry<String, UnixFsNode> entry : entries.entrySet()) {
      assertThat(resolve(root, entry.getKey()).target()).isEqualTo(entry.getValue().cid());
    }
    for (int i = count; i < count + 200; i++) {
      String name = "entry " + i;
      assertThatThrownBy(() -> resolve(root, name)).isInstanceOf(NoSuchLinkException.class);
    }
  }

  @Test
  void aLookUpInAHamtReadsTheShardsOnItsWayAndNoOther() throws IOException {
    Map<String, UnixFsNode> entries = entries(3_000);
    Cid root = dag.directory(entries);
    dag.takeAsked();

    DagPath path = resolve(root, "entry 77");

    assertThat(dag.takeAsked()).isEqualTo(path.traversed()).hasSizeBetween(3, 9);
    assertThat(path.traversed()).startsWith(root);
    assertThat(path.roots()).containsExactly(root, entries.get("entry 77").cid());
  }

  @Test
  void aPathLeadsThroughDirectoriesOfBothKinds() throws IOException {
    Cid many = dag.directory(entries(100));
    Cid root = dag.directory(Map.of("many", new UnixFsNode(many, 1)));
    DagPath path = resolve(root, "many", "entry 3");
    assertThat(path.roots())
        .containsExactly(root, many, dag.file("content 3".getBytes(UTF_8)).cid());
    assertThat(path.traversed()).startsWith(root, many);
    assertThatThrownBy(() -> resolve(root, "many", "entry 3", "x"))
        .isInstanceOf(NoSuchLinkException.class)
        .hasMessageContaining("\"x\"");
  }

  @Test
  void aMissingShardIsAMissingBlockAndNoMissingName() throws IOException {
    Cid root = dag.directory(entries(100));
    DagPath path = resolve(root, "entry 9");
    dag.remove(path.traversed().get(1));
    assertThatThrownBy(() -> resolve(root, "entry 9")).isInstanceOf(MissingBlockException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 3_000})
  void aDirectoryListsEachEntryOnceUnderItsOwnName(int count) throws IOException {
    Map<String, UnixFsNode> entries = entries(count);
    UnixFsObject root = UnixFsObject.open(dag, dag.directory(entries));
    DirectoryReader reader = DirectoryReader.of(dag, root).orElseThrow();
    Map<String, UnixFsNode> listed = new TreeMap<>();
    List<Link> all = new ArrayList<>();
    for (List<Link> some = reader.next(3); !some.isEmpty(); some = reader.next(3)) {
      assertThat(some).hasSizeLessThanOrEqualTo(3);
      all.addAll(some);
    }
    for (Link link : all) {
      listed.put(new String(link.name(), UTF_8), new UnixFsNode(link.cid(), link.tsize()));
    }
    assertThat(all).hasSize(count);
    assertThat(listed).isEqualTo(entries);
  }

  private Map<String, UnixFsNode> entries(int count) throws IOException {
    Map<String, UnixFsNode> entries = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      entries.put("entry " + i, dag.file(("content " + i).getBytes(UTF_8)));
    }
    return entries;
  }

  private DagPath resolve(Cid root, String... names) throws IOException {
    return DagPath.resolve(dag, root, Stream.of(names).map(n -> n.getBytes(UTF_8)).toList());
  }
}
