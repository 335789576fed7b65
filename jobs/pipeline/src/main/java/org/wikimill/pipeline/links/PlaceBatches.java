package org.wikimill.pipeline.links;

import java.util.Iterator;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.pipeline.links.BucketKey.Side;
import org.wikimill.pipeline.rows.HashBatches;
import org.wikimill.pipeline.rows.HashCounts;
import org.wikimill.pipeline.rows.LinkFile;
import scala.Tuple2;

/**
 * Places as batches of their hashes, under {@link BucketKey}s: many to a row, so few rows travel.
 */
final class PlaceBatches extends RowPump {
  /** Places that are gathered: 8 MiB. */
  private static final int MAX_HELD = 1 << 18;

  private final Iterator<Tuple2<byte[], byte[]>> rows;
  private final Step step;
  private final int bits;
  private final RowWriter keys = new RowWriter();
  private final HashCounts answering = new HashCounts();

  /** Takes a row, with {@link #answers} and {@link #asks}. */
  private interface Step {
    void row(PlaceBatches batches, byte[] key, byte[] value);
  }

  private PlaceBatches(Iterator<Tuple2<byte[], byte[]>> rows, int bits, Step step) {
    this.rows = rows;
    this.bits = bits;
    this.step = step;
  }

  /** The places for which rows of the index answer. */
  static PlaceBatches ofIndex(Iterator<Tuple2<byte[], byte[]>> rows, int bits) {
    return new PlaceBatches(
        rows, bits, (batches, key, value) -> Answers.ofIndex(key, batches::answers));
  }

  /** The places that link files name. */
  static PlaceBatches ofLinkFiles(Iterator<Tuple2<byte[], byte[]>> rows, int bits) {
    return new PlaceBatches(
        rows,
        bits,
        (batches, key, value) -> {
          Answers.ofLinkFile(key, value, batches::answers);
          if (LinkFile.Row.of(key) == LinkFile.Row.TARGETS) {
            batches.asks(value);
          }
        });
  }

  private void answers(byte[] place, byte[] path) {
    answering.add(HashCounts.hash(place), 1);
    if (answering.size() == MAX_HELD) {
      emitAnswering();
    }
  }

  private void asks(byte[] batch) {
    HashBatches<RuntimeException> cut = cut(Side.ASKED);
    HashBatches.read(batch, cut);
    cut.end();
  }

  @Override
  protected boolean step() {
    if (rows.hasNext()) {
      Tuple2<byte[], byte[]> row = rows.next();
      step.row(this, row._1, row._2);
      return true;
    }
    boolean left = answering.size() > 0;
    emitAnswering();
    return left;
  }

  private void emitAnswering() {
    HashBatches<RuntimeException> cut = cut(Side.ANSWERING);
    answering.forEach(cut);
    cut.end();
    answering.clear();
  }

  private HashBatches<RuntimeException> cut(Side side) {
    return new HashBatches<>(
        bits, (bucket, batch) -> emit(BucketKey.of(keys, bucket, side), batch));
  }
}
