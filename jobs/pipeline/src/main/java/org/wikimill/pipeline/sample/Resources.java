package org.wikimill.pipeline.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The source files of the sample wiki, in the jar. */
final class Resources {
  private Resources() {}

  /** The bytes of a file, by its path below {@code sample-wiki}. */
  static byte[] bytes(String path) throws IOException {
    try (InputStream in = Resources.class.getResourceAsStream("/sample-wiki/" + path)) {
      if (in == null) {
        throw new FileNotFoundException("the sample wiki has no " + path);
      }
      return in.readAllBytes();
    }
  }

  /** The same as text. */
  static String text(String path) throws IOException {
    return new String(bytes(path), UTF_8);
  }
}
