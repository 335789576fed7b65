package org.wikimill.pipeline.sides;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a path differs between an index and a tree of blocks, as these blocks tell. */
public enum TreeCause {
  /** Other bytes. Of what source they are no block tells. */
  CONTENT("content differs"),
  /** The same bytes, cut or encoded in another way. */
  CHUNKING("chunking or profile differs"),
  /** A directory whose CID differs although all that is in it is equal. */
  DIRECTORY("directory rules differ"),
  /** A file that the second does not have. */
  ONLY_IN_A("only in A"),
  /** A file that the first does not have. */
  ONLY_IN_B("only in B"),
  /** A block on the way does not hash to its CID, or is no node of a tree. */
  TAMPERED("a block is not what its CID says"),
  /** A block on the way is not there. */
  MISSING_BLOCK("a block is missing");

  private final String phrase;

  TreeCause(String phrase) {
    this.phrase = phrase;
  }

  /** The value in tables and JSON. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cause in words. */
  public String phrase() {
    return phrase;
  }
}
