package org.wikimill.formats.site;

import java.util.Optional;

/** The layout {@code zim}: every entry where its name says, as an unpacked archive has it. */
public record ZimLayout() implements Layout {
  @Override
  public byte[] framed(byte[] name) {
    return name;
  }

  @Override
  public byte[] wanted(byte[] name, Optional<String> mime) {
    return Places.wanted(name);
  }

  @Override
  public byte[] standIn(byte[] place, int n) {
    return Places.standIn(place, n);
  }
}
