package org.wikimill.formats.zim;

import static org.wikimill.formats.zim.ZimFormat.POINTER_LENGTH;
import static org.wikimill.formats.zim.ZimFormat.u64;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * The dirents of an archive behind their pointers, which stand in the order of namespace and path.
 *
 * @param end the end of the archive's content
 */
record DirentTable(PositionedInput input, ZimHeader header, int mimeTypeCount, long end) {

  /**
   * Reads {@code count} pointers from entry {@code first} on.
   *
   * @throws MalformedInputException if one lies outside the archive
   */
  long[] pointers(int first, int count) throws IOException {
    long table = header.pathPointersPosition() + (long) first * POINTER_LENGTH;
    byte[] bytes = new byte[count * POINTER_LENGTH];
    input.readFully(table, bytes, 0, bytes.length);
    long[] pointers = new long[count];
    for (int i = 0; i < count; i++) {
      pointers[i] = u64(bytes, i * POINTER_LENGTH);
      if (pointers[i] < header.mimeListPosition() || pointers[i] >= end) {
        throw new MalformedInputException(
            "dirent pointer outside the archive",
            input.name(),
            table + (long) i * POINTER_LENGTH,
            "a position below " + end + " for entry " + (first + i),
            Long.toUnsignedString(pointers[i]));
      }
    }
    return pointers;
  }

  DirentWindow windowForLookups() {
    return DirentWindow.forLookups(input, mimeTypeCount, end);
  }

  DirentWindow windowForScan(int count) {
    return DirentWindow.forScan(input, mimeTypeCount, end, count);
  }

  Dirent read(int index) throws IOException {
    return windowForLookups().read(index, pointers(index, 1)[0]);
  }

  /** Finds an entry by binary search. */
  OptionalInt find(byte namespace, byte[] path) throws IOException {
    DirentWindow window = windowForLookups();
    int low = 0;
    int high = header.entryCount() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Dirent dirent = window.read(middle, pointers(middle, 1)[0]);
      int order = compare(dirent.namespace(), dirent.path(), namespace, path);
      if (order == 0) {
        return OptionalInt.of(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  /** The order of the table: namespace, then path, as unsigned bytes. */
  static int compare(byte namespace, byte[] path, byte otherNamespace, byte[] otherPath) {
    int order = Byte.compareUnsigned(namespace, otherNamespace);
    return order != 0 ? order : Arrays.compareUnsigned(path, otherPath);
  }
}
