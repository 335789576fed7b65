package org.wikimill.pipeline.build;

import java.util.Optional;

/**
 * A root as it was recorded.
 *
 * @param build the build that gives it, as the file of recorded roots names it
 * @param format the format of recipes under which it was recorded
 * @param root the root
 */
record GoldenRoot(String build, int format, String root) {

  /**
   * What is wrong with a root that came out, and what is to be done; empty if nothing is.
   *
   * @param formatNow the format of recipes that it came out under
   */
  Optional<String> complaint(int formatNow, String rootNow) {
    boolean same = rootNow.equals(root);
    if (same && formatNow == format) {
      return Optional.empty();
    }
    String line = "'" + build + "," + Math.max(formatNow, format + 1) + "," + rootNow + "'";
    if (formatNow == format) {
      return Optional.of(
          "the root changed and format is still "
              + format
              + ": mend what changed it; or, if it was meant, raise Recipe.FORMAT, say why in the"
              + " changelog and record "
              + line);
    }
    if (formatNow < format) {
      return Optional.of(
          "recorded under format " + format + ", but Recipe.FORMAT is " + formatNow + ": it grows");
    }
    return Optional.of(
        "Recipe.FORMAT is "
            + formatNow
            + ", recorded is what format "
            + format
            + (same ? " gave, the same root: record " : " gave: record ")
            + line);
  }
}
