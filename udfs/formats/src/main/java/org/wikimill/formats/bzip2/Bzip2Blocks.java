package org.wikimill.formats.bzip2;

import static org.wikimill.formats.bzip2.Bzip2Format.BLOCK_MARK;
import static org.wikimill.formats.bzip2.Bzip2Format.END_MARK;
import static org.wikimill.formats.bzip2.Bzip2Format.LEVEL_BYTES;
import static org.wikimill.formats.bzip2.Bzip2Format.MAGIC;
import static org.wikimill.formats.bzip2.Bzip2Format.MARK_BITS;
import static org.wikimill.formats.bzip2.Bzip2Format.MAX_LEVEL;

import java.io.EOFException;
import java.io.IOException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Reads a bzip2 file block by block, from its start or from any byte on: streams one after the
 * other are one file, as the program has it.
 *
 * <p>Blocks start at any bit. Their mark may occur within a block by chance, so a place found by
 * the mark alone counts as a block only if it decodes and its checksum holds. A damaged block is
 * therefore passed over by whoever starts in front of it; it is noticed by whoever comes to it from
 * the block before, for blocks follow each other without a gap. Readers of a part of a file go on
 * to the first block behind their part for that reason.
 *
 * <p>Bytes after the last stream are refused, which the program ignores: they may be data.
 */
public final class Bzip2Blocks {
  private static final long MARK_MASK = (1L << MARK_BITS) - 1;

  private final BitInput input;
  private final BlockDecoder decoder;
  private final String name;

  /** The largest block of the stream, in bytes; of an unknown stream, of any. */
  private int blockBytes = MAX_LEVEL * LEVEL_BYTES;

  /** Whether all blocks of the stream so far have been seen, so that its checksum is known. */
  private boolean streamWhole;

  private int streamCrc;
  private State state;
  private long position;

  private enum State {
    /** Before a stream. */
    STREAM,
    /** After a block. */
    BLOCK,
    /** At a block that is decoded, but not yet given. */
    FOUND,
    END
  }

  private Bzip2Blocks(PositionedInput file, State state) {
    this.input = new BitInput(file);
    this.decoder = new BlockDecoder(input);
    this.name = file.name();
    this.state = state;
  }

  /** Whether bytes at the start of a file are those of bzip2. */
  public static boolean startsWith(byte[] head) {
    return head.length > 3
        && head[0] == 'B'
        && head[1] == 'Z'
        && head[2] == 'h'
        && head[3] >= '1'
        && head[3] <= '9';
  }

  /** All blocks of a file. */
  public static Bzip2Blocks of(PositionedInput file) {
    return new Bzip2Blocks(file, State.STREAM);
  }

  /**
   * The blocks of a file from the first one on that starts in a range of its bytes; none if none
   * starts there.
   */
  public static Bzip2Blocks from(PositionedInput file, long start, long end) throws IOException {
    if (start == 0) {
      return of(file);
    }
    Bzip2Blocks blocks = new Bzip2Blocks(file, State.END);
    blocks.find(start, end);
    return blocks;
  }

  /** What the block holds; good until {@link #next}. */
  public byte[] bytes() {
    return decoder.bytes();
  }

  /** How many of {@link #bytes} count. */
  public int length() {
    return decoder.length();
  }

  /** The byte in which the block starts. */
  public long position() {
    return position;
  }

  /**
   * Decodes the next block.
   *
   * @return false at the end of the file
   * @throws MalformedInputException if the file is damaged here
   * @throws EOFException if it ends within a block or stream
   */
  public boolean next() throws IOException {
    if (state == State.FOUND) {
      state = State.BLOCK;
      return true;
    }
    while (state != State.END) {
      if (state == State.STREAM) {
        readHeader();
      }
      long start = input.position() / Byte.SIZE;
      long mark = input.readMark();
      if (mark == BLOCK_MARK) {
        decoder.decode(blockBytes);
        position = start;
        streamCrc = Bzip2Crc.combine(streamCrc, decoder.crc());
        return true;
      }
      if (mark != END_MARK) {
        throw malformed("bzip2 block is damaged", start, "the mark of a block or of an end");
      }
      endStream(start);
    }
    return false;
  }

  private void readHeader() throws IOException {
    long start = input.position() / Byte.SIZE;
    int magic = input.read(24);
    int level = input.read(Byte.SIZE) - '0';
    if (magic != MAGIC || level < 1 || level > MAX_LEVEL) {
      throw malformed("bytes after the last bzip2 stream", start, "BZh and a digit");
    }
    blockBytes = level * LEVEL_BYTES;
    streamWhole = true;
    streamCrc = 0;
    state = State.BLOCK;
  }

  private void endStream(long start) throws IOException {
    int crc = input.read(32);
    if (streamWhole && crc != streamCrc) {
      throw malformed("bzip2 stream is damaged", start, "the checksum of its blocks");
    }
    input.align();
    boolean more = input.position() / Byte.SIZE < input.input().length();
    state = more ? State.STREAM : State.END;
  }

  /** Looks for the first mark in a range that a block follows, and decodes it. */
  private void find(long start, long end) throws IOException {
    input.seek(start * Byte.SIZE);
    long last = 0;
    int bits = 0;
    while (input.position() - MARK_BITS < end * Byte.SIZE
        && input.position() < input.input().length() * Byte.SIZE) {
      last = (last << 1 | input.read(1)) & MARK_MASK;
      bits++;
      if (last == BLOCK_MARK && bits >= MARK_BITS) {
        long behind = input.position();
        position = (behind - MARK_BITS) / Byte.SIZE;
        if (position < end && decodes()) {
          state = State.FOUND;
          return;
        }
        input.seek(behind);
      }
    }
  }

  private boolean decodes() throws IOException {
    try {
      decoder.decode(blockBytes);
      return true;
    } catch (MalformedInputException | EOFException e) {
      return false; // The mark stands there by chance.
    }
  }

  private MalformedInputException malformed(String reason, long offset, String expected) {
    return new MalformedInputException(reason, name, offset, expected, "other bytes");
  }
}
