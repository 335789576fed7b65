package org.wikimill.formats.ipld;

/**
 * The root of a finished UnixFS object, as a directory entry needs it.
 *
 * @param tsize the length of its block and of everything below it, duplicates counted each time
 */
public record UnixFsNode(Cid cid, long tsize) {}
