package org.wikimill.pipeline.rows;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;

/**
 * Cuts ascending hashes and their counts into batches, each the value of a row: all hashes of one
 * bucket that come together. The bucket of a hash is its first bits.
 *
 * <p>A batch is differences from hash to hash and counts, as varints: 9 bytes a hash at most times.
 */
public final class HashBatches<E extends Exception> implements HashCounts.Visitor<E> {
  /** Takes a batch. */
  @FunctionalInterface
  public interface Taker<E extends Exception> {
    void take(int bucket, byte[] batch) throws E;
  }

  private final int bits;
  private final Taker<E> taker;
  private final RowWriter batch = new RowWriter();
  private int bucket = -1;
  private long last;

  /**
   * @param bits 0 to 30: so many bits make a bucket
   */
  public HashBatches(int bits, Taker<E> taker) {
    this.bits = bits;
    this.taker = taker;
  }

  @Override
  public void visit(long hash, long times) throws E {
    int itsBucket = bits == 0 ? 0 : (int) (hash >>> Long.SIZE - bits);
    if (itsBucket != bucket) {
      end();
      bucket = itsBucket;
    }
    batch.varint(hash - last).varint(times);
    last = hash;
  }

  /** Ends the batch that is open. Then hashes may begin from the least again. */
  public void end() throws E {
    if (bucket >= 0) {
      taker.take(bucket, batch.toBytes());
    }
    batch.clear();
    bucket = -1;
    last = 0;
  }

  /** Visits the hashes of a batch. */
  public static <E extends Exception> void read(byte[] batch, HashCounts.Visitor<E> visitor)
      throws E {
    RowReader in = new RowReader(batch);
    long hash = 0;
    while (in.hasMore()) {
      hash += in.varint();
      visitor.visit(hash, in.varint());
    }
  }
}
