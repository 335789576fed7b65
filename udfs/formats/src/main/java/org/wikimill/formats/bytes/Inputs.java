package org.wikimill.formats.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The positioned inputs that need nothing but the JDK. */
public final class Inputs {
  private Inputs() {}

  /** A local file. */
  public static PositionedInput file(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new FileInput(path.toString(), channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Bytes in memory. The array is not copied. */
  public static PositionedInput of(String name, byte[] bytes) {
    return new ArrayInput(name, bytes);
  }

  /**
   * {@code length} bytes of {@code whole} from {@code offset} on, such as an archive embedded in
   * another file. Positions, also those in messages, count from the start of the part.
   */
  public static PositionedInput part(PositionedInput whole, long offset, long length) {
    if (offset < 0 || length < 0 || offset > whole.length() - length) {
      throw new IllegalArgumentException(
          "no bytes [" + offset + ", " + offset + "+" + length + ") in " + whole.name());
    }
    return new PartInput(whole, offset, length);
  }

  /** The inputs one after the other, such as the parts of a split archive. Closes them all. */
  public static PositionedInput concat(String name, List<PositionedInput> parts) {
    return new ConcatInput(name, List.copyOf(parts));
  }

  private static void checkRange(PositionedInput input, long position, int length)
      throws EOFException {
    if (position < 0 || length < 0 || position > input.length() - length) {
      throw new EOFException(
          input.name()
              + ": bytes ["
              + position
              + ", "
              + position
              + "+"
              + length
              + ") lie outside its "
              + input.length()
              + " bytes");
    }
  }

  private record FileInput(String name, FileChannel channel, long length)
      implements PositionedInput {
    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      checkRange(this, position, count);
      ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + count - buffer.remaining()) < 0) {
          throw new EOFException(name + ": became shorter than " + length + " bytes while read");
        }
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static final class ArrayInput implements PositionedInput {
    private final String name;
    private final byte[] bytes;

    ArrayInput(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      checkRange(this, position, count);
      System.arraycopy(bytes, (int) position, target, offset, count);
    }
  }

  private record PartInput(PositionedInput whole, long start, long length)
      implements PositionedInput {
    @Override
    public String name() {
      return whole.name();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      checkRange(this, position, count);
      whole.readFully(start + position, target, offset, count);
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }

  private static final class ConcatInput implements PositionedInput {
    private final String name;
    private final List<PositionedInput> parts;
    private final long[] ends;

    ConcatInput(String name, List<PositionedInput> parts) {
      this.name = name;
      this.parts = parts;
      this.ends = new long[parts.size()];
      long end = 0;
      for (int i = 0; i < ends.length; i++) {
        end += parts.get(i).length();
        ends[i] = end;
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long length() {
      return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
      checkRange(this, position, count);
      int part = firstPartEndingAfter(position);
      int done = 0;
      while (done < count) {
        long start = part == 0 ? 0 : ends[part - 1];
        int n = (int) Math.min(count - done, ends[part] - (position + done));
        parts.get(part).readFully(position + done - start, target, offset + done, n);
        done += n;
        part++;
      }
    }

    private int firstPartEndingAfter(long position) {
      int low = 0;
      int high = ends.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ends[middle] > position) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }

    @Override
    public void close() throws IOException {
      IOException failure = null;
      for (PositionedInput part : parts) {
        try {
          part.close();
        } catch (IOException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }
}
