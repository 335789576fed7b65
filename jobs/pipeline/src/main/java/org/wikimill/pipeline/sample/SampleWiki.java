package org.wikimill.pipeline.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wikimill.formats.zim.ZimWriter;

/**
 * The bundled sample wiki, about an invented watermill, as a ZIM archive: small enough to build
 * within seconds, with one example of whatever is hard about a large one.
 *
 * <p>It has pages below pages ({@code Wheel}, {@code Wheel/Overshot}), chains of redirects, titles
 * in five scripts, names with a leading dot or with {@code % ? # "}, images, and one page of more
 * than 1 MiB. {@code entries.tsv} lists all of it: path, title, type ({@code redirect}, or the MIME
 * type) and source (the redirect's target, a file, or what generates the page).
 *
 * <p>The bytes of the archive follow from the sources alone.
 */
public final class SampleWiki {
  private static final String GENERATED_LEDGER = "generated:ledger";

  private SampleWiki() {}

  /** Writes the archive to a file, which is made or replaced. */
  public static void write(Path file) throws IOException {
    ZimWriter writer = new ZimWriter();
    for (String[] entry : rows("entries.tsv", 4)) {
      add(writer, entry[0], entry[1], entry[2], entry[3]);
    }
    for (String[] metadata : rows("metadata.tsv", 2)) {
      writer.metadata(metadata[0], metadata[1]);
    }
    byte[] illustration = Resources.bytes("illustration-48x48.png");
    writer.metadata("Illustration_48x48@1", "image/png", illustration).mainPage("Main_Page");
    try (OutputStream output = Files.newOutputStream(file)) {
      writer.writeTo(output);
    }
  }

  private static void add(ZimWriter writer, String path, String title, String type, String source)
      throws IOException {
    switch (type) {
      case "redirect" -> writer.redirect(path, title, source);
      case "text/html" -> writer.article(path, title, type, page(source));
      default -> writer.resource(path, type, Resources.bytes(source));
    }
  }

  private static byte[] page(String source) throws IOException {
    return source.equals(GENERATED_LEDGER)
        ? Ledger.page().getBytes(UTF_8)
        : Resources.bytes(source);
  }

  /** The rows of a table below its header. */
  private static List<String[]> rows(String path, int columns) throws IOException {
    return Resources.text(path).lines().skip(1).map(line -> line.split("\t", columns)).toList();
  }
}
