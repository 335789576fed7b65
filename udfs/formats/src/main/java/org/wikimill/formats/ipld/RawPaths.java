package org.wikimill.formats.ipld;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of paths as the file system knows them.
 *
 * <p>The text of a path is decoded by the locale's charset and loses what that cannot express; its
 * URI alone keeps every byte.
 */
final class RawPaths {
  private RawPaths() {}

  /** The bytes of a path, relative or not, exactly as it was read from the file system. */
  static byte[] bytes(Path path) {
    String text = path.toString();
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    Path absolute = path.getFileSystem().getPath("/").resolve(path);
    byte[] bytes = unescape(absolute.toUri().getRawPath());
    int start = path.isAbsolute() ? 0 : 1;
    // A URI gets a slash at its end if there happens to be such a directory.
    boolean slashAdded = bytes[bytes.length - 1] == '/' && !text.endsWith("/");
    return Arrays.copyOfRange(bytes, start, bytes.length - (slashAdded ? 1 : 0));
  }

  private static byte[] unescape(String escaped) {
    byte[] bytes = new byte[escaped.length()];
    int length = 0;
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%') {
        bytes[length++] = (byte) Integer.parseInt(escaped, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return Arrays.copyOf(bytes, length);
  }
}
