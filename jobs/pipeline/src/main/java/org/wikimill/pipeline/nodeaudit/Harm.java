package org.wikimill.pipeline.nodeaudit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a block of a node. */
public enum Harm {
  /** It has none. */
  MISSING,
  /** It has other bytes, or cannot read its own. */
  TAMPERED;

  /** The value in JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
