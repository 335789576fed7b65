package org.wikimill.formats.site;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the entries of a source ask to stand in the tree: by functions of what each entry says of
 * itself, so that places are the same on every machine and in every order.
 *
 * <p>Where two entries ask for one place, stage {@code paths} decides.
 */
public sealed interface Layout extends Serializable permits ZimLayout, SiteLayout {

  /** The layouts by name. */
  enum Name {
    ZIM,
    SITE
  }

  /**
   * The place of an entry if no rule but the layout's frame is applied to its name: what comes out
   * unaltered was asked for literally.
   *
   * @param name the source's own name: {@code NS/PATH}; of content in the new scheme, {@code PATH}
   */
  byte[] framed(byte[] name);

  /**
   * The place that an entry asks for: relative, no segment of it empty, {@code .} or {@code ..}.
   *
   * @param name as in {@link #framed}
   * @param mime the media type of its content; empty if it has none
   */
  byte[] wanted(byte[] name, Optional<String> mime);

  /** The {@code n}th stand-in for a place that is taken. */
  byte[] standIn(byte[] place, int n);

  /** Whether {@code place} is what {@code name} asks for literally. */
  default boolean isLiteral(byte[] name, byte[] place) {
    return Arrays.equals(framed(name), place);
  }
}
