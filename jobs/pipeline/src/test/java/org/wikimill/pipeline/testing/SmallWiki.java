package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wikimill.formats.zim.ZimWriter;

/** Editions of a small wiki: from each to the next, one article changes and one is new. */
public final class SmallWiki {
  private static final int CLUSTER_BYTES = 64 << 10;
  private static final int FIRST_YEAR = 2020;

  private SmallWiki() {}

  /** What a build of an edition is called. */
  public static String snapshot(int year) {
    return "wiki_en_" + year + "-01";
  }

  /** Writes the edition of a year, 2020 or later, into a folder. */
  public static Path write(Path folder, int year) throws IOException {
    ZimWriter writer = new ZimWriter(CLUSTER_BYTES);
    writer.metadata("Name", "wiki_en").metadata("Date", year + "-01").mainPage("always");
    article(writer, "always", "the same");
    article(writer, "changing", "as of " + year);
    for (int i = FIRST_YEAR; i <= year; i++) {
      article(writer, "of-" + i, "of " + i);
    }
    Path archive = folder.resolve(snapshot(year) + ".zim");
    try (OutputStream out = Files.newOutputStream(archive)) {
      writer.writeTo(out);
    }
    return archive;
  }

  private static void article(ZimWriter writer, String path, String text) {
    writer.article(path, path, "text/html", ("<p>" + text).getBytes(UTF_8));
  }
}
