package org.wikimill.formats.dumps;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A revision of a page in an XML dump.
 *
 * @param id the wiki's number for it
 * @param parentId that of the revision before; absent of the first one
 * @param timestamp when it was saved, ISO 8601 in UTC; empty if the dump does not say
 * @param contributor the name or address of who saved it; absent if deleted
 * @param contributorId the wiki's number for the contributor; absent of addresses
 * @param comment the summary; absent if there is none, or if deleted
 * @param slots its parts: the main one first
 */
public record XmlRevision(
    long id,
    OptionalLong parentId,
    String timestamp,
    Optional<String> contributor,
    OptionalLong contributorId,
    Optional<String> comment,
    List<XmlSlot> slots) {

  public XmlRevision {
    slots = List.copyOf(slots);
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("a revision has a main slot");
    }
  }

  /** The part that is the page. */
  public XmlSlot main() {
    return slots.get(0);
  }
}
