package org.wikimill.pipeline.tree;

import java.io.IOException;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.ipld.Cid;

/** An item of a directory that no single partition can finish. */
sealed interface SpineItem {

  /** An entry whose node is known. */
  record Entry(Cid cid, long tsize) implements SpineItem {}

  /** An entry that is itself a spine directory. */
  record Pending() implements SpineItem {}

  /** A finished sub-shard of the directory's HAMT, {@code depth} levels below its root. */
  record Shard(int depth, Cid cid, long tsize, long entries) implements SpineItem {}

  int ENTRY = 0;
  int PENDING = 1;
  int SHARD = 2;

  static byte[] entry(RowWriter out, Cid cid, long tsize) {
    return out.clear().byteValue(ENTRY).bytes(cid.bytes()).varint(tsize).toBytes();
  }

  static byte[] pending(RowWriter out) {
    return out.clear().byteValue(PENDING).toBytes();
  }

  static byte[] shard(RowWriter out, int depth, Cid cid, long tsize, long entries) {
    return out.clear()
        .byteValue(SHARD)
        .varint(depth)
        .bytes(cid.bytes())
        .varint(tsize)
        .varint(entries)
        .toBytes();
  }

  static SpineItem of(byte[] value) throws IOException {
    RowReader in = new RowReader(value);
    return switch (in.byteValue()) {
      case ENTRY -> new Entry(Cid.decode(in.bytes(), 0), in.varint());
      case PENDING -> new Pending();
      default -> new Shard((int) in.varint(), Cid.decode(in.bytes(), 0), in.varint(), in.varint());
    };
  }
}
