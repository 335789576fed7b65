package org.wikimill.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.wikimill.formats.dag.BlockSource;

/** Pieces as a stream. It holds no block between two reads, so that slow readers cost nothing. */
final class PieceStream extends InputStream {
  private static final Piece NOTHING = new Piece.Made(new byte[0]);

  private final BlockSource blocks;
  private final Piece.Pieces pieces;
  private Piece current = NOTHING;
  private int position;

  PieceStream(BlockSource blocks, Piece.Pieces pieces) {
    this.blocks = blocks;
    this.pieces = pieces;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Fills what it gets as far as there are pieces: few large writes instead of many small. */
  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    int done = 0;
    while (done < count) {
      byte[] bytes = bytes(current);
      int length = Math.min(count - done, bytes.length - position);
      System.arraycopy(bytes, position, target, offset + done, length);
      position += length;
      done += length;
      if (position == bytes.length) {
        Optional<Piece> next = pieces.next();
        if (next.isEmpty()) {
          current = NOTHING;
          position = 0;
          break;
        }
        current = next.get();
        position = 0;
      }
    }
    return done == 0 && count > 0 ? -1 : done;
  }

  private byte[] bytes(Piece piece) throws IOException {
    if (piece instanceof Piece.Block block) {
      return blocks.block(block.cid());
    }
    return ((Piece.Made) piece).bytes();
  }
}
