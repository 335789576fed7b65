package org.wikimill.formats.bzip2;

/**
 * The constants of bzip2, as the program of version 1.0 writes it.
 *
 * <p>A file is streams one after the other; a stream is the bytes {@code BZh} and a digit, blocks
 * one after the other at any bit, an end mark, and bits up to the next whole byte.
 */
final class Bzip2Format {
  /** The 48 bits before a block: the digits of pi. */
  static final long BLOCK_MARK = 0x314159265359L;

  /** The 48 bits after the last block: those of its square root. */
  static final long END_MARK = 0x177245385090L;

  static final int MARK_BITS = 48;

  /** {@code BZh}. */
  static final int MAGIC = 0x425A68;

  /** What each step of the digit in a stream's header adds to the size of its blocks. */
  static final int LEVEL_BYTES = 100_000;

  static final int MAX_LEVEL = 9;

  /** 256 bytes, of which one is always in front, two for runs, and the end. */
  static final int MAX_SYMBOLS = 258;

  static final int MIN_CODES = 2;
  static final int MAX_CODES = 6;

  /** Symbols for which one code is chosen. */
  static final int GROUP_SYMBOLS = 50;

  /** As many as a block can need; what programs write beyond is read over. */
  static final int MAX_GROUPS = 2 + MAX_LEVEL * LEVEL_BYTES / GROUP_SYMBOLS;

  private Bzip2Format() {}
}
