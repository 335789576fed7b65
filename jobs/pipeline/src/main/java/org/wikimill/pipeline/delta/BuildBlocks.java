package org.wikimill.pipeline.delta;

import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.wikimill.connectors.io.Digests;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.manifest.FinishedBuild;

/**
 * Reads blocks of a build from its CARs, fast where they are asked for in the order in which they
 * stand. Each is hashed before it is given out. Not thread-safe.
 */
public final class BuildBlocks implements Closeable {
  /** The longest block that is read; those of all profiles are shorter. */
  private static final int MAX_BLOCK_BYTES = 8 << 20;

  private static final int WINDOW_BYTES = 256 << 10;

  private final Store store;
  private final List<String> shards;
  private final MessageDigest sha256 = Digests.sha256();
  private final byte[] window = new byte[WINDOW_BYTES];
  private PositionedInput input;
  private int open = -1;
  private long windowStart;
  private int windowBytes;

  /**
   * @param shards the CARs of the build
   */
  public BuildBlocks(Store store, List<String> shards) {
    this.store = store;
    this.shards = shards;
  }

  /** The CARs of a build, in the order of their names; none if it keeps no blocks. */
  public static List<String> shards(FinishedBuild build) {
    return build.cars();
  }

  /**
   * The bytes of a block.
   *
   * @throws MalformedInputException if the bytes that stand there are others
   */
  public byte[] read(BlockCopy copy) throws IOException {
    if (copy.shard() != open) {
      close();
      input = store.open(shards.get(copy.shard()));
      open = copy.shard();
    }
    int length = copy.lengthBytes();
    if (length < 0 || length > MAX_BLOCK_BYTES || copy.offset() > input.length() - length) {
      throw new MalformedInputException(
          "row of a block", input.name(), copy.offset(), "a block of the CAR", length + " bytes");
    }
    byte[] block = bytes(copy.offset(), length);
    Cid cid = copy.cid();
    if (!MessageDigest.isEqual(sha256.digest(block), cid.digest())) {
      throw new MalformedInputException(
          "bytes of a block", input.name(), copy.offset(), cid.toString(), "other bytes");
    }
    return block;
  }

  private byte[] bytes(long offset, int length) throws IOException {
    byte[] block = new byte[length];
    if (length > WINDOW_BYTES) {
      input.readFully(offset, block, 0, length);
      return block;
    }
    if (offset < windowStart || offset + length > windowStart + windowBytes) {
      windowBytes = 0;
      int bytes = (int) Math.min(WINDOW_BYTES, input.length() - offset);
      input.readFully(offset, window, 0, bytes);
      windowStart = offset;
      windowBytes = bytes;
    }
    int from = (int) (offset - windowStart);
    return Arrays.copyOfRange(window, from, from + length);
  }

  @Override
  public void close() throws IOException {
    windowBytes = 0;
    open = -1;
    if (input != null) {
      input.close();
      input = null;
    }
  }
}
