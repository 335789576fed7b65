package org.wikimill.connectors.tables;

import java.io.IOException;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.UnixFsFile;

/**
 * A file of the tree: a row of table {@code files}.
 *
 * @param path its place, UTF-8, without a leading slash
 * @param cid the CID of its root block
 * @param tsize bytes of its whole DAG: blocks, duplicates counted each time
 * @param sizeBytes bytes of its content
 * @param sha256 SHA-256 of its content
 * @param mime media type as the source states it
 * @param title title as the source states it; the path where it states none
 * @param sourceEntry the source's own name for the entry
 * @param sourceSha256 SHA-256 of the source's bytes, before rewriting
 * @param aliasOf the path of the file that this one repeats because of a redirect; null for a file
 *     of its own
 * @param pageId the wiki's page id; null where the source states none
 * @param revisionId the wiki's revision id; null where the source states none
 */
public record FileRow(
    byte[] path,
    Cid cid,
    long tsize,
    long sizeBytes,
    byte[] sha256,
    String mime,
    String title,
    String sourceEntry,
    byte[] sourceSha256,
    String aliasOf,
    Long pageId,
    Long revisionId) {

  /** A file of its own whose bytes are those of its source. */
  public static FileRow unchanged(
      byte[] path, UnixFsFile file, String mime, String title, String sourceEntry) {
    return new FileRow(
        path,
        file.cid(),
        file.tsize(),
        file.sizeBytes(),
        file.sha256(),
        mime,
        title,
        sourceEntry,
        file.sha256(),
        null,
        null,
        null);
  }

  /** The row without its path, which is the key that it travels under. */
  public byte[] value(RowWriter out) {
    return out.clear()
        .bytes(cid.bytes())
        .varint(tsize)
        .varint(sizeBytes)
        .raw(sha256)
        .text(mime)
        .text(title)
        .text(sourceEntry)
        .raw(sourceSha256)
        .optionalText(aliasOf)
        .optionalLong(pageId)
        .optionalLong(revisionId)
        .toBytes();
  }

  /** The row that {@link #value} encoded. */
  public static FileRow of(byte[] path, byte[] value) throws IOException {
    RowReader in = new RowReader(value);
    return new FileRow(
        path,
        Cid.decode(in.bytes(), 0),
        in.varint(),
        in.varint(),
        in.raw(32),
        in.text(),
        in.text(),
        in.text(),
        in.raw(32),
        in.optionalText(),
        in.optionalLong(),
        in.optionalLong());
  }
}
