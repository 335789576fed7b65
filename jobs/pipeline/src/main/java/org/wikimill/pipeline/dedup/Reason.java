package org.wikimill.pipeline.dedup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a build adds a block to those of the builds before it, or does not. */
public enum Reason {
  /** No build before has it. */
  NEW("new"),
  /** It is of a file that a build before has at the same path. */
  SAME_PATH("same file, same path"),
  /** It is of a file that builds before have at other paths alone. */
  OTHER_PATH("same file, another path"),
  /** It is of a file that no build before has; some have the block in another file. */
  OTHER_FILE("same block, another file"),
  /** It is of a directory: one that did not change, or a shard that did not. */
  DIRECTORY("directory unchanged");

  private final String phrase;

  Reason(String phrase) {
    this.phrase = phrase;
  }

  /** The value in tables and JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason in words. */
  public String phrase() {
    return phrase;
  }
}
