package org.wikimill.formats.ipld;

/**
 * A finished directory.
 *
 * @param cid its root
 * @param tsize the length of its blocks and of everything below it, duplicates counted each time
 * @param entries the number of its entries
 * @param sharded whether it is a HAMT
 */
public record DirectoryNode(Cid cid, long tsize, long entries, boolean sharded) {}
