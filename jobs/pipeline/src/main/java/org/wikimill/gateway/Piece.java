package org.wikimill.gateway;

import java.io.IOException;
import java.util.Optional;
import org.wikimill.formats.ipld.Cid;

/** A part of a body that is made while it is sent. */
sealed interface Piece {
  /** Bytes that were made for it, not copied. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Made(byte[] bytes) implements Piece {}

  /** A whole block, which is read when it is sent. */
  record Block(Cid cid) implements Piece {}

  /** Pieces one after the other. */
  interface Pieces {
    /** The next one; empty at the end. */
    Optional<Piece> next() throws IOException;
  }
}
