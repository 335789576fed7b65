package org.wikimill.pipeline.dedup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a block is of. One that is of several has the first of them. */
public enum Kind {
  /** Pages. */
  HTML,
  /** Pictures. */
  IMAGE,
  /** Sound and film. */
  MEDIA,
  /** Style sheets and scripts. */
  STYLE,
  /** A site's index of titles and its A-Z pages; the index of an archive. */
  SEARCH,
  /** All other files: fonts, metadata, archives. */
  OTHER,
  /** Directories, and the shards of large ones. */
  DIRECTORY;

  /** The value in tables and JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
