package org.wikimill.pipeline.verify;

import java.util.Locale;

/** What is counted while a build is verified. */
public enum Total {
  /** Files of the manifest that were read to their end. */
  FILES,
  /** Their bytes. */
  BYTES,
  /** Blocks in CARs, each copy. */
  BLOCKS,
  /** Their bytes. */
  BLOCK_BYTES,
  /** Links of blocks, CIDs of table rows, and the root: all that must be stored. */
  LINKS,
  /** CIDs that are stored although nothing links them. */
  UNLINKED_BLOCKS,
  /** Rows of table {@code files} that are no aliases. */
  FILE_ROWS,
  /** The bytes of those files. */
  CONTENT_BYTES,
  /** Rows of table {@code files} that are aliases. */
  ALIAS_ROWS,
  DIR_ROWS,
  REDIRECT_ROWS,
  BLOCK_ROWS,
  /** The blocks' bytes, as their rows tell. */
  BLOCK_ROW_BYTES,
  ERROR_ROWS,
  /** Rows of table {@code links}. */
  LINK_ROWS,
  /** Rows of all joined tables: {@code categories} and the like. */
  JOINED_ROWS,
  /** Parts of tables that could not be read to their end. */
  UNREAD_PARTS;

  /** The name in reports. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
