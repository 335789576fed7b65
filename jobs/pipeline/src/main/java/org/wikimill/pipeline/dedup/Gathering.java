package org.wikimill.pipeline.dedup;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowWriter;
import scala.Tuple2;

/**
 * Where all that is known of a block meets: it is counted, or goes on.
 *
 * <p>A block that is the root of a file, or of a directory, is counted at once. Any other is a part
 * of larger files, whose roots hand their paths down to their parts; it is counted in a second
 * gathering, where they meet. The rows that are made are those, and the tally.
 */
final class Gathering extends RowPump {
  /** Which of the two it is. */
  enum Round {
    /** Of all blocks and files. */
    ROOTS,
    /** Of the parts of files of several blocks. */
    PARTS
  }

  private final Iterator<Tuple2<byte[], byte[]>> rows;
  private final Round round;
  private final Tally tally;
  private final Keys keys = new Keys();
  private final RowWriter values = new RowWriter();
  private Block block;
  private boolean ended;

  Gathering(Iterator<Tuple2<byte[], byte[]>> rows, Round round, int builds) {
    this.rows = rows;
    this.round = round;
    this.tally = new Tally(builds);
  }

  @Override
  protected boolean step() throws IOException {
    if (ended) {
      return false;
    }
    if (!rows.hasNext()) {
      end();
      ended = true;
      emit(keys.tally(), tally.encode());
      return true;
    }
    Tuple2<byte[], byte[]> row = rows.next();
    Keys.Parsed key = Keys.Parsed.of(row._1);
    if (key.facet() == Keys.Facet.TALLY) {
      emit(row._1, row._2);
      return true;
    }
    if (block == null || !Arrays.equals(block.name(), key.block())) {
      end();
      block = new Block(key.block());
    }
    take(key, row._2);
    return true;
  }

  private void take(Keys.Parsed key, byte[] value) {
    switch (key.facet()) {
      case HELD -> block.addHolders(value);
      case PARTS -> block.consistsOf(value);
      default -> {
        block.addUse(key, Kind.values()[value[0]]);
        tellParts(key, value);
      }
    }
  }

  /** Hands a file's path and kind down to its blocks. */
  private void tellParts(Keys.Parsed use, byte[] kind) {
    byte[] parts = block.parts();
    for (int at = 0; at < parts.length; at += Keys.BLOCK_BYTES) {
      byte[] part = Arrays.copyOfRange(parts, at, at + Keys.BLOCK_BYTES);
      emit(keys.used(part, block.name(), use.path(), use.build()), kind);
    }
  }

  private void end() {
    if (block == null || block.holders().isEmpty()) {
      return;
    }
    block.endFile();
    if (round == Round.PARTS || block.isRoot()) {
      tally.add(block);
    } else {
      emit(keys.held(block.name()), block.held(values));
    }
  }
}
