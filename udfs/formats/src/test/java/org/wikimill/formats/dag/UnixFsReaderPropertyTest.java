package org.wikimill.formats.dag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;

class UnixFsReaderPropertyTest {

  @ParameterizedTest
  @EnumSource
  void everyRangeOfFilesOfAllDepthsIsRead(CidProfile.Leaves leaves) throws IOException {
    Random random = new Random(17);
    for (int length : new int[] {0, 1, 3, 4, 5, 12, 13, 36, 37, 109, 500}) {
      TestDag dag = new TestDag(leaves);
      byte[] content = new byte[length];
      random.nextBytes(content);
      UnixFsReader reader = open(dag, dag.file(content).cid());
      assertThat(reader.length()).isEqualTo(length);
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(length + 1);
        int count = random.nextInt(length - from + 1);
        byte[] target = new byte[count];
        reader.readFully(from, target, 0, count);
        assertThat(target).isEqualTo(Arrays.copyOfRange(content, from, from + count));
      }
    }
  }

  @Test
  void aRangeNeedsNoBlockBesideItsOwnAndThoseAbove() throws IOException {
    TestDag dag = new TestDag(CidProfile.Leaves.RAW);
    byte[] content = new byte[108]; // 27 leaves of 4 bytes, three levels above them
    new Random(3).nextBytes(content);
    UnixFsReader reader = open(dag, dag.file(content).cid());
    dag.takeAsked();

    reader.readFully(50, new byte[4], 0, 4);

    assertThat(dag.takeAsked()).hasSizeBetween(4, 6);
  }

  @Test
  void rangesOutsideTheFileAreRefused() throws IOException {
    TestDag dag = new TestDag(CidProfile.Leaves.RAW);
    UnixFsReader reader = open(dag, dag.file(new byte[10]).cid());
    assertThatThrownBy(() -> reader.readFully(8, new byte[3], 0, 3))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> reader.readFully(-1, new byte[3], 0, 3))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aPartThatIsLongerThanItsParentSaysIsRefused() throws IOException {
    TestDag dag = new TestDag(CidProfile.Leaves.RAW);
    Cid leaf = dag.file(new byte[4]).cid();
    UnixFsReader reader = open(dag, dag.parent(leaf, 3));
    assertThatThrownBy(() -> reader.readFully(0, new byte[1], 0, 1))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.reason()).isEqualTo("part of a file is not what its parent says"));
  }

  @Test
  void sizesThatAddUpToMoreThanThereCanBeAreRefused() throws IOException {
    TestDag dag = new TestDag(CidProfile.Leaves.RAW);
    Cid leaf = dag.file(new byte[4]).cid();
    Cid parent = dag.parent(leaf, Long.MAX_VALUE, 2);
    assertThatThrownBy(() -> UnixFsObject.open(dag, parent))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.reason()).isEqualTo("file size out of range"));
  }

  private static UnixFsReader open(TestDag dag, Cid cid) throws IOException {
    return new UnixFsReader(dag, (UnixFsObject.File) UnixFsObject.open(dag, cid));
  }
}
