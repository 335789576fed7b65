package org.wikimill.pipeline.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.PageCursor;
import org.wikimill.formats.dumps.SiteInfo;

/** Stand-in. */
final class StaxCursor implements PageCursor {
  private final PositionedInput input;
  private final XMLStreamReader xml;
  private DumpPage page;

  StaxCursor(PositionedInput input, SiteInfo site) throws IOException {
    this.input = input;
    this.xml = xml(input);
  }

  private static XMLStreamReader xml(PositionedInput input) throws IOException {
    InputStream raw =
        new BufferedInputStream(
            new InputStream() {
              private long at;

              @Override
              public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
              }

              @Override
              public int read(byte[] b, int off, int len) throws IOException {
                if (at == input.length()) {
                  return -1;
                }
                int n = (int) Math.min(len, input.length() - at);
                input.readFully(at, b, off, n);
                at += n;
                return n;
              }
            });
    raw.mark(10);
    InputStream text = raw.read() == 'B' ? null : raw;
    raw.reset();
    if (text == null) {
      text = new BZip2CompressorInputStream(raw, true);
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      return factory.createXMLStreamReader(text);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  static SiteInfo site(PositionedInput input) throws IOException {
    XMLStreamReader xml = xml(input);
    String name = "";
    String db = "";
    String base = "";
    String lang = "";
    TreeMap<Integer, SiteInfo.Namespace> spaces = new TreeMap<>();
    try {
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("siteinfo")) {
          break;
        }
        if (event != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "mediawiki" ->
              lang =
                  xml.getAttributeValue(null, "lang") == null
                      ? xml.getAttributeValue("http://www.w3.org/XML/1998/namespace", "lang")
                      : "";
          case "sitename" -> name = xml.getElementText();
          case "dbname" -> db = xml.getElementText();
          case "base" -> base = xml.getElementText();
          case "namespace" -> {
            int key = Integer.parseInt(xml.getAttributeValue(null, "key"));
            SiteInfo.Case c =
                "case-sensitive".equals(xml.getAttributeValue(null, "case"))
                    ? SiteInfo.Case.CASE_SENSITIVE
                    : SiteInfo.Case.FIRST_LETTER;
            spaces.put(key, new SiteInfo.Namespace(key, xml.getElementText(), c));
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return new SiteInfo(name, db, base, lang == null ? "" : lang, spaces);
  }

  @Override
  public boolean next() throws IOException {
    try {
      return advance();
    } catch (XMLStreamException e) {
      throw new MalformedInputException(
          "dump is cut",
          input.name(),
          -1,
          "more after page " + (page == null ? "" : page.title()),
          "its end");
    }
  }

  private boolean advance() throws XMLStreamException {
    String title = "";
    int ns = 0;
    long id = 0;
    long rev = 0;
    String time = "";
    String model = "wikitext";
    Optional<String> redirect = Optional.empty();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("page")) {
        return true;
      }
      if (event != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "title" -> title = xml.getElementText();
        case "ns" -> ns = Integer.parseInt(xml.getElementText());
        case "id" -> {
          long n = Long.parseLong(xml.getElementText());
          if (id == 0) {
            id = n;
          } else if (rev == 0) {
            rev = n;
          }
        }
        case "redirect" -> redirect = Optional.of(xml.getAttributeValue(null, "title"));
        case "timestamp" -> time = xml.getElementText();
        case "model" -> model = xml.getElementText();
        case "text" ->
            page =
                new DumpPage(
                    id,
                    ns,
                    title,
                    redirect,
                    rev,
                    time,
                    new DumpPage.Text(model, xml.getElementText()));
        default -> {}
      }
    }
    return false;
  }

  @Override
  public DumpPage page() {
    return page;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
