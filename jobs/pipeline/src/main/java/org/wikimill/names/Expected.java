package org.wikimill.names;

import java.util.List;

/** What a name may lead to before it is set. */
public sealed interface Expected {
  /** Whatever it leads to may be replaced. */
  record Anything() implements Expected {}

  /** It leads nowhere yet. */
  record Nothing() implements Expected {}

  /**
   * It leads there.
   *
   * @param path as {@link DnsLink#path} has it
   */
  record Path(String path) implements Expected {}

  /** Whether what a name leads to may be replaced. */
  default boolean allows(List<String> paths) {
    if (this instanceof Path expected) {
      return paths.equals(List.of(expected.path()));
    }
    return this instanceof Anything || paths.isEmpty();
  }

  /** The expectation in words. */
  default String text() {
    if (this instanceof Path expected) {
      return expected.path();
    }
    return this instanceof Anything ? "anything" : "nothing";
  }
}
