package org.wikimill.pipeline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sums.SmallFile;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A list of published snapshots as a YAML file: a mapping by language, as the public mirrors' list
 * is, each with its name and its snapshots by date.
 *
 * <p>Fields and comments that wikimill does not know stay as they are. Nothing in the file is made
 * an object of: its nodes are read as text. Refuses files over 32 MiB, nesting over 16, anchors and
 * aliases, keys that occur twice, and dates out of order.
 */
public final class CatalogFile {
  private static final int MAX_NESTING = 16;

  private final String name;
  private final MappingNode root;
  private final Catalog catalog;

  private CatalogFile(String name, MappingNode root) throws MalformedInputException {
    this.name = name;
    this.root = root;
    List<Language> languages = new ArrayList<>();
    YamlMap.of(name, root, "languages"); // no key twice
    for (NodeTuple tuple : root.getValue()) {
      String code = ((ScalarNode) tuple.getKeyNode()).getValue();
      try {
        CatalogReader.code(code);
      } catch (IllegalArgumentException e) {
        throw YamlMap.malformed(
            name,
            tuple.getKeyNode(),
            "the code of a language, such as be-tarask",
            "'" + code + "'");
      }
      YamlMap fields = YamlMap.of(name, tuple.getValueNode(), "the fields of a language");
      languages.add(CatalogReader.language(code, fields));
    }
    this.catalog = new Catalog(languages);
  }

  /** The list in a file; an empty one if there is no such file. */
  public static CatalogFile open(Path file) throws IOException {
    return Files.exists(file) ? parse(bytes(file), file.toString()) : parse(new byte[0], file + "");
  }

  /**
   * The bytes of the file of a list.
   *
   * @throws MalformedInputException if there are too many
   */
  public static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return SmallFile.read(in, file.toString());
    }
  }

  /**
   * The list of a file's bytes.
   *
   * @param name that of the file, for messages
   * @throws MalformedInputException if they are no such list; the message has the line
   */
  public static CatalogFile parse(byte[] bytes, String name) throws MalformedInputException {
    Node node;
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      node = yaml().compose(new StringReader(text));
    } catch (CharacterCodingException e) {
      throw YamlMap.malformed(name, Optional.empty(), "UTF-8", "other bytes");
    } catch (MarkedYAMLException e) {
      throw YamlMap.malformed(
          name, Optional.ofNullable(e.getProblemMark()), "YAML", e.getProblem());
    } catch (YAMLException e) {
      throw YamlMap.malformed(name, Optional.empty(), "YAML", e.getMessage());
    }
    if (node == null) {
      node = map(List.of());
    }
    refuseAnchors(name, node);
    if (node instanceof MappingNode map) {
      return new CatalogFile(name, map);
    }
    throw YamlMap.malformed(name, node, "a mapping by language", "something else");
  }

  private static Yaml yaml() {
    LoaderOptions loading = new LoaderOptions();
    loading.setProcessComments(true);
    loading.setNestingDepthLimit(MAX_NESTING);
    loading.setCodePointLimit(SmallFile.MAX_BYTES);
    DumperOptions dumping = new DumperOptions();
    dumping.setProcessComments(true);
    dumping.setDefaultFlowStyle(FlowStyle.BLOCK);
    dumping.setSplitLines(false);
    dumping.setLineBreak(DumperOptions.LineBreak.UNIX);
    return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading);
  }

  /** An alias makes of a small file a large one; the mirrors' lists have none. */
  private static void refuseAnchors(String name, Node top) throws MalformedInputException {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> open = new ArrayList<>(List.of(top));
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      if (node.getAnchor() != null || !seen.add(node)) {
        throw YamlMap.malformed(name, node, "no anchors", "&" + node.getAnchor());
      }
      if (node instanceof MappingNode map) {
        map.getValue().forEach(t -> open.addAll(List.of(t.getKeyNode(), t.getValueNode())));
      } else if (node instanceof CollectionNode<?> sequence) {
        sequence.getValue().forEach(item -> open.add((Node) item));
      }
    }
  }

  /** What the list tells. */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * The list with one snapshot more: the newest of its language.
   *
   * @param languageName the name of a language that is not there yet; that of one that is stays
   * @throws IllegalArgumentException if the language has a snapshot of that date or a later one
   */
  public CatalogFile with(String code, String languageName, PublishedSnapshot snapshot)
      throws MalformedInputException {
    CatalogReader.code(code);
    CatalogReader.line(languageName);
    Optional<PublishedSnapshot> newest = catalog.language(code).flatMap(Language::newest);
    if (newest.isPresent() && newest.get().date().compareTo(snapshot.date()) >= 0) {
      throw new IllegalArgumentException(
          "the newest snapshot of "
              + code
              + " in "
              + name
              + " is of "
              + newest.get().date()
              + ", not before "
              + snapshot.date());
    }
    CatalogFile copy = parse(bytes(), name);
    Node node = CatalogWriter.snapshot(snapshot);
    for (NodeTuple language : copy.root.getValue()) {
      if (((ScalarNode) language.getKeyNode()).getValue().equals(code)) {
        CatalogWriter.append((MappingNode) language.getValueNode(), node);
        return parse(copy.bytes(), name);
      }
    }
    NodeTuple language = CatalogWriter.tuple(code, CatalogWriter.language(languageName, node));
    copy.insert(language, code);
    return parse(copy.bytes(), name);
  }

  /** Before the first language whose code comes after; a comment at the head stays there. */
  private void insert(NodeTuple language, String code) {
    List<NodeTuple> tuples = root.getValue();
    int at = 0;
    while (at < tuples.size()
        && ((ScalarNode) tuples.get(at).getKeyNode()).getValue().compareTo(code) < 0) {
      at++;
    }
    if (at == 0 && !tuples.isEmpty()) {
      Node first = tuples.get(0).getKeyNode();
      language.getKeyNode().setBlockComments(first.getBlockComments());
      first.setBlockComments(List.of());
    }
    tuples.add(at, language);
  }

  /** The file's bytes. */
  public byte[] bytes() {
    if (root.getValue().isEmpty()) {
      return new byte[0];
    }
    StringWriter text = new StringWriter();
    yaml().serialize(root, text);
    return text.toString().getBytes(UTF_8);
  }

  /**
   * Writes the list; the file is replaced whole or not at all.
   *
   * @throws org.wikimill.connectors.io.SinkException if it cannot be written
   */
  public void write(Path file) throws IOException {
    write(file, bytes());
  }

  /** Writes a small file that is replaced whole or not at all. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path whole = file.toAbsolutePath();
    LocalStore folder = new LocalStore(whole.getParent(), Durability.SYNCED);
    try (NewFile out = folder.create(whole.getFileName().toString())) {
      out.write(bytes);
      out.commit();
    }
  }

  static MappingNode map(List<NodeTuple> tuples) {
    return new MappingNode(Tag.MAP, new ArrayList<>(tuples), FlowStyle.BLOCK);
  }

  static SequenceNode sequence(List<Node> items) {
    return new SequenceNode(Tag.SEQ, new ArrayList<>(items), FlowStyle.BLOCK);
  }
}
