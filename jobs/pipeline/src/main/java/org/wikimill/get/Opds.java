package org.wikimill.get;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wikimill.formats.sums.Metalink;
import org.wikimill.formats.sums.Xml;

/**
 * A page of Kiwix's catalogue, a feed of OPDS 1.2: the archives that its entries can be acquired
 * as.
 *
 * @param entries the number of its entries, also those without archives
 * @param editions its archives
 */
record Opds(int entries, List<ZimEdition> editions) {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String ACQUISITION = "http://opds-spec.org/acquisition/open-access";

  /** Reads a page; leaves out what leads to no archive, or where it may not. */
  static Opds read(byte[] bytes, URI page) throws IOException {
    int entries = 0;
    List<ZimEdition> editions = new ArrayList<>();
    try {
      XMLStreamReader xml = Xml.reader(bytes);
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT || !ATOM.equals(xml.getNamespaceURI())) {
          continue;
        }
        if (xml.getLocalName().equals("entry")) {
          entries++;
        } else if (xml.getLocalName().equals("link")
            && ACQUISITION.equals(xml.getAttributeValue(null, "rel"))) {
          edition(xml, page).ifPresent(editions::add);
        }
      }
    } catch (XMLStreamException e) {
      throw Xml.malformed(page.toString(), e);
    }
    return new Opds(entries, editions);
  }

  private static Optional<ZimEdition> edition(XMLStreamReader xml, URI page) {
    String href = String.valueOf(xml.getAttributeValue(null, "href"));
    String length = String.valueOf(xml.getAttributeValue(null, "length"));
    String plain =
        href.endsWith(Metalink.SUFFIX)
            ? href.substring(0, href.length() - Metalink.SUFFIX.length())
            : href;
    OptionalLong aboutBytes =
        length.matches("[0-9]{1,18}")
            ? OptionalLong.of(Long.parseLong(length))
            : OptionalLong.empty();
    return Addresses.follow(page, plain)
        .flatMap(
            url ->
                Addresses.fileName(url)
                    .filter(name -> ZimName.parse(name).isPresent())
                    .map(name -> new ZimEdition(name, url, aboutBytes)));
  }
}
