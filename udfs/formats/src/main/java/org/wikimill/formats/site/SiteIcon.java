package org.wikimill.formats.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The icon of a site whose archive has none: browsers ask for one, and tell if it is missing. */
public final class SiteIcon {
  /** The media type of the icon. */
  public static final String MIME = "image/png";

  private SiteIcon() {}

  /** The icon: 32 by 32 points. */
  public static byte[] bytes() {
    try (InputStream in = SiteIcon.class.getResourceAsStream("icon.png")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
