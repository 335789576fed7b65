package org.wikimill.formats.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** What all files of the index share: scripts that hand a value to the one that asked for them. */
final class Shards {
  /** No file of the index has more bytes: not reached by any titles. */
  static final int MAX_BYTES = 256 << 10;

  private Shards() {}

  /** Writes the file that hands over a value. */
  static void write(FileSink sink, String name, String value) throws IOException {
    byte[] file = ("wikimill.shard(\"" + name + "\"," + value + ");\n").getBytes(UTF_8);
    if (file.length >= MAX_BYTES) {
      throw new IllegalStateException(name + " has " + file.length + " bytes");
    }
    sink.file(("search/" + name + ".js").getBytes(UTF_8), SearchFiles.SCRIPT_MIME, file);
  }
}
