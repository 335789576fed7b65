package org.wikimill.pipeline.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;

/** A local file in memory maps, which stay while anything refers to them: there is no closing. */
record MappedFile(String name, ByteBuffer bytes) implements PositionedInput {
  /** A map has two gigabytes at most. */
  private static final long MAX_MAP_BYTES = 1L << 30;

  /** Maps a file, which may lose its name then. */
  static PositionedInput of(Path file) throws IOException {
    return of(file, MAX_MAP_BYTES);
  }

  static PositionedInput of(Path file, long mapBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      List<PositionedInput> maps = new ArrayList<>();
      for (long at = 0; at < channel.size(); at += mapBytes) {
        long length = Math.min(mapBytes, channel.size() - at);
        maps.add(new MappedFile(file.toString(), channel.map(MapMode.READ_ONLY, at, length)));
      }
      return Inputs.concat(file.toString(), maps);
    }
  }

  @Override
  public long length() {
    return bytes.capacity();
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    if (position < 0 || length < 0 || position > length() - length) {
      throw new EOFException(name + ": no bytes [" + position + ", +" + length + ")");
    }
    bytes.get((int) position, target, offset, length);
  }
}
