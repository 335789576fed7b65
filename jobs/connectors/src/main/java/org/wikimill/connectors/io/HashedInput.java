package org.wikimill.connectors.io;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * An input that is hashed while it is read, so that one pass serves both.
 *
 * <p>Each byte is hashed once, in the order of the file. What a reader skips is read for the hash
 * alone. Unlike other inputs, for one thread.
 */
public final class HashedInput implements PositionedInput {
  private static final int BUFFER_BYTES = 1 << 16;

  private final PositionedInput input;
  private final MessageDigest sha256 = Digests.sha256();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long hashed;

  /** Takes the input over: it is closed with this. */
  public HashedInput(PositionedInput input) {
    this.input = input;
  }

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public long length() {
    return input.length();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    input.readFully(position, target, offset, count);
    hashUpTo(position);
    long end = position + count;
    if (end > hashed) {
      int known = (int) (hashed - position);
      sha256.update(target, offset + known, count - known);
      hashed = end;
    }
  }

  /** SHA-256 of all bytes, lower-case hex. Called once; what is read later is not hashed. */
  public String sha256() throws IOException {
    hashUpTo(length());
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void hashUpTo(long position) throws IOException {
    while (hashed < position) {
      int count = (int) Math.min(buffer.length, position - hashed);
      input.readFully(hashed, buffer, 0, count);
      sha256.update(buffer, 0, count);
      hashed += count;
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
