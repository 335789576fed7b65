package org.wikimill.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists of entity tags in conditional requests (RFC 9110, section 13.1). */
final class EntityTags {
  private static final Pattern TAG =
      Pattern.compile("\\G[ \\t,]*(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

  /** How tags are compared. */
  enum Comparison {
    STRONG,
    WEAK
  }

  private EntityTags() {}

  /** Whether a list holds a tag, or is the asterisk that stands for any. */
  static boolean match(String list, String tag, Comparison comparison) {
    if (list.strip().equals("*")) {
      return true;
    }
    boolean isWeak = tag.startsWith("W/");
    if (isWeak && comparison == Comparison.STRONG) {
      return false;
    }
    String opaque = isWeak ? tag.substring(2) : tag;
    Matcher matcher = TAG.matcher(list);
    while (matcher.find()) {
      boolean mayMatch = comparison == Comparison.WEAK || matcher.group(1) == null;
      if (mayMatch && matcher.group(2).equals(opaque)) {
        return true;
      }
    }
    return false;
  }
}
