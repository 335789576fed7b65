package org.wikimill.formats.dumps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.PositionedInput;

/** Small exports for tests, and what readers make of them. */
final class Exports {
  static final String HEAD =
      """
      <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="uk">
        <siteinfo>
          <sitename>Вікі</sitename>
          <dbname>ukwiki</dbname>
          <base>https://uk.example.org/wiki/Start</base>
          <case>first-letter</case>
          <namespaces>
            <namespace key="0" case="first-letter" />
            <namespace key="10" case="first-letter">Шаблон</namespace>
            <namespace key="2300" case="case-sensitive">Gadget</namespace>
          </namespaces>
        </siteinfo>
      """;

  static final String END = "</mediawiki>\n";

  private Exports() {}

  /** A page as exports have it. */
  static String page(long id, String title, String text) {
    return """
      <page>
        <title>%s</title>
        <ns>0</ns>
        <id>%d</id>
        <revision>
          <id>%d</id>
          <timestamp>2023-05-01T00:00:00Z</timestamp>
          <text bytes="1" xml:space="preserve">%s</text>
        </revision>
      </page>
    """
        .formatted(title, id, id * 10, text);
  }

  /** Every page of a dump, read in ranges of a length: all that a page and its revision hold. */
  static List<String> pages(PositionedInput input, long rangeBytes) throws IOException {
    XmlDump dump = XmlDump.open(input);
    List<String> pages = new ArrayList<>();
    for (DumpRange range : dump.ranges(rangeBytes)) {
      try (XmlPageCursor cursor = XmlDump.read(input, range, dump.site())) {
        while (cursor.next()) {
          XmlRevision revision = cursor.revision();
          pages.add(
              String.join(
                  "|",
                  cursor.page().toString(),
                  String.valueOf(cursor.revisionCount()),
                  revision.contributor().toString(),
                  revision.comment().toString(),
                  revision.main().checkSha1().toString(),
                  revision.main().checkBytes().toString()));
        }
      }
    }
    return pages;
  }

  static PositionedInput input(byte[] file) {
    return Inputs.of("test.xml", file);
  }

  static byte[] bzip2(byte[] content, int level) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream encoder = new BZip2CompressorOutputStream(file, level)) {
      encoder.write(content);
    }
    return file.toByteArray();
  }
}
