package org.wikimill.pipeline.audit;

import java.io.IOException;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.formats.ipld.Cid;

/**
 * What a row of table {@code dirs} says of a directory.
 *
 * @param cid the CID of its root block
 * @param tsize bytes of its whole DAG
 * @param entries names in it
 * @param sharded whether it is a HAMT
 */
record DirectoryFact(Cid cid, long tsize, long entries, boolean sharded) {
  DirectoryFact(DirRow row) {
    this(row.cid(), row.tsize(), row.entries(), row.sharded());
  }

  /** The fact, as a build has it. */
  byte[] value(RowWriter out, Side side) {
    return out.clear()
        .byteValue(side.ordinal())
        .bytes(cid.bytes())
        .varint(tsize)
        .varint(entries)
        .byteValue(sharded ? 1 : 0)
        .toBytes();
  }

  static Side side(byte[] value) {
    return Side.values()[value[0]];
  }

  static DirectoryFact of(byte[] value) throws IOException {
    RowReader in = new RowReader(value);
    in.byteValue();
    return new DirectoryFact(
        Cid.decode(in.bytes(), 0), in.varint(), in.varint(), in.byteValue() == 1);
  }

  /** Whether the directory above would name it with the same link. */
  boolean isLinkedAs(DirectoryFact o) {
    return cid.equals(o.cid) && tsize == o.tsize;
  }
}
