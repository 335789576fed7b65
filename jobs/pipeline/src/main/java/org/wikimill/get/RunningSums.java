package org.wikimill.get;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.wikimill.formats.sums.Pieces;
import org.wikimill.formats.sums.SumAlgorithm;

/**
 * The sum of a file of which more and more is there, and of its pieces: the first piece that is
 * wrong is found as soon as it is whole, and everything before it can be kept.
 */
final class RunningSums {
  private final Optional<Pieces> pieces;
  private final long fileBytes;
  private MessageDigest whole;
  private MessageDigest wholeAtPiece;
  private final MessageDigest piece;
  private long position;
  private long pieceStart;

  /**
   * @param algorithm of the sum of the whole
   * @param pieces which {@linkplain Pieces#cover cover} the file
   * @param fileBytes the length of the file; of no consequence without pieces
   */
  RunningSums(SumAlgorithm algorithm, Optional<Pieces> pieces, long fileBytes) {
    this.pieces = pieces;
    this.fileBytes = fileBytes;
    this.whole = algorithm.digest();
    this.wholeAtPiece = algorithm.digest();
    this.piece = pieces.map(Pieces::algorithm).orElse(algorithm).digest();
  }

  /** The number of bytes seen, less those of a wrong piece. */
  long position() {
    return position;
  }

  /**
   * Adds bytes.
   *
   * @return false if they complete a piece that is wrong: then {@link #position} is its start, and
   *     neither it nor what follows it has been seen
   */
  boolean add(byte[] bytes, int length) {
    if (pieces.isEmpty()) {
      whole.update(bytes, 0, length);
      position += length;
      return true;
    }
    int done = 0;
    while (done < length) {
      int count = (int) Math.min(length - done, pieceEnd() - position);
      whole.update(bytes, done, count);
      piece.update(bytes, done, count);
      position += count;
      done += count;
      if (position == pieceEnd() && !endPiece()) {
        return false;
      }
    }
    return true;
  }

  /** The sum of all bytes that were seen, hex. */
  String hex() {
    return HexFormat.of().formatHex(copy(whole).digest());
  }

  private long pieceEnd() {
    return Math.min(pieceStart + pieces.orElseThrow().lengthBytes(), fileBytes);
  }

  private boolean endPiece() {
    int index = (int) (pieceStart / pieces.orElseThrow().lengthBytes());
    String hex = HexFormat.of().formatHex(piece.digest());
    if (!hex.equals(pieces.orElseThrow().hex().get(index))) {
      whole = copy(wholeAtPiece);
      position = pieceStart;
      return false;
    }
    wholeAtPiece = copy(whole);
    pieceStart = position;
    return true;
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's digests can be copied", e);
    }
  }
}
