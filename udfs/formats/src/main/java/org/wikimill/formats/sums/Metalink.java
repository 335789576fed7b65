package org.wikimill.formats.sums;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a metalink says of one file: its length, sums, and where else it is (RFC 5854).
 *
 * @param lengthBytes if it says
 * @param sum the strongest that it has
 * @param pieces sums of pieces, if they cover the file
 * @param mirrors URLs, the preferred first
 */
public record Metalink(
    OptionalLong lengthBytes,
    Optional<ExpectedSum> sum,
    Optional<Pieces> pieces,
    List<String> mirrors) {

  /** How the names of metalinks end. */
  public static final String SUFFIX = ".meta4";

  /**
   * Reads the part of a metalink that is about one file.
   *
   * @param file the metalink's name, for messages
   * @param subject the file that is asked about
   * @return empty if it is about other files
   * @throws org.wikimill.formats.bytes.MalformedInputException if it is no metalink, or has a sum,
   *     length or number that is none
   */
  public static Optional<Metalink> read(byte[] bytes, String file, String subject)
      throws IOException {
    try {
      XMLStreamReader xml = Xml.reader(bytes);
      try {
        return new MetalinkReader(xml, file).read(subject);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw Xml.malformed(file, e);
    }
  }
}
