package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.wikimill.formats.zim.ZimFormat.MAX_MIME_LIST_BYTES;
import static org.wikimill.formats.zim.ZimFormat.MAX_MIME_TYPES;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/** The list of MIME types: strings that end with NUL, the last one empty. */
final class MimeList {
  private MimeList() {}

  /** Reads the list, which starts at {@code position} and must end before {@code bound}. */
  static List<String> read(PositionedInput input, long position, long bound) throws IOException {
    int length = (int) Math.max(0, Math.min(bound - position, MAX_MIME_LIST_BYTES));
    byte[] bytes = new byte[length];
    input.readFully(position, bytes, 0, length);
    List<String> types = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < length && types.size() <= MAX_MIME_TYPES; i++) {
      if (bytes[i] == 0) {
        if (i == start) {
          return List.copyOf(types);
        }
        types.add(new String(bytes, start, i - start, UTF_8));
        start = i + 1;
      }
    }
    throw new MalformedInputException(
        "MIME list does not end",
        input.name(),
        position,
        "an empty string after at most "
            + MAX_MIME_TYPES
            + " types and "
            + length
            + " bytes, before anything else",
        types.size() + " types and no end");
  }
}
