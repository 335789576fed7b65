package org.wikimill.pipeline.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.wikimill.connectors.tables.Table;
import org.wikimill.connectors.tables.Tables;

/**
 * A row of table {@code files} as it is stored: texts are their UTF-8, CIDs and sums are not
 * parsed, since most rows are only held against another.
 *
 * @param aliasOf null for a file of its own
 * @param pageId null where the source states none
 * @param revisionId null where the source states none
 */
public record IndexRow(
    byte[] path,
    byte[] cid,
    long tsize,
    long sizeBytes,
    byte[] sha256,
    byte[] mime,
    byte[] title,
    byte[] sourceEntry,
    byte[] sourceSha256,
    byte[] aliasOf,
    Long pageId,
    Long revisionId) {
  private static final byte[] HTML = "text/html".getBytes(StandardCharsets.US_ASCII);

  /** The table, to be read only. */
  static final Table<IndexRow> TABLE =
      new Table<>(
          Tables.FILES.name(),
          Tables.FILES.schema(),
          List.of(),
          (row, out) -> {
            throw new UnsupportedOperationException();
          },
          in ->
              new IndexRow(
                  in.utf8(),
                  in.utf8(),
                  in.number(),
                  in.number(),
                  in.utf8(),
                  in.utf8(),
                  in.utf8(),
                  in.utf8(),
                  in.utf8(),
                  in.optionalUtf8(),
                  in.optionalNumber(),
                  in.optionalNumber()));

  String mimeText() {
    return new String(mime, StandardCharsets.UTF_8);
  }

  /** Whether it is a page, by its media type. */
  boolean isPage() {
    return mime.length >= HTML.length && Arrays.equals(mime, 0, HTML.length, HTML, 0, HTML.length);
  }

  boolean isAlias() {
    return aliasOf != null;
  }

  /** Whether sum and sizes are the same, as they must be where the CID is. */
  boolean hasContentOf(IndexRow o) {
    return tsize == o.tsize && sizeBytes == o.sizeBytes && Arrays.equals(sha256, o.sha256);
  }

  /** Whether the columns that say where a file comes from and what it is are the same. */
  boolean tellsTheSameAs(IndexRow o) {
    return Arrays.equals(mime, o.mime)
        && Arrays.equals(title, o.title)
        && Arrays.equals(sourceEntry, o.sourceEntry)
        && Arrays.equals(sourceSha256, o.sourceSha256)
        && Objects.equals(pageId, o.pageId)
        && Objects.equals(revisionId, o.revisionId);
  }

  /** Whether the directory that holds the file would name it with the same link. */
  boolean isLinkedAs(IndexRow o) {
    return tsize == o.tsize && Arrays.equals(cid, o.cid);
  }

  /** The columns that differ, in the order of the table. */
  List<String> differences(IndexRow o) {
    List<String> columns = new ArrayList<>();
    note(columns, "cid", Arrays.equals(cid, o.cid));
    note(columns, "tsize", tsize == o.tsize);
    note(columns, "size", sizeBytes == o.sizeBytes);
    note(columns, "sha256", Arrays.equals(sha256, o.sha256));
    note(columns, "mime", Arrays.equals(mime, o.mime));
    note(columns, "title", Arrays.equals(title, o.title));
    note(columns, "source_entry", Arrays.equals(sourceEntry, o.sourceEntry));
    note(columns, "source_sha256", Arrays.equals(sourceSha256, o.sourceSha256));
    note(columns, "alias_of", Arrays.equals(aliasOf, o.aliasOf));
    note(columns, "page_id", Objects.equals(pageId, o.pageId));
    note(columns, "revision_id", Objects.equals(revisionId, o.revisionId));
    return columns;
  }

  private static void note(List<String> columns, String column, boolean same) {
    if (!same) {
      columns.add(column);
    }
  }
}
