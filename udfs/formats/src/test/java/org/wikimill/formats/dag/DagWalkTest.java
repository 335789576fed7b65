package org.wikimill.formats.dag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wikimill.formats.dag.DagWalk.Duplicates.OMITTED;
import static org.wikimill.formats.dag.DagWalk.Duplicates.REPEATED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.dag.DagWalk.Bytes;
import org.wikimill.formats.dag.DagWalk.Scope;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.ipld.UnixFsNode;

class DagWalkTest {
  private final TestDag dag = new TestDag(CidProfile.Leaves.RAW);

  @Test
  void everythingIsWalkedParentsFirstInTheOrderOfLinks() throws IOException {
    Cid a = leaf("aaaa");
    Cid b = leaf("bbbb");
    UnixFsNode file = dag.file("aaaabbbb".getBytes(UTF_8));
    Cid root = dag.directory(new TreeMap<>(Map.of("f", file, "g", node(a))));
    assertThat(walk(root, Scope.ALL, Bytes.ALL, REPEATED))
        .containsExactly(root, file.cid(), a, b, a);
    assertThat(walk(root, Scope.ALL, Bytes.ALL, OMITTED)).containsExactly(root, file.cid(), a, b);
  }

  @Test
  void anEntityIsAllOfAFileButOfADirectoryOnlyItsOwnBlocks() throws IOException {
    UnixFsNode file = dag.file("aaaabbbb".getBytes(UTF_8));
    Cid root = dag.directory(Map.of("f", file));
    assertThat(walk(root, Scope.ENTITY, Bytes.ALL, OMITTED)).containsExactly(root);
    assertThat(walk(root, Scope.ENTITY, Bytes.ALL, OMITTED, "f"))
        .containsExactly(root, file.cid(), leaf("aaaa"), leaf("bbbb"));
    assertThat(walk(root, Scope.BLOCK, Bytes.ALL, OMITTED, "f")).containsExactly(root, file.cid());
  }

  @Test
  void anEntityThatIsAHamtIsAllOfItsShards() throws IOException {
    Map<String, UnixFsNode> entries = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      entries.put("entry " + i, dag.file(("content " + i).getBytes(UTF_8)));
    }
    List<Cid> files = entries.values().stream().map(UnixFsNode::cid).toList();
    dag.blocks().clear();
    Cid root = dag.directory(entries);
    assertThat(walk(root, Scope.ENTITY, Bytes.ALL, OMITTED))
        .containsExactlyInAnyOrderElementsOf(dag.blocks().keySet())
        .startsWith(root)
        .doesNotContainAnyElementsOf(files);
  }

  @Test
  void ofAFileOnlyTheBlocksOfTheWantedBytesAreWalked() throws IOException {
    // Twelve leaves below four nodes below two below the root.
    UnixFsNode file = dag.file("aaaabbbbccccddddeeeeffffgggghhhhiiiijjjjkkkkllll".getBytes(UTF_8));
    List<Cid> some = walk(file.cid(), Scope.ENTITY, new Bytes(15, 16), OMITTED);
    assertThat(some)
        .contains(leaf("dddd"), leaf("eeee"))
        .doesNotContain(leaf("cccc"), leaf("ffff"));
    List<Cid> one = walk(file.cid(), Scope.ENTITY, new Bytes(0, 0), OMITTED);
    assertThat(one).endsWith(leaf("aaaa")).doesNotContain(leaf("bbbb"));
  }

  @Test
  void aPartThatOccursTwiceIsEnteredAgainForOtherBytes() throws IOException {
    // Both halves are one node; the first is wanted from its last leaf on, the second to its first.
    UnixFsNode file = dag.file("aaaabbbbccccaaaabbbbcccc".getBytes(UTF_8));
    assertThat(walk(file.cid(), Scope.ENTITY, new Bytes(11, 12), OMITTED))
        .hasSize(4)
        .contains(leaf("cccc"), leaf("aaaa"));
  }

  @Test
  @Timeout(10)
  void aFileOfManyEqualPartsIsWalkedOnceHoweverManyTheyAre() throws IOException {
    // 2^40 leaves in 41 blocks.
    Cid node = leaf("aaaa");
    List<Cid> all = new ArrayList<>(List.of(node));
    for (int level = 0; level < 40; level++) {
      node = dag.parent(node, 4L << level, 4L << level);
      all.add(0, node);
    }
    assertThat(walk(node, Scope.ENTITY, Bytes.ALL, OMITTED)).isEqualTo(all);
    Bytes most = new Bytes(5, (4L << 40) - 6);
    assertThat(walk(node, Scope.ENTITY, most, OMITTED)).isEqualTo(all);
    assertThat(walk(node, Scope.ALL, Bytes.ALL, OMITTED)).isEqualTo(all);
  }

  @Test
  void aPartThatIsLongerThanItsParentSaysIsRefused() throws IOException {
    Cid part = dag.parent(leaf("aaaa"), 4, 4);
    Cid file = dag.parent(part, 8, 7);
    assertThatThrownBy(() -> walk(file, Scope.ENTITY, Bytes.ALL, REPEATED))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.reason()).isEqualTo("part of a file is not what its parent says"));
  }

  @Test
  void cidsThatAreTheirOwnDataAreNeverGivenOut() throws IOException {
    Cid root = dag.directory(Map.of("empty", node(Cid.IDENTITY_EMPTY), "x", node(leaf("xxxx"))));
    assertThat(walk(root, Scope.ALL, Bytes.ALL, REPEATED)).containsExactly(root, leaf("xxxx"));
    assertThat(walk(Cid.IDENTITY_EMPTY, Scope.ALL, Bytes.ALL, REPEATED)).isEmpty();
  }

  @Test
  void linksInDagCborAreWalkedToo() throws IOException {
    Cid leaf = leaf("yyyy");
    byte[] block = new byte[4 + 1 + leaf.lengthBytes()];
    System.arraycopy(new byte[] {(byte) 0xd8, 42, 0x58, 37, 0}, 0, block, 0, 5);
    leaf.writeTo(block, 5);
    Cid root = Cid.sha256(1, Codec.DAG_CBOR, new byte[32]);
    dag.put(root, block, 0, block.length);
    assertThat(walk(root, Scope.ALL, Bytes.ALL, OMITTED)).containsExactly(root, leaf);
    assertThat(walk(root, Scope.ENTITY, Bytes.ALL, OMITTED)).containsExactly(root);
  }

  private Cid leaf(String content) throws IOException {
    return dag.file(content.getBytes(UTF_8)).cid();
  }

  private static UnixFsNode node(Cid cid) {
    return new UnixFsNode(cid, 0);
  }

  private List<Cid> walk(
      Cid root, Scope scope, Bytes bytes, DagWalk.Duplicates duplicates, String... names)
      throws IOException {
    DagPath path =
        DagPath.resolve(dag, root, Stream.of(names).map(n -> n.getBytes(UTF_8)).toList());
    DagWalk walk = new DagWalk(dag, path, scope, bytes, duplicates);
    List<Cid> cids = new ArrayList<>();
    for (Optional<Cid> cid = walk.next(); cid.isPresent(); cid = walk.next()) {
      cids.add(cid.get());
    }
    return cids;
  }
}
