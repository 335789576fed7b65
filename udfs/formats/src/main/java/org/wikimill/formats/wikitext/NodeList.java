package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;

/** Nodes in the making: neighbouring texts become one. */
final class NodeList {
  private final List<Node> nodes = new ArrayList<>(4);
  private final StringBuilder text = new StringBuilder();

  void add(char c) {
    text.append(c);
  }

  void add(String more) {
    text.append(more);
  }

  void add(String source, int start, int end) {
    text.append(source, start, end);
  }

  void add(Node node) {
    if (node instanceof Node.Text more) {
      text.append(more.text());
      return;
    }
    flush();
    nodes.add(node);
  }

  void addAll(NodeList other) {
    other.nodes.forEach(this::add);
    text.append(other.text);
  }

  /** Takes back as many characters of the text at the end, or fewer where a node comes first. */
  void removeLast(int chars) {
    text.setLength(Math.max(0, text.length() - chars));
  }

  List<Node> toList() {
    flush();
    return List.copyOf(nodes);
  }

  private void flush() {
    if (!text.isEmpty()) {
      nodes.add(new Node.Text(text.toString()));
      text.setLength(0);
    }
  }
}
