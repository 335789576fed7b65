package org.wikimill.formats.dumps;

import java.io.IOException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.bzip2.Bzip2Blocks;

/** The blocks of a bzip2 file. */
final class Bzip2Pieces implements XmlPieces {
  private final Bzip2Blocks blocks;
  private final DumpRange range;

  Bzip2Pieces(PositionedInput input, DumpRange range) throws IOException {
    this.blocks = Bzip2Blocks.from(input, range.start(), range.end());
    this.range = range;
  }

  @Override
  public boolean next() throws IOException {
    return blocks.next();
  }

  @Override
  public byte[] bytes() {
    return blocks.bytes();
  }

  @Override
  public int length() {
    return blocks.length();
  }

  @Override
  public boolean inRange() {
    return blocks.position() < range.end();
  }

  @Override
  public long place(int index) {
    return blocks.position();
  }

  @Override
  public void close() {}
}
