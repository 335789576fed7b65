package org.wikimill.connectors.zim;

import org.wikimill.connectors.rows.EscapedText;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;

/** A filter applied to one archive: looked up for each entry, decided once for each value. */
final class WantedEntries {
  private final boolean[] namespaces = new boolean[1 << Byte.SIZE];
  private final boolean[] mimeTypes;
  private final boolean withoutMimeType;

  WantedEntries(ZimArchive archive, EntryFilter filter) {
    for (int namespace = 0; namespace < namespaces.length; namespace++) {
      String text = EscapedText.of(new byte[] {(byte) namespace}).toString();
      namespaces[namespace] = filter.accepts(ZimColumn.NAMESPACE, text);
    }
    mimeTypes = new boolean[archive.mimeTypeCount()];
    for (int i = 0; i < mimeTypes.length; i++) {
      mimeTypes[i] = filter.accepts(ZimColumn.MIME, archive.mimeType(i));
    }
    withoutMimeType = filter.accepts(ZimColumn.MIME, null);
  }

  boolean contains(Dirent dirent) {
    return namespaces[Byte.toUnsignedInt(dirent.namespace())]
        && (dirent instanceof Dirent.Content content
            ? mimeTypes[content.mimeType()]
            : withoutMimeType);
  }
}
