package org.wikimill.formats.dumps;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.tukaani.xz.XZInputStream;
import org.wikimill.formats.bytes.InputChannel;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/** The pieces of a file that can only be read from its start: all of them lie in the range. */
final class StreamPieces implements XmlPieces {
  private static final int PIECE_BYTES = 1 << 18;

  /** Decoders drop what they have of a read in which the file ends: so much at most is lost. */
  private static final int STEP_BYTES = 512;

  /** That of {@code xz -9} and {@code 7z -mx=9} is 65 MiB. */
  private static final int MAX_MEMORY_KIB = 256 << 10;

  private final String name;
  private final InputChannel channel;
  private final DumpCompression compression;
  private final byte[] bytes = new byte[PIECE_BYTES];
  private InputStream content;
  private int length;
  private IOException failure;

  private StreamPieces(PositionedInput input, DumpCompression compression) {
    this.name = input.name();
    this.channel = new InputChannel(input);
    this.compression = compression;
  }

  static XmlPieces open(PositionedInput input, DumpCompression compression) throws IOException {
    return new StreamPieces(input, compression);
  }

  @Override
  public boolean next() throws IOException {
    try {
      if (content == null) {
        content = decoder();
      }
      fill();
      return length > 0;
    } catch (EOFException | MalformedInputException e) {
      throw e;
    } catch (IOException e) {
      throw channel.caused(e) ? e : damaged(e.getMessage());
    }
  }

  /** Reads a piece; if that fails, what came before is a piece still. */
  private void fill() throws IOException {
    length = 0;
    if (failure != null) {
      throw failure;
    }
    try {
      int count = content.read(bytes, 0, STEP_BYTES);
      while (count > 0) {
        length += count;
        count = content.read(bytes, length, Math.min(STEP_BYTES, PIECE_BYTES - length));
      }
    } catch (IOException e) {
      failure = e;
      if (length == 0) {
        throw e;
      }
    }
  }

  private InputStream decoder() throws IOException {
    InputStream stored = new BufferedInputStream(Channels.newInputStream(channel), PIECE_BYTES);
    return switch (compression) {
      case GZIP -> new GZIPInputStream(stored, PIECE_BYTES);
      case XZ -> new XZInputStream(stored, MAX_MEMORY_KIB);
      case SEVEN_ZIP -> soleFile();
      default -> throw new IllegalStateException(compression.name());
    };
  }

  /** The content of an archive's one file. */
  private InputStream soleFile() throws IOException {
    SevenZFile archive =
        SevenZFile.builder()
            .setSeekableByteChannel(channel)
            .setMaxMemoryLimitKiB(MAX_MEMORY_KIB)
            .get();
    int files = 0;
    for (var entry : archive.getEntries()) {
      files += entry.hasStream() ? 1 : 0;
    }
    if (files != 1) {
      throw new MalformedInputException(
          "7z archive is no dump", name, 0, "one file in it", files + " files");
    }
    while (!archive.getNextEntry().hasStream()) {
      // Folders and empty files.
    }
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return archive.read();
      }

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        return archive.read(target, offset, count);
      }

      @Override
      public void close() throws IOException {
        archive.close();
      }
    };
  }

  private MalformedInputException damaged(String cause) throws IOException {
    return new MalformedInputException(
        "compressed dump is damaged",
        name,
        channel.isOpen() ? channel.position() : -1,
        "data as " + compression + " has it",
        String.valueOf(cause));
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
    return true;
  }

  @Override
  public long place(int index) {
    try {
      return channel.position();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    }
  }
}
