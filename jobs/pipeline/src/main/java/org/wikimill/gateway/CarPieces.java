package org.wikimill.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.dag.BlockSource;
import org.wikimill.formats.dag.DagWalk;
import org.wikimill.formats.ipld.CarWriter;
import org.wikimill.formats.ipld.Cid;

/** A CAR as it is sent: its header, then for each block the head of its section and the block. */
final class CarPieces implements Piece.Pieces {
  private final BlockSource blocks;
  private final DagWalk walk;
  private Piece next;

  CarPieces(BlockSource blocks, Cid root, DagWalk walk) throws IOException {
    this.blocks = blocks;
    this.walk = walk;
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    new CarWriter(header, List.of(root)).close();
    this.next = new Piece.Made(header.toByteArray());
  }

  @Override
  public Optional<Piece> next() throws IOException {
    if (next != null) {
      Piece piece = next;
      next = null;
      return Optional.of(piece);
    }
    Optional<Cid> cid = walk.next();
    if (cid.isEmpty()) {
      return Optional.empty();
    }
    next = new Piece.Block(cid.get());
    int length = blocks.block(cid.get()).length;
    return Optional.of(new Piece.Made(CarWriter.sectionHead(cid.get(), length)));
  }
}
