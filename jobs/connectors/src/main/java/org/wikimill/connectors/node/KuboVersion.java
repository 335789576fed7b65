package org.wikimill.connectors.node;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Kubo, as far as it matters: {@code 0.43.0-rc1} is 0.43. */
public record KuboVersion(int major, int minor) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\b.*");

  /** The version of a text; the oldest of all if it is none. */
  public static KuboVersion of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? new KuboVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new KuboVersion(0, 0);
  }

  /** Whether it is {@code 0.MINOR} or later. */
  public boolean isFrom(int firstMinor) {
    return major > 0 || minor >= firstMinor;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
