package org.wikimill.formats.dumps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.wikimill.formats.dumps.XmlScanner.Kind;

/** Reads the {@code <revision>} elements of exports 0.3 to 0.11. */
final class RevisionReader {
  /** Slots of a revision; wikis have three kinds. */
  private static final int MAX_SLOTS = 64;

  private final XmlElements elements;
  private final XmlScanner scanner;
  private final String file;

  private long id;
  private OptionalLong parentId;
  private String timestamp;
  private Optional<String> contributor;
  private OptionalLong contributorId;
  private Optional<String> comment;
  private Optional<String> sha1;
  private List<XmlSlot> more;
  private XmlSlot.Builder slot;

  RevisionReader(XmlScanner scanner, XmlElements elements, String file) {
    this.scanner = scanner;
    this.elements = elements;
    this.file = file;
  }

  /** Reads the revision whose tag the scanner stands at. */
  XmlRevision read() throws IOException {
    id = 0;
    parentId = OptionalLong.empty();
    timestamp = "";
    contributor = Optional.empty();
    contributorId = OptionalLong.empty();
    comment = Optional.empty();
    sha1 = Optional.empty();
    more = new ArrayList<>();
    XmlSlot.Builder main = new XmlSlot.Builder();
    slot = main;
    elements.children("revision", this::readPart);
    if (main.statedSha1.isEmpty() && more.isEmpty()) {
      main.statedSha1 = sha1; // With several slots it is a sum over their sums.
    }
    more.add(0, main.build(file));
    return new XmlRevision(id, parentId, timestamp, contributor, contributorId, comment, more);
  }

  private void readPart(Kind kind) throws IOException {
    switch (scanner.tag()) {
      case "id" -> id = elements.number(kind);
      case "parentid" -> parentId = OptionalLong.of(elements.number(kind));
      case "timestamp" -> timestamp = elements.text(kind);
      case "contributor" -> readContributor(kind);
      case "comment" -> comment = present(kind);
      case "sha1" -> sha1 = Optional.of(elements.text(kind)).filter(sum -> !sum.isEmpty());
      case "content" -> readSlot(kind);
      default -> readSlotPart(kind);
    }
  }

  private void readContributor(Kind kind) throws IOException {
    if (kind == Kind.EMPTY) {
      return;
    }
    elements.children(
        "contributor",
        part -> {
          switch (scanner.tag()) {
            case "username", "ip" -> contributor = present(part);
            case "id" -> contributorId = OptionalLong.of(elements.number(part));
            default -> elements.skip(part);
          }
        });
  }

  private void readSlot(Kind kind) throws IOException {
    if (kind == Kind.EMPTY) {
      return;
    }
    if (more.size() == MAX_SLOTS) {
      throw scanner.malformed("revision has too many slots", "at most " + MAX_SLOTS, "more");
    }
    XmlSlot.Builder main = slot;
    slot = new XmlSlot.Builder();
    elements.children("content", this::readSlotPart);
    more.add(slot.build(file));
    slot = main;
  }

  private void readSlotPart(Kind kind) throws IOException {
    switch (scanner.tag()) {
      case "role" -> slot.role = elements.text(kind);
      case "model" -> slot.model = elements.text(kind);
      case "format" -> slot.format = elements.text(kind);
      case "text" -> readText(kind);
      default -> elements.skip(kind);
    }
  }

  private void readText(Kind kind) throws IOException {
    slot.place = scanner.place();
    slot.statedSha1 = scanner.attribute("sha1");
    Optional<String> bytes = scanner.attribute("bytes");
    slot.statedBytes =
        bytes.isPresent() ? OptionalLong.of(elements.parse(bytes.get())) : OptionalLong.empty();
    boolean elsewhere =
        scanner.attribute("location").isPresent() || scanner.attribute("id").isPresent();
    if (scanner.attribute("deleted").isPresent()) {
      slot.missing = Optional.of("text deleted");
    } else if (kind == Kind.EMPTY && elsewhere && slot.statedBytes.orElse(1) != 0) {
      slot.missing = Optional.of("no text in a dump of stubs");
    } else {
      slot.missing = Optional.empty();
    }
    slot.data = elements.rawText(kind);
  }

  /** The text of an element that is not deleted. */
  private Optional<String> present(Kind kind) throws IOException {
    boolean deleted = scanner.attribute("deleted").isPresent();
    String text = elements.text(kind);
    return deleted ? Optional.empty() : Optional.of(text);
  }
}
