package org.wikimill.formats.wikitext;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a template is called with: arguments are expanded when asked for, once. */
final class Frame {
  private final Optional<Frame> parent;
  private final String title;
  private final int depth;
  private final Map<String, List<Node>> unexpanded = new LinkedHashMap<>();
  private final Map<String, String> expanded = new LinkedHashMap<>();

  /** Arguments that were written with their names. */
  private final Set<String> trimmed = new HashSet<>();

  private Frame(Optional<Frame> parent, String title, int depth) {
    this.parent = parent;
    this.title = title;
    this.depth = depth;
  }

  /** That of a page itself. */
  static Frame page(String title) {
    return new Frame(Optional.empty(), title, 0);
  }

  /** That of a template, before it has arguments. */
  Frame call(String calledTitle) {
    return new Frame(Optional.of(this), calledTitle, depth + 1);
  }

  /** Gives an argument that is expanded in the calling frame; the last of a name holds. */
  void put(String name, List<Node> value) {
    expanded.remove(name);
    unexpanded.put(name, value);
  }

  /** Gives an argument as text. */
  void putText(String name, String value) {
    unexpanded.put(name, List.of());
    expanded.put(name, value);
  }

  boolean isPage() {
    return parent.isEmpty();
  }

  Optional<Frame> parent() {
    return parent;
  }

  String title() {
    return title;
  }

  int depth() {
    return depth;
  }

  boolean isWithin(String calledTitle) {
    for (Frame frame = this; ; frame = frame.parent.get()) {
      if (frame.title.equals(calledTitle) && !frame.isPage()) {
        return true;
      }
      if (frame.isPage()) {
        return false;
      }
    }
  }

  /** The value of an argument; named ones are trimmed. */
  Optional<String> argument(String name, Expander expander) {
    String known = expanded.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    List<Node> value = unexpanded.get(name);
    if (value == null) {
      return Optional.empty();
    }
    String text = expander.expand(value, parent.orElse(this));
    if (trimmed.contains(name)) {
      text = text.strip();
    }
    expanded.put(name, text);
    return Optional.of(text);
  }

  /** Gives an argument that was written with its name. */
  void putNamed(String name, List<Node> value) {
    put(name, value);
    trimmed.add(name);
  }

  /** Names of all arguments, in their order. */
  Iterable<String> names() {
    return unexpanded.keySet();
  }
}
