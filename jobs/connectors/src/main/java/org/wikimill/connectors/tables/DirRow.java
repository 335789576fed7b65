package org.wikimill.connectors.tables;

import org.wikimill.formats.ipld.Cid;

/**
 * A directory of the tree: a row of table {@code dirs}.
 *
 * @param path its place, UTF-8, without slashes at the ends; empty for the root
 * @param cid the CID of its root block
 * @param tsize bytes of its whole DAG: blocks, duplicates counted each time
 * @param entries names in it
 * @param sharded whether it is a HAMT
 */
public record DirRow(byte[] path, Cid cid, long tsize, long entries, boolean sharded) {}
