package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes wikitext apart into {@link Node}s, in one pass over it: braces that never close stay text.
 */
final class WikitextTree {
  /** Nested deeper than this, braces stay text. */
  private static final int MAX_OPEN = 200;

  /** Whether a text is a page of its own or goes into another one. */
  enum Inclusion {
    PAGE,
    TEMPLATE
  }

  /** An argument in the making. */
  private static final class Part {
    private NodeList name;
    private NodeList value = new NodeList();

    void splitAtEquals() {
      name = value;
      value = new NodeList();
    }

    /** As it was written. */
    void copyTo(NodeList target) {
      if (name != null) {
        target.addAll(name);
        target.add('=');
      }
      target.addAll(value);
    }

    NodeList whole() {
      NodeList whole = new NodeList();
      copyTo(whole);
      return whole;
    }

    Node.Argument argument() {
      return new Node.Argument(Optional.ofNullable(name).map(NodeList::toList), value.toList());
    }
  }

  /** Braces or brackets that wait for their end. */
  private static final class Open {
    private final char bracket;
    private int count;
    private final boolean lineStart;
    private List<Part> parts = new ArrayList<>(List.of(new Part()));

    Open(char bracket, int count, boolean lineStart) {
      this.bracket = bracket;
      this.count = count;
      this.lineStart = lineStart;
    }

    Part last() {
      return parts.get(parts.size() - 1);
    }

    /** Everything between, as it was written. */
    void copyTo(NodeList target) {
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          target.add('|');
        }
        parts.get(i).copyTo(target);
      }
    }
  }

  private final String text;
  private final TagScanner tags;
  private final NodeList root = new NodeList();
  private final List<Open> stack = new ArrayList<>();
  private int at;

  private WikitextTree(String text, Inclusion inclusion) {
    this.text = text;
    this.tags = new TagScanner(text, inclusion);
  }

  /** The nodes of a text. */
  static List<Node> parse(String text, Inclusion inclusion) {
    String included = inclusion == Inclusion.TEMPLATE ? TagScanner.onlyIncluded(text) : text;
    return new WikitextTree(included, inclusion).nodes();
  }

  private List<Node> nodes() {
    while (at < text.length()) {
      step(text.charAt(at));
    }
    while (!stack.isEmpty()) {
      Open open = stack.remove(stack.size() - 1);
      target().add(String.valueOf(open.bracket).repeat(open.count));
      open.copyTo(target());
    }
    return root.toList();
  }

  private void step(char c) {
    switch (c) {
      case '{', '[' -> open(c);
      case '}' -> closeBraces();
      case ']' -> closeBrackets();
      case '|' -> pipe();
      case '=' -> equals();
      case '<' -> angle();
      default -> plain();
    }
  }

  private void plain() {
    int start = at++;
    while (at < text.length() && "{[}]|=<".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    target().add(text, start, at);
  }

  private NodeList target() {
    return stack.isEmpty() ? root : top().last().value;
  }

  private Open top() {
    return stack.get(stack.size() - 1);
  }

  private int run(char c) {
    int end = at;
    while (end < text.length() && text.charAt(end) == c) {
      end++;
    }
    return end - at;
  }

  private void open(char c) {
    int run = run(c);
    if (run < 2 || stack.size() >= MAX_OPEN) {
      target().add(text, at, at + run);
    } else {
      boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
      stack.add(new Open(c, run, lineStart));
    }
    at += run;
  }

  private void closeBraces() {
    int run = run('}');
    int matched = stack.isEmpty() || top().bracket != '{' ? 0 : Math.min(run, top().count);
    matched = Math.min(matched, 3);
    if (matched < 2) {
      target().add(text, at, at + run);
      at += run;
      return;
    }
    at += matched;
    Open open = top();
    finish(open, matched == 2 ? call(open) : parameter(open), matched);
  }

  private void finish(Open open, Node node, int matched) {
    open.count -= matched;
    if (open.count >= 2) {
      open.parts = new ArrayList<>(List.of(new Part()));
      open.last().value.add(node);
      return;
    }
    stack.remove(stack.size() - 1);
    if (open.count == 1) {
      target().add(open.bracket);
    }
    target().add(node);
  }

  private static Node call(Open open) {
    List<Node.Argument> arguments = open.parts.stream().skip(1).map(Part::argument).toList();
    return new Node.Call(
        open.parts.get(0).whole().toList(), arguments, open.lineStart && open.count == 2);
  }

  private static Node parameter(Open open) {
    Optional<List<Node>> fallback =
        open.parts.size() < 2 ? Optional.empty() : Optional.of(open.parts.get(1).whole().toList());
    return new Node.Parameter(open.parts.get(0).whole().toList(), fallback);
  }

  private void closeBrackets() {
    int run = run(']');
    if (stack.isEmpty() || top().bracket != '[' || run < 2) {
      target().add(text, at, at + run);
      at += run;
      return;
    }
    at += 2;
    Open open = stack.remove(stack.size() - 1);
    NodeList whole = new NodeList();
    whole.add("[[");
    open.copyTo(whole);
    whole.add("]]");
    open.count -= 2;
    if (open.count >= 2) {
      Open rest = new Open('[', open.count, open.lineStart);
      rest.last().value = whole;
      stack.add(rest);
      return;
    }
    target().add("[".repeat(open.count));
    target().addAll(whole);
  }

  private void pipe() {
    if (stack.isEmpty()) {
      root.add('|');
    } else {
      top().parts.add(new Part());
    }
    at++;
  }

  private void equals() {
    boolean splits =
        !stack.isEmpty()
            && top().bracket == '{'
            && top().parts.size() > 1
            && top().last().name == null;
    if (splits) {
      top().last().splitAtEquals();
    } else {
      target().add('=');
    }
    at++;
  }

  private void angle() {
    TagScanner.Found found = tags.at(at);
    if (found.backUp() > 0) {
      target().removeLast(found.backUp());
    }
    found.node().ifPresent(target()::add);
    if (found.end() == at) {
      target().add('<');
      at++;
    } else {
      at = found.end();
    }
  }
}
