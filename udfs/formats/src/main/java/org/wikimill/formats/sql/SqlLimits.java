package org.wikimill.formats.sql;

/** The most that a dump may ask a reader to hold. */
final class SqlLimits {
  /** A {@code CREATE TABLE} statement; those of MediaWiki have some 2 KiB. */
  static final int MAX_HEADER_BYTES = 1 << 20;

  /** The values of one row; the largest of MediaWiki's columns hold 16 MiB. */
  static final int MAX_ROW_BYTES = 64 << 20;

  /** The server's own bound. */
  static final int MAX_COLUMNS = 4096;

  /** A name or keyword; the server's bound is 64 characters of up to four bytes. */
  static final int MAX_NAME_BYTES = 256;

  private SqlLimits() {}
}
