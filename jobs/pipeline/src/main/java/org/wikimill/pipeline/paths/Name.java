package org.wikimill.pipeline.paths;

import java.io.Serializable;
import java.util.Arrays;

/** Bytes of a path, equal by content. The array is not copied. */
record Name(byte[] utf8) implements Serializable {
  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && Arrays.equals(utf8, name.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }
}
