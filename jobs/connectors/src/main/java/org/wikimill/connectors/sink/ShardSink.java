package org.wikimill.connectors.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.formats.ipld.BlockSink;

/** Takes the blocks of one partition, and keeps them if the partition is committed. */
public sealed interface ShardSink extends BlockSink, Closeable permits CarShard, CountingSink {

  /** Ends the shard and makes its files appear; they are whole and durable when this returns. */
  List<FileFact> commit() throws IOException;

  /** The identity of the node that confirmed the blocks; empty if none was to. */
  default Optional<String> node() {
    return Optional.empty();
  }

  /** What was put so far. */
  Stored stored();

  /**
   * What a shard was given.
   *
   * @param blocks blocks stored
   * @param bytes bytes of those
   * @param repeatedBlocks blocks that the shard had already
   * @param repeatedBytes bytes of those
   */
  record Stored(long blocks, long bytes, long repeatedBlocks, long repeatedBytes) {
    static final Stored NOTHING = new Stored(0, 0, 0, 0);

    Stored block(int length) {
      return new Stored(blocks + 1, bytes + length, repeatedBlocks, repeatedBytes);
    }

    Stored repeated(int length) {
      return new Stored(blocks, bytes, repeatedBlocks + 1, repeatedBytes + length);
    }
  }
}
