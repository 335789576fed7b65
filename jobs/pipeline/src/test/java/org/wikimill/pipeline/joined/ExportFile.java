package org.wikimill.pipeline.joined;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.SiteInfo.Namespace;
import org.wikimill.formats.dumps.Titles;

/** A small XML dump in gzip, read whole by the parser of the JDK. */
final class ExportFile {
  private final TreeMap<Integer, Namespace> namespaces = new TreeMap<>();
  private final List<DumpPage> pages = new ArrayList<>();
  private String title;
  private int namespace;
  private long id;

  private ExportFile() {}

  static Titles titles(Path dump) {
    ExportFile file = read(dump);
    return new Titles(new SiteInfo("", "", "", "", file.namespaces));
  }

  static Iterator<DumpPage> pages(String dump) {
    return read(Path.of(dump)).pages.iterator();
  }

  private static ExportFile read(Path dump) {
    ExportFile file = new ExportFile();
    try (GZIPInputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(dump)))) {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      // The limits of the JDK are for documents of strangers, of far fewer elements.
      factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          file.element(xml);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  private void element(XMLStreamReader xml) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "namespace" -> {
        int number = Integer.parseInt(xml.getAttributeValue(null, "key"));
        String name = xml.getElementText();
        namespaces.put(number, new Namespace(number, name, SiteInfo.Case.FIRST_LETTER));
      }
      case "page" -> id = 0;
      case "title" -> title = xml.getElementText();
      case "ns" -> namespace = Integer.parseInt(xml.getElementText());
      case "id" -> {
        long number = Long.parseLong(xml.getElementText());
        id = id == 0 ? number : id; // the first is the page's
      }
      case "text" -> {
        DumpPage.Text text = new DumpPage.Text("wikitext", xml.getElementText());
        pages.add(new DumpPage(id, namespace, title, Optional.empty(), 0, "", text));
      }
      default -> {
        // nothing that is needed here
      }
    }
  }
}
