package org.wikimill.formats.dumps;

import java.io.IOException;
import org.wikimill.formats.bytes.PositionedInput;

/** The pieces of a file without compression. */
final class PlainPieces implements XmlPieces {
  private static final int PIECE_BYTES = 1 << 18;

  private final PositionedInput input;
  private final DumpRange range;
  private final byte[] bytes;
  private long position;
  private int length;

  PlainPieces(PositionedInput input, DumpRange range) {
    this.input = input;
    this.range = range;
    this.position = range.start();
    this.bytes = new byte[(int) Math.min(PIECE_BYTES, input.length() - range.start())];
  }

  @Override
  public boolean next() throws IOException {
    position += length;
    // No piece lies on both sides of the range's end.
    long end = position < range.end() ? range.end() : input.length();
    length = (int) Math.min(bytes.length, end - position);
    input.readFully(position, bytes, 0, length);
    return length > 0;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean inRange() {
    return position < range.end();
  }

  @Override
  public long place(int index) {
    return position + index;
  }

  @Override
  public void close() {}
}
