package org.wikimill.connectors.tables;

import org.wikimill.formats.ipld.Cid;

/**
 * A stored copy of a block: a row of table {@code blocks}.
 *
 * @param cid its CID
 * @param shard the CAR that holds it, relative to the build's folder; {@link #IN_NO_FILE} where it
 *     is in a node alone
 * @param offset the first of the block's bytes in that file
 * @param lengthBytes the number of the block's bytes; a range read and a hash prove the CID
 */
public record BlockRow(Cid cid, String shard, long offset, int lengthBytes) {
  /** The shard of a block that is in no file of the build. */
  public static final String IN_NO_FILE = "";
}
