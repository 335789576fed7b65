package org.wikimill.formats.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** An input as a channel, for decoders that want one. Closing it leaves the input open. */
public final class InputChannel implements SeekableByteChannel {
  private final PositionedInput input;
  private long position;
  private boolean open = true;
  private IOException mediumFailure;

  /** The whole input, from its first byte on. */
  public InputChannel(PositionedInput input) {
    this.input = input;
  }

  /** Whether the medium, not the data, is to blame for a failure of the decoder. */
  public boolean caused(IOException failure) {
    return mediumFailure != null && failure == mediumFailure;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (position >= input.length()) {
      return target.hasRemaining() ? -1 : 0;
    }
    byte[] bytes = new byte[(int) Math.min(target.remaining(), input.length() - position)];
    try {
      input.readFully(position, bytes, 0, bytes.length);
    } catch (IOException e) {
      mediumFailure = e;
      throw e;
    }
    target.put(bytes);
    position += bytes.length;
    return bytes.length;
  }

  @Override
  public long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("no byte " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    requireOpen();
    return input.length();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
