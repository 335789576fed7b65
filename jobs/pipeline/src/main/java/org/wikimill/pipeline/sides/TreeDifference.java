package org.wikimill.pipeline.sides;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.Table;
import org.wikimill.pipeline.audit.Difference;

/**
 * A path that differs between an index and a tree: a row of table {@code differences}.
 *
 * @param path the path, UTF-8; that of a directory if the cause is one of directories
 * @param cause why
 * @param indexCid its CID in the index; null where that has no such path
 * @param treeCid its CID in the tree; null likewise
 * @param indexBytes of the file, as the index has it; 0 of others
 * @param treeBytes of the file, as far as its blocks were read; 0 of others
 */
record TreeDifference(
    byte[] path, TreeCause cause, String indexCid, String treeCid, long indexBytes, long treeBytes)
    implements Serializable {

  /**
   * The table, with the columns of that of two builds: {@code cid_a} is the first side's; no
   * details.
   */
  static Table<TreeDifference> table(Order order) {
    boolean indexIsFirst = order == Order.INDEX_FIRST;
    return new Table<>(
        Difference.COLUMNS.getName(),
        Difference.COLUMNS,
        List.of(),
        (row, out) ->
            out.text(row.path())
                .text(row.cause().text())
                .text((String) null)
                .text(indexIsFirst ? row.indexCid() : row.treeCid())
                .text(indexIsFirst ? row.treeCid() : row.indexCid()),
        in -> {
          byte[] path = in.utf8();
          TreeCause cause = TreeCause.valueOf(in.text().toUpperCase(Locale.ROOT));
          in.optionalText();
          String first = in.optionalText();
          String second = in.optionalText();
          return new TreeDifference(
              path, cause, indexIsFirst ? first : second, indexIsFirst ? second : first, 0, 0);
        });
  }

  /** The row without its path, which is the key that it travels under. */
  byte[] value(RowWriter out) {
    return out.clear()
        .byteValue(cause.ordinal())
        .optionalText(indexCid)
        .optionalText(treeCid)
        .varint(indexBytes)
        .varint(treeBytes)
        .toBytes();
  }

  static TreeDifference of(byte[] path, byte[] value) {
    RowReader in = new RowReader(value);
    return new TreeDifference(
        path,
        TreeCause.values()[in.byteValue()],
        in.optionalText(),
        in.optionalText(),
        in.varint(),
        in.varint());
  }

  String text() {
    return new String(path, StandardCharsets.UTF_8);
  }
}
