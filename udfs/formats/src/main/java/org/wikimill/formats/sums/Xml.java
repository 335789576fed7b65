package org.wikimill.formats.sums;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wikimill.formats.bytes.MalformedInputException;

/** XML of strangers: no document types, no entities but the five, nothing fetched. */
public final class Xml {
  private Xml() {}

  /** Reads XML that is in memory; text comes in one piece. */
  public static XMLStreamReader reader(byte[] bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
  }

  /** What damaged XML is told as. */
  public static MalformedInputException malformed(String file, XMLStreamException cause) {
    String first = String.valueOf(cause.getMessage()).lines().reduce((a, b) -> b).orElse("");
    long offset = cause.getLocation() == null ? -1 : cause.getLocation().getCharacterOffset();
    return new MalformedInputException("not XML", file, offset, "XML", first);
  }
}
