package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.wikimill.formats.zim.ZimWriter;

/**
 * An archive as large as a test needs it: pages of made-up words, images, redirects, some of them
 * to other redirects.
 */
public final class GrownZim {
  private static final int PAGE_BYTES = 20_000;
  private static final int IMAGE_BYTES = 60_000;
  private static final int CLUSTER_BYTES = 1 << 20;

  private GrownZim() {}

  /** Writes an archive with so many entries of each kind; the same each time. */
  public static void write(Path file, int pages, int images, int redirects) throws IOException {
    Random random = new Random(1);
    ZimWriter writer = new ZimWriter(CLUSTER_BYTES).metadata("Title", "Grown");
    for (int i = 0; i < pages; i++) {
      writer.article(page(i), "Page " + i, "text/html", words(random));
    }
    for (int i = 0; i < images; i++) {
      byte[] bytes = new byte[IMAGE_BYTES];
      random.nextBytes(bytes);
      writer.resource("images/" + i + ".png", "image/png", bytes);
    }
    for (int i = 0; i < redirects; i++) {
      String target = i % 50 == 1 ? name(i - 1) : page(random.nextInt(pages));
      writer.redirect(name(i), "", target);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.writeTo(out);
    }
  }

  private static String page(int number) {
    return "pages/" + number % 10 + "/Page_" + number;
  }

  private static String name(int number) {
    return "other/" + number % 100 + "/name " + number;
  }

  private static byte[] words(Random random) {
    byte[] text = new byte[PAGE_BYTES];
    for (int at = 0; at < text.length; ) {
      byte[] word = Integer.toString(random.nextInt(5_000), 36).getBytes(ISO_8859_1);
      int length = Math.min(word.length, text.length - at);
      System.arraycopy(word, 0, text, at, length);
      at += length;
      if (at < text.length) {
        text[at++] = ' ';
      }
    }
    return text;
  }
}
