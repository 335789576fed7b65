package org.wikimill.connectors.zim;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.connectors.rows.EscapedText;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;

/** Makes the rows of a query's columns. */
final class EntryRows {
  private final ZimArchive archive;
  private final ZimColumn[] columns;
  private final UTF8String[] mimeTypes;

  EntryRows(ZimArchive archive, List<ZimColumn> columns) {
    this.archive = archive;
    this.columns = columns.toArray(ZimColumn[]::new);
    this.mimeTypes = new UTF8String[archive.mimeTypeCount()];
    for (int i = 0; i < mimeTypes.length; i++) {
      mimeTypes[i] = UTF8String.fromString(archive.mimeType(i));
    }
  }

  /** The row of an entry for columns that need no cluster. */
  InternalRow row(Dirent dirent) throws IOException {
    return row(dirent, null, null);
  }

  /**
   * The row of an entry.
   *
   * @param size null if the entry has no content, or no column needs it
   * @param content likewise
   */
  InternalRow row(Dirent dirent, Long size, byte[] content) throws IOException {
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (columns[i]) {
            case NAMESPACE -> EscapedText.of(new byte[] {dirent.namespace()});
            case PATH -> EscapedText.of(dirent.path());
            case TITLE -> EscapedText.of(dirent.title());
            case REDIRECT_TARGET -> redirectTarget(dirent);
            case MIME -> dirent instanceof Dirent.Content c ? mimeTypes[c.mimeType()] : null;
            case CLUSTER ->
                dirent instanceof Dirent.Content c ? Integer.toUnsignedLong(c.cluster()) : null;
            case BLOB ->
                dirent instanceof Dirent.Content c ? Integer.toUnsignedLong(c.blob()) : null;
            case SIZE -> size;
            case CONTENT -> content;
          };
    }
    return new GenericInternalRow(values);
  }

  /** Whether a query wants a column. */
  boolean have(ZimColumn column) {
    return Arrays.asList(columns).contains(column);
  }

  private UTF8String redirectTarget(Dirent dirent) throws IOException {
    if (dirent instanceof Dirent.Redirect redirect
        && Integer.compareUnsigned(redirect.target(), archive.entryCount()) < 0) {
      return EscapedText.of(archive.dirent(redirect.target()).path());
    }
    return null;
  }
}
