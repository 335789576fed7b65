package org.wikimill.formats.zim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Archives that the tests write themselves. */
final class TestArchives {
  /** A grey square of 48 x 48 pixels, the size that readers demand of an illustration. */
  static final byte[] PNG_48 = png(48);

  private TestArchives() {}

  /** A wiki of three pages, complete enough for the checkers of other projects. */
  static ZimWriter smallWiki() {
    return new ZimWriter()
        .metadata("Title", "Small wiki")
        .metadata("Name", "small_wiki")
        .metadata("Description", "Three pages")
        .metadata("Language", "eng")
        .metadata("Creator", "Nobody")
        .metadata("Publisher", "Nobody")
        .metadata("Date", "2001-01-15")
        .metadata("Illustration_48x48@1", "image/png", PNG_48)
        .article("index.html", "Start", "text/html", page("<a href=\"Foo\">Foo</a>"))
        .article("Foo", "Foo", "text/html", page("<a href=\"Foo/Bar\">Bar</a>"))
        .article("Ünïcode/ᐊᐱ", "ᐊᐱ", "text/html", page("syllabics"))
        .resource("style.css", "text/css", "p { color: grey }".getBytes(UTF_8))
        .resource("logo.png", "image/png", PNG_48)
        .redirect("Foo/Bar", "Bar", "Foo")
        .redirect("Baz", "", "Foo/Bar")
        .mainPage("index.html");
  }

  private static byte[] page(String body) {
    return ("<html><head><title>Page</title></head><body>" + body + "</body></html>")
        .getBytes(UTF_8);
  }

  private static byte[] png(int size) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream png = new DataOutputStream(bytes);
      png.writeLong(0x89504E470D0A1A0AL);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(size);
      fields.writeInt(size);
      fields.write(new byte[] {8, 0, 0, 0, 0});
      chunk(png, "IHDR", header.toByteArray());
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
        deflater.write(new byte[size * (size + 1)]);
      }
      chunk(png, "IDAT", pixels.toByteArray());
      chunk(png, "IEND", new byte[0]);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chunk(DataOutputStream png, String type, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(UTF_8));
    crc.update(data);
    png.writeInt(data.length);
    png.write(type.getBytes(UTF_8));
    png.write(data);
    png.writeInt((int) crc.getValue());
  }
}
