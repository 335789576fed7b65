package org.wikimill.pipeline.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wikimill.formats.bytes.MalformedInputException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read strictly: what is wrong is told with its line. Keys that nobody
 * asks for may hold anything.
 */
final class YamlMap {
  private static final String REASON = "not a list of snapshots";
  private static final int MAX_TEXT_CHARACTERS = 4096;

  private final String file;
  private final MappingNode node;
  private final Map<String, Node> values = new HashMap<>();

  private YamlMap(String file, MappingNode node) throws MalformedInputException {
    this.file = file;
    this.node = node;
    for (NodeTuple tuple : node.getValue()) {
      String key = scalar(file, tuple.getKeyNode(), "a key");
      if (values.put(key, tuple.getValueNode()) != null) {
        throw malformed(file, tuple.getKeyNode(), "a key once", "'" + key + "' again");
      }
    }
  }

  /** A node that must be a mapping. */
  static YamlMap of(String file, Node node, String what) throws MalformedInputException {
    if (node instanceof MappingNode map) {
      return new YamlMap(file, map);
    }
    throw malformed(file, node, what, kind(node));
  }

  /** A value that must be there. */
  <T> T value(String key, String what, Function<String, T> parse) throws MalformedInputException {
    Optional<T> value = optional(key, what, parse);
    if (value.isEmpty()) {
      throw malformed(file, node, "field '" + key + "', " + what, "none");
    }
    return value.get();
  }

  /**
   * A value that may be there.
   *
   * @param what the value is to be, for the message
   * @param parse throws a {@link RuntimeException} if it is not
   */
  <T> Optional<T> optional(String key, String what, Function<String, T> parse)
      throws MalformedInputException {
    Node value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    String text = scalar(file, value, "field '" + key + "', " + what);
    try {
      return Optional.of(parse.apply(text));
    } catch (RuntimeException e) {
      throw malformed(file, value, "field '" + key + "', " + what, "'" + text + "'");
    }
  }

  /** A mapping that must be there. */
  YamlMap map(String key) throws MalformedInputException {
    Node value = values.get(key);
    if (value == null) {
      throw malformed(file, node, "field '" + key + "', a mapping", "none");
    }
    return of(file, value, "field '" + key + "', a mapping");
  }

  /** A sequence of mappings; an empty one if it is not there. */
  List<YamlMap> maps(String key) throws MalformedInputException {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode sequence)) {
      throw malformed(file, value, "field '" + key + "', a sequence of mappings", kind(value));
    }
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      maps.add(of(file, item, "field '" + key + "', a sequence of mappings"));
    }
    return maps;
  }

  /** Tells that something about this mapping is wrong. */
  MalformedInputException malformed(String expected, String found) {
    return malformed(file, node, expected, found);
  }

  static MalformedInputException malformed(String file, Node node, String expected, String found) {
    return malformed(file, Optional.ofNullable(node.getStartMark()), expected, found);
  }

  static MalformedInputException malformed(
      String file, Optional<Mark> mark, String expected, String found) {
    String place = file + mark.map(m -> " line " + (m.getLine() + 1)).orElse("");
    return new MalformedInputException(REASON, place, -1, expected, found);
  }

  private static String scalar(String file, Node node, String what) throws MalformedInputException {
    if (!(node instanceof ScalarNode scalar)) {
      throw malformed(file, node, what, kind(node));
    }
    if (scalar.getValue().length() > MAX_TEXT_CHARACTERS) {
      throw malformed(
          file,
          node,
          "at most " + MAX_TEXT_CHARACTERS + " characters",
          scalar.getValue().length() + "");
    }
    return scalar.getValue();
  }

  private static String kind(Node node) {
    return switch (node.getNodeId()) {
      case scalar -> "'" + ((ScalarNode) node).getValue() + "'";
      case sequence -> "a sequence";
      case mapping -> "a mapping";
      case anchor -> "an alias";
    };
  }
}
