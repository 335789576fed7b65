package org.wikimill.pipeline.evidence;

/**
 * Where two DAGs differ first.
 *
 * @param a the first block of the first DAG that the second has not in its place; null if the first
 *     has ended there
 * @param b that of the second; null likewise
 * @param firstByte the first byte of the file that differs; null if the bytes are the same, as far
 *     as they were compared, or there is no file
 * @param entry of directories the name of the first link that differs; null if there is none
 */
public record Divergence(Block a, Block b, Long firstByte, String entry) {

  /**
   * A block, and what it holds.
   *
   * @param cid its CID
   * @param from the first byte of the file that it holds; of a directory 0
   * @param end the byte behind the last that it holds; of a directory the block's length
   */
  public record Block(String cid, long from, long end) {}
}
