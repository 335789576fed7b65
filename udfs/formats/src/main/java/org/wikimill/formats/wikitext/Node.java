package org.wikimill.formats.wikitext;

import java.util.List;
import java.util.Optional;

/** A piece of wikitext, as far as the first stage takes it apart. */
sealed interface Node {

  /** Text that stays as it is. */
  record Text(String text) implements Node {}

  /**
   * <code>{{name|arguments}}</code>: a template, parser function or variable.
   *
   * @param lineStart whether a line begins with it
   */
  record Call(List<Node> name, List<Argument> arguments, boolean lineStart) implements Node {}

  /** <code>{{{name|fallback}}}</code>. */
  record Parameter(List<Node> name, Optional<List<Node>> fallback) implements Node {}

  /**
   * An element of an extension, {@code <ref name="x">body</ref>}.
   *
   * @param name in lower case
   * @param attributes as written
   * @param body empty for {@code <ref/>}
   */
  record Tag(String name, String attributes, Optional<String> body) implements Node {}

  /** What stands between two pipes. */
  record Argument(Optional<List<Node>> name, List<Node> value) {}
}
