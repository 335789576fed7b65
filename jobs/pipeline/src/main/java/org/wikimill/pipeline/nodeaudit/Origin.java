package org.wikimill.pipeline.nodeaudit;

import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;

/**
 * A harmed block, on its way up to the files and directories that it is a part of.
 *
 * @param cid the block
 * @param harm what is wrong with it
 */
record Origin(Cid cid, Harm harm) {
  byte[] encode(RowWriter out) {
    return out.clear().byteValue(harm.ordinal()).raw(cid.bytes()).toBytes();
  }

  static Origin decode(byte[] row) throws MalformedInputException {
    RowReader in = new RowReader(row);
    Harm harm = Harm.values()[in.byteValue()];
    return new Origin(Cid.decode(in.rest(), 0), harm);
  }
}
