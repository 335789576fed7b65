package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A directory entry of a ZIM archive.
 *
 * <p>The arrays are those of the entry itself, not copies: whoever changes one changes the entry.
 */
@SuppressWarnings("ArrayRecordComponent") // Paths need not be UTF-8; entries are never compared.
public sealed interface Dirent {

  /** The number of the entry in path order, from 0 on. */
  int index();

  /** The namespace, an ASCII character. */
  byte namespace();

  /** The path without namespace, in the archive's bytes: mostly UTF-8, never with a NUL. */
  byte[] path();

  /** The title, in the archive's bytes; the path if the archive stores no title. */
  byte[] title();

  /** The revision, an unsigned number that no known writer sets to anything but 0. */
  int revision();

  /** Namespace and path for messages, such as {@code A/Moon}; ill-formed UTF-8 as U+FFFD. */
  default String name() {
    return (char) (namespace() & 0xFF) + "/" + new String(path(), UTF_8);
  }

  /**
   * An entry with content.
   *
   * @param mimeType the number in the archive's MIME list, always in range
   * @param cluster the cluster's number as read, unsigned; it may lie out of range
   * @param blob the number inside the cluster as read, unsigned; it may lie out of range
   */
  record Content(
      int index,
      byte namespace,
      byte[] path,
      byte[] title,
      int revision,
      int mimeType,
      int cluster,
      int blob)
      implements Dirent {}

  /**
   * An entry that stands for another one.
   *
   * @param target the index of the other entry as read, unsigned: negative, and whatever is not
   *     below the entry count, leads nowhere
   */
  record Redirect(int index, byte namespace, byte[] path, byte[] title, int revision, int target)
      implements Dirent {}

  /** A placeholder of historical archives, without content. */
  record LinkTarget(int index, byte namespace, byte[] path, byte[] title, int revision)
      implements Dirent {}

  /** A deleted entry, without content. */
  record Deleted(int index, byte namespace, byte[] path, byte[] title, int revision)
      implements Dirent {}
}
