package org.wikimill.formats.sums;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.wikimill.formats.bytes.MalformedInputException;

/** Reads the elements of a metalink; skips those that it does not know. */
final class MetalinkReader {
  private static final String NAMESPACE = "urn:ietf:params:xml:ns:metalink";

  /** What RFC 5854 gives URLs without a priority: the last. */
  private static final int LAST = 999_999;

  private final XMLStreamReader xml;
  private final String file;

  private OptionalLong lengthBytes = OptionalLong.empty();
  private Optional<ExpectedSum> sum = Optional.empty();
  private Optional<Pieces> pieces = Optional.empty();
  private final List<Mirror> mirrors = new ArrayList<>();

  private record Mirror(String url, int priority) {}

  MetalinkReader(XMLStreamReader xml, String file) {
    this.xml = xml;
    this.file = file;
  }

  Optional<Metalink> read(String subject) throws XMLStreamException, MalformedInputException {
    xml.nextTag();
    if (!isAt("metalink")) {
      throw malformed("metalink of " + NAMESPACE, xml.getName().toString());
    }
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      if (isAt("file") && subject.equals(xml.getAttributeValue(null, "name"))) {
        readFile();
        return Optional.of(metalink());
      }
      skip();
    }
    return Optional.empty();
  }

  private Metalink metalink() {
    List<String> urls =
        mirrors.stream()
            .sorted(Comparator.comparingInt(Mirror::priority))
            .map(Mirror::url)
            .toList();
    Optional<ExpectedSum> complete =
        sum.map(s -> new ExpectedSum(s.algorithm(), s.hex(), lengthBytes, file));
    Optional<Pieces> whole =
        pieces.filter(p -> lengthBytes.isPresent() && p.cover(lengthBytes.getAsLong()));
    return new Metalink(lengthBytes, complete, whole, urls);
  }

  private void readFile() throws XMLStreamException, MalformedInputException {
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      switch (NAMESPACE.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "") {
        case "size" -> lengthBytes = OptionalLong.of(number(xml.getElementText()));
        case "hash" -> readHash();
        case "pieces" -> readPieces();
        case "url" -> readUrl();
        default -> skip();
      }
    }
  }

  private void readHash() throws XMLStreamException, MalformedInputException {
    Optional<SumAlgorithm> algorithm = algorithm();
    String hex = xml.getElementText();
    if (algorithm.isPresent()
        && (sum.isEmpty() || algorithm.get().compareTo(sum.get().algorithm()) > 0)) {
      sum = Optional.of(ExpectedSum.parse(algorithm.get(), hex, OptionalLong.empty(), file));
    }
  }

  private void readPieces() throws XMLStreamException, MalformedInputException {
    Optional<SumAlgorithm> algorithm = algorithm();
    long length = number(String.valueOf(xml.getAttributeValue(null, "length")));
    List<String> hex = new ArrayList<>();
    while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String text = xml.getElementText();
      if (algorithm.isPresent()) {
        hex.add(ExpectedSum.parse(algorithm.get(), text, OptionalLong.empty(), file).hex());
      }
    }
    if (algorithm.isPresent() && length > 0 && pieces.isEmpty()) {
      pieces = Optional.of(new Pieces(algorithm.get(), length, List.copyOf(hex)));
    }
  }

  private void readUrl() throws XMLStreamException, MalformedInputException {
    String priority = xml.getAttributeValue(null, "priority");
    int rank = priority == null ? LAST : (int) Math.min(number(priority), LAST);
    mirrors.add(new Mirror(xml.getElementText().strip(), rank));
  }

  private Optional<SumAlgorithm> algorithm() {
    String type = xml.getAttributeValue(null, "type");
    return type == null ? Optional.empty() : SumAlgorithm.named(type);
  }

  private long number(String text) throws MalformedInputException {
    String digits = text.strip();
    if (!digits.matches("[0-9]{1,18}")) {
      throw malformed("a number", "'" + digits + "'");
    }
    return Long.parseLong(digits);
  }

  private boolean isAt(String name) {
    return xml.getLocalName().equals(name) && NAMESPACE.equals(xml.getNamespaceURI());
  }

  private void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  private MalformedInputException malformed(String expected, String found) {
    return new MalformedInputException(
        "not a metalink", file, xml.getLocation().getCharacterOffset(), expected, found);
  }
}
