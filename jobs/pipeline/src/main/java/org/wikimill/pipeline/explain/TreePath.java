package org.wikimill.pipeline.explain;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wikimill.formats.site.Utf8;

/** Paths of a tree in bytes: names with slashes between; the root's is empty. */
final class TreePath {
  private TreePath() {}

  /** A path as a user writes it, without slashes at its ends. */
  static byte[] trimmed(byte[] path) {
    int start = 0;
    int end = path.length;
    while (start < end && path[start] == '/') {
      start++;
    }
    while (end > start && path[end - 1] == '/') {
      end--;
    }
    return Arrays.copyOfRange(path, start, end);
  }

  /** The names of a path; none of the root. */
  static List<byte[]> names(byte[] path) {
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= path.length && path.length > 0; i++) {
      if (i == path.length || path[i] == '/') {
        names.add(Arrays.copyOfRange(path, start, i));
        start = i + 1;
      }
    }
    return names;
  }

  /** The path of names. */
  static byte[] of(List<byte[]> names) {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    for (byte[] name : names) {
      if (path.size() > 0) {
        path.write('/');
      }
      path.writeBytes(name);
    }
    return path.toByteArray();
  }

  /** A path for messages. */
  static String shown(byte[] path) {
    return path.length == 0 ? "the root" : "'" + Utf8.text(path) + "'";
  }
}
