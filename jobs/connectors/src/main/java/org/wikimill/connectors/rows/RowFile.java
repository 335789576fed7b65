package org.wikimill.connectors.rows;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * Rows and a footer in a file: what one partition of a stage leaves for the next.
 *
 * <p>The file has its name only when it is whole, which is the mark that the partition is done. It
 * is a zstd frame of length-prefixed keys and values that ends with the length -1, then the footer,
 * its length (four bytes) and {@link #MAGIC}.
 */
public final class RowFile {
  private static final int MAGIC = 0x574d5231; // "WMR1"
  private static final int TRAILER_BYTES = 8;
  private static final int LEVEL = 1;

  private RowFile() {}

  /** Writes a row file. */
  public static final class Writer implements Closeable {
    private final NewFile file;
    private final ZstdOutputStreamNoFinalizer frame;
    private final DataOutputStream rows;

    public Writer(Store store, String name) throws IOException {
      file = store.create(name);
      try {
        frame = new ZstdOutputStreamNoFinalizer(unclosed(file), LEVEL);
        rows = new DataOutputStream(new BufferedOutputStream(frame, 1 << 16));
      } catch (IOException e) {
        file.close();
        throw e;
      }
    }

    public void add(byte[] key, byte[] value) throws IOException {
      rows.writeInt(key.length);
      rows.write(key);
      rows.writeInt(value.length);
      rows.write(value);
    }

    /** Ends the file with {@code footer} and gives it its name. */
    public FileFact commit(byte[] footer) throws IOException {
      rows.writeInt(-1);
      rows.close();
      file.write(footer);
      file.write(ByteBuffer.allocate(TRAILER_BYTES).putInt(footer.length).putInt(MAGIC).array());
      return file.commit();
    }

    /** Removes the file unless it was committed. */
    @Override
    public void close() throws IOException {
      try (file;
          frame) {
        // The frame holds native memory, whether or not it was ended.
      }
    }
  }

  /** The footer of a file. */
  public static byte[] footer(Store store, String name) throws IOException {
    try (PositionedInput input = store.open(name)) {
      return footer(input);
    }
  }

  /** The rows of a file, one step a row. Must be closed. */
  public static final class Reader extends RowPump implements Closeable {
    private final DataInputStream in;

    public Reader(Store store, String name) throws IOException {
      PositionedInput input = store.open(name);
      try {
        long end = input.length() - TRAILER_BYTES - footer(input).length;
        InputStream stored = new BufferedInputStream(new Section(input, end), 1 << 16);
        in =
            new DataInputStream(
                new BufferedInputStream(new ZstdInputStreamNoFinalizer(stored), 1 << 16));
      } catch (IOException | RuntimeException e) {
        input.close();
        throw e;
      }
    }

    @Override
    protected boolean step() throws IOException {
      int keyLength = in.readInt();
      if (keyLength < 0) {
        return false;
      }
      byte[] key = in.readNBytes(keyLength);
      byte[] value = in.readNBytes(in.readInt());
      emit(key, value);
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static byte[] footer(PositionedInput input) throws IOException {
    long length = input.length();
    if (length >= TRAILER_BYTES) {
      byte[] trailer = new byte[TRAILER_BYTES];
      input.readFully(length - TRAILER_BYTES, trailer, 0, TRAILER_BYTES);
      ByteBuffer fields = ByteBuffer.wrap(trailer);
      int footerLength = fields.getInt();
      if (fields.getInt() == MAGIC && footerLength >= 0 && footerLength <= length - TRAILER_BYTES) {
        byte[] footer = new byte[footerLength];
        input.readFully(length - TRAILER_BYTES - footerLength, footer, 0, footerLength);
        return footer;
      }
    }
    throw new MalformedInputException(
        "not a row file", input.name(), Math.max(0, length - TRAILER_BYTES), "its trailer", "none");
  }

  private static OutputStream unclosed(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private static final class Section extends InputStream {
    private final PositionedInput input;
    private final long end;
    private long at;

    Section(PositionedInput input, long end) {
      this.input = input;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at == end) {
        return -1;
      }
      int n = (int) Math.min(length, end - at);
      input.readFully(at, target, offset, n);
      at += n;
      return n;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }
}
