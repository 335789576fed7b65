package org.wikimill.formats.ipld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.wikimill.formats.bytes.MalformedInputException;

class DirectoryTest {
  private static final CidProfile PROFILE = CidProfile.named("unixfs-v1-2025");
  private static final Cid RAW = Cid.sha256(1, Codec.RAW, new byte[32]);
  private static final byte[] A = {'a'};
  private static final byte[] B = {'b'};

  @Test
  void twoEntriesOfOneNameAreRefusedAndTheBuilderStartsAfresh() throws IOException {
    DirectoryBuilder directory = new DirectoryBuilder(PROFILE, BlockSink.NONE);
    directory.add(A, RAW, 1);
    directory.add(B, RAW, 1);
    directory.add(A, RAW, 2);
    assertThatIllegalArgumentException().isThrownBy(directory::finish).withMessageContaining("'a'");
    assertThat(directory.finish())
        .isEqualTo(
            new DirectoryNode(
                Cid.parse("bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354"),
                4,
                0,
                false));
  }

  @Test
  void namesThatArePathsOrEmptyAreRefused() {
    DirectoryBuilder directory = new DirectoryBuilder(PROFILE, BlockSink.NONE);
    HamtBuilder hamt = new HamtBuilder(PROFILE, BlockSink.NONE);
    for (byte[] name : new byte[][] {{}, {'a', '/', 'b'}}) {
      assertThatIllegalArgumentException().isThrownBy(() -> directory.add(name, RAW, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> hamt.entry(1, name, RAW, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> hamt.pending(1, name));
    }
  }

  @Test
  void namesNeedNotBeUtf8() throws IOException {
    MemoryBlocks blocks = new MemoryBlocks();
    DirectoryBuilder directory = new DirectoryBuilder(PROFILE, blocks);
    byte[] name = {(byte) 0xff, (byte) 0xfe};
    directory.add(name, RAW, 1);
    byte[] block = blocks.get(directory.finish().cid());
    assertThat(DagPb.decode("directory", block, 0, block.length).links())
        .containsExactly(new Link(RAW, name, 1));
  }

  @Test
  void hamtItemsOutOfOrderAreRefused() throws IOException {
    HamtBuilder hamt = new HamtBuilder(PROFILE, BlockSink.NONE);
    hamt.entry(-1, A, RAW, 1);
    assertThatIllegalArgumentException()
        .as("hashes are unsigned")
        .isThrownBy(() -> hamt.entry(1, B, RAW, 1))
        .withMessageContaining("not in strictly increasing order");
    assertThatIllegalArgumentException()
        .as("the same entry twice")
        .isThrownBy(() -> hamt.entry(-1, A, RAW, 1));
  }

  @Test
  void hamtItemsThatOverlapAreRefused() throws IOException {
    long prefix = 0x12_34L << 48;
    HamtBuilder before = new HamtBuilder(PROFILE, BlockSink.NONE);
    before.shard(prefix, 2, RAW, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> before.entry(prefix | 5, A, RAW, 1))
        .withMessageContaining("overlap");
    HamtBuilder after = new HamtBuilder(PROFILE, BlockSink.NONE);
    after.shard(prefix, 2, RAW, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> after.shard(prefix | 0x56L << 40, 3, RAW, 1, 2));
  }

  @Test
  void shardsWhosePrefixDoesNotFitTheirDepthAreRefused() {
    HamtBuilder hamt = new HamtBuilder(PROFILE, BlockSink.NONE);
    assertThatIllegalArgumentException().isThrownBy(() -> hamt.shard(0, 0, RAW, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> hamt.shard(0, 8, RAW, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> hamt.shard(1, 7, RAW, 1, 2));
  }

  @Test
  void namesWhoseHashesCollideInAllBucketsAreAnInputError() throws IOException {
    HamtBuilder hamt = new HamtBuilder(PROFILE, BlockSink.NONE);
    hamt.entry(7, A, RAW, 1);
    assertThatThrownBy(() -> hamt.entry(7, B, RAW, 1))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("sharded directory too deep")
        .hasMessageContaining("'a'")
        .hasMessageContaining("'b'");
  }

  @Test
  void hashesThatDifferInTheirLastBucketAloneMakeAChainOfEightShards() throws IOException {
    MemoryBlocks blocks = new MemoryBlocks();
    HamtBuilder hamt = new HamtBuilder(PROFILE, blocks);
    hamt.entry(7, A, RAW, 1);
    hamt.entry(8, B, RAW, 1);
    hamt.finish();
    assertThat(blocks.all()).hasSize(8);
  }

  @Test
  void anEmptyHamtIsRefusedAndAnEmptyPartHasNoItems() throws IOException {
    HamtBuilder hamt = new HamtBuilder(PROFILE, BlockSink.NONE);
    assertThatIllegalStateException().isThrownBy(hamt::finish);
    hamt.finishItems();
  }

  @Test
  void aPendingValueNeedsAConsumerOfItems() throws IOException {
    HamtBuilder hamt = new HamtBuilder(PROFILE, BlockSink.NONE);
    hamt.entry(1, A, RAW, 1);
    hamt.pending(2, B);
    assertThatIllegalStateException().isThrownBy(hamt::finish);
  }

  @Test
  void aSymlinkHasATarget() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Symlinks.of(PROFILE, BlockSink.NONE, new byte[0]));
  }
}
