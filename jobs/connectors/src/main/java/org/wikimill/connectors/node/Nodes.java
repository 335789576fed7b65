package org.wikimill.connectors.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.wikimill.connectors.node.Credentials.Origin;
import org.wikimill.connectors.node.Credentials.Scheme;
import org.wikimill.formats.sums.SmallFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The nodes of a command: those of a file, whose form {@code conf/nodes.yml} shows, and others. */
public final class Nodes {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "url",
          "failure_domain",
          "ca_file",
          "bearer_file",
          "bearer_env",
          "basic_file",
          "basic_env",
          "connect_seconds",
          "idle_seconds");
  private static final Set<String> SECRETS =
      Set.of("bearer_file", "bearer_env", "basic_file", "basic_env");

  private Nodes() {}

  /**
   * The nodes of a file, in its order.
   *
   * @throws IllegalArgumentException with all that is wrong with it, a line each
   */
  public static List<NodeAddress> read(Path file) throws IOException {
    List<NodeAddress> nodes = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    if (root(file) instanceof Map<?, ?> root
        && root.keySet().equals(Set.of("nodes"))
        && root.get("nodes") instanceof List<?> list) {
      for (Object entry : list) {
        try {
          nodes.add(node(entry));
        } catch (IllegalArgumentException e) {
          wrong.add(file + ": node " + (nodes.size() + wrong.size() + 1) + ": " + e.getMessage());
        }
      }
    } else {
      wrong.add(file + ": expected a list 'nodes' and nothing else");
    }
    refuse(wrong);
    return List.copyOf(nodes);
  }

  /**
   * Nodes without credentials, by the URLs of their RPCs.
   *
   * @throws IllegalArgumentException with all that is wrong with them, a line each
   */
  public static List<NodeAddress> of(List<String> urls) {
    List<NodeAddress> nodes = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (String url : urls) {
      try {
        nodes.add(NodeAddress.of(url));
      } catch (IllegalArgumentException e) {
        wrong.add(e.getMessage());
      }
    }
    refuse(wrong);
    return nodes;
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if two have one name or one URL
   */
  public static List<NodeAddress> join(List<NodeAddress> some, List<NodeAddress> others) {
    List<NodeAddress> nodes = new ArrayList<>(some);
    nodes.addAll(others);
    Set<Object> seen = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (NodeAddress node : nodes) {
      boolean newName = seen.add(node.name());
      boolean newUrl = seen.add(node.rpc());
      if (!newName || !newUrl) {
        wrong.add("node " + node + " is named twice, or has the name or URL of another");
      }
    }
    refuse(wrong);
    return List.copyOf(nodes);
  }

  private static Object root(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(SmallFile.read(in, file.toString()), UTF_8);
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(file + " is no YAML: " + e.getMessage(), e);
    }
  }

  private static NodeAddress node(Object entry) {
    Map<String, String> fields = fields(entry);
    Set<String> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no such keys: " + String.join(", ", unknown));
    }
    if (!fields.containsKey("url")) {
      throw new IllegalArgumentException("it has no url");
    }
    URI rpc = NodeAddress.parse(fields.get("url"));
    String name = fields.getOrDefault("name", rpc.getRawAuthority());
    return new NodeAddress(
        name,
        rpc,
        credentials(fields),
        fields.get("ca_file"),
        fields.getOrDefault("failure_domain", name),
        new NodeTimeouts(
            seconds(fields, "connect_seconds", NodeTimeouts.DEFAULT.connect()),
            seconds(fields, "idle_seconds", NodeTimeouts.DEFAULT.idle())));
  }

  private static Map<String, String> fields(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("expected keys and values");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!(value instanceof String || value instanceof Number)) {
            throw new IllegalArgumentException(key + ": expected one value");
          }
          fields.put(key.toString(), value.toString());
        });
    return fields;
  }

  private static Credentials credentials(Map<String, String> fields) {
    List<String> given = fields.keySet().stream().filter(SECRETS::contains).toList();
    if (given.isEmpty()) {
      return Credentials.NONE;
    }
    if (given.size() > 1) {
      throw new IllegalArgumentException("one secret is enough: " + String.join(", ", given));
    }
    String key = given.get(0);
    return new Credentials(
        key.startsWith("bearer") ? Scheme.BEARER : Scheme.BASIC,
        key.endsWith("file") ? Origin.FILE : Origin.ENVIRONMENT,
        fields.get(key));
  }

  private static Duration seconds(Map<String, String> fields, String key, Duration usual) {
    String text = fields.get(key);
    if (text == null) {
      return usual;
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(key + ": expected whole seconds, found " + text);
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static void refuse(List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(wrong.stream().collect(joining("\n")));
    }
  }
}
