package org.wikimill.formats.ipld;

import java.nio.charset.StandardCharsets;

/** What may name an entry of a directory. */
final class EntryNames {
  private EntryNames() {}

  /** The name itself, if it is one: any bytes but {@code /}, at least one. */
  static byte[] check(byte[] name) {
    if (name.length == 0) {
      throw new IllegalArgumentException("an entry has a name");
    }
    for (byte octet : name) {
      if (octet == '/') {
        throw new IllegalArgumentException("'" + text(name) + "' is a path and not a name");
      }
    }
    return name;
  }

  /** The name for a message. */
  static String text(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }
}
