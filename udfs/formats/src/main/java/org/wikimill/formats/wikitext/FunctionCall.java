package org.wikimill.formats.wikitext;

import java.util.List;

/**
 * A parser function and what it is called with.
 *
 * @param first what stands behind the colon, expanded
 * @param rest what stands behind the pipes, expanded when asked for
 */
record FunctionCall(Expander expander, Frame frame, String first, List<Node.Argument> rest) {

  int count() {
    return rest.size() + 1;
  }

  /** An argument as text, trimmed; from 0 on, empty if there are not as many. */
  String text(int index) {
    return untrimmed(index).strip();
  }

  String untrimmed(int index) {
    if (index == 0) {
      return first;
    }
    if (index > rest.size()) {
      return "";
    }
    Node.Argument argument = rest.get(index - 1);
    String value = expander.expand(argument.value(), frame);
    return argument.name().map(name -> expander.expand(name, frame) + "=" + value).orElse(value);
  }
}
