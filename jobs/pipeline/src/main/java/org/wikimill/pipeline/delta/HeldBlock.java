package org.wikimill.pipeline.delta;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;

/**
 * A block of a build, and who has it.
 *
 * @param copy where the build has it
 * @param holders a bit for each holder that has it, the first being the lowest
 */
public record HeldBlock(BlockCopy copy, long holders) {

  /** Whether a holder has it, by number. */
  public boolean isWith(int holder) {
    return (holders >>> holder & 1) != 0;
  }

  byte[] encode(RowWriter out) {
    copy.write(out.clear());
    return out.varint(holders).toBytes();
  }

  static HeldBlock decode(byte[] row) throws MalformedInputException {
    RowReader in = new RowReader(row);
    return new HeldBlock(BlockCopy.read(in), in.varint());
  }
}
