package org.wikimill.formats.zim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The title listings of an archive: entry indexes as u32, in the order of namespace and title. */
final class TitleListing {
  private static final Comparator<WriterEntry> BY_TITLE =
      Comparator.<WriterEntry>comparingInt(entry -> Byte.toUnsignedInt(entry.namespace()))
          .thenComparing(WriterEntry::shownTitle, Arrays::compareUnsigned)
          .thenComparingInt(entry -> entry.index);

  private TitleListing() {}

  /** Version 0: all entries. */
  static byte[] ofAll(Collection<WriterEntry> entries) {
    return bytes(entries.stream());
  }

  /** Version 1: what readers search and draw from. */
  static byte[] ofArticles(Collection<WriterEntry> entries) {
    return bytes(
        entries.stream().filter(entry -> entry.listing == WriterEntry.Listing.FRONT_ARTICLE));
  }

  private static byte[] bytes(Stream<WriterEntry> entries) {
    List<WriterEntry> sorted = entries.sorted(BY_TITLE).toList();
    ByteBuffer bytes =
        ByteBuffer.allocate(sorted.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    sorted.forEach(entry -> bytes.putInt(entry.index));
    return bytes.array();
  }
}
