package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** An entry on its way into an archive: what it is, and where the archive will have it. */
final class WriterEntry {
  /** Whether an entry is in the listing that readers search and draw from. */
  enum Listing {
    FRONT_ARTICLE,
    NONE
  }

  /** The namespace and the path: what entries are sorted by. */
  final byte[] key;

  final byte[] title;
  final Listing listing;

  /** Empty for a redirect. */
  final String mimeType;

  /** Replaced once where the content depends on the order of all entries. */
  byte[] content;

  /** The key of the entry that a redirect leads to; else null. */
  final byte[] target;

  int index;
  int cluster;
  int blob;

  private WriterEntry(
      byte[] key, byte[] title, Listing listing, String mimeType, byte[] content, byte[] target) {
    this.key = key;
    this.title = title;
    this.listing = listing;
    this.mimeType = mimeType;
    this.content = content;
    this.target = target;
  }

  static WriterEntry content(
      byte[] key, String title, Listing listing, String mimeType, byte[] content) {
    return new WriterEntry(key, title(key, title), listing, mimeType, content, null);
  }

  static WriterEntry redirect(byte[] key, String title, Listing listing, byte[] target) {
    return new WriterEntry(key, title(key, title), listing, "", new byte[0], target);
  }

  static byte[] key(char namespace, String path) {
    return (namespace + path).getBytes(UTF_8);
  }

  boolean isRedirect() {
    return target != null;
  }

  byte namespace() {
    return key[0];
  }

  /** The title as readers see it: the path if there is none. */
  byte[] shownTitle() {
    return title.length == 0 ? path() : title;
  }

  byte[] path() {
    return Arrays.copyOfRange(key, 1, key.length);
  }

  String name() {
    return (char) key[0] + "/" + new String(path(), UTF_8);
  }

  private static byte[] title(byte[] key, String title) {
    byte[] bytes = title.getBytes(UTF_8);
    return Arrays.equals(bytes, 0, bytes.length, key, 1, key.length) ? new byte[0] : bytes;
  }
}
