package org.wikimill.pipeline.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Makes the YAML of what is added to a list of snapshots. */
final class CatalogWriter {
  private final List<NodeTuple> tuples = new ArrayList<>();

  private CatalogWriter() {}

  /** The fields of a language with one snapshot. */
  static Node language(String name, Node snapshot) {
    return new CatalogWriter()
        .text(CatalogReader.NAME, name)
        .node(CatalogReader.SNAPSHOTS, CatalogFile.sequence(List.of(snapshot)))
        .map();
  }

  /** The fields of a snapshot. */
  static Node snapshot(PublishedSnapshot snapshot) {
    List<Node> sources = snapshot.sources().stream().map(CatalogWriter::source).toList();
    CatalogWriter size = new CatalogWriter().number(CatalogReader.BYTES, snapshot.size().bytes());
    snapshot.size().blocks().ifPresent(blocks -> size.number(CatalogReader.BLOCKS, blocks));
    CatalogWriter map =
        new CatalogWriter()
            .plain(CatalogReader.DATE, snapshot.date())
            .text(CatalogReader.ROOT, snapshot.root().toString())
            .text(CatalogReader.PREVIOUS, snapshot.previous().map(Cid::toString));
    if (!sources.isEmpty()) {
      map.node(CatalogReader.SOURCES, CatalogFile.sequence(sources));
    }
    map.node(CatalogReader.SIZE, size.map())
        .text(CatalogReader.PROFILE, snapshot.profile())
        .number(CatalogReader.FORMAT, snapshot.format())
        .text(CatalogReader.POLICY, snapshot.policy());
    snapshot.published().ifPresent(time -> map.plain(CatalogReader.PUBLISHED, time.toString()));
    return map.map();
  }

  private static Node source(Source source) {
    return new CatalogWriter()
        .text(CatalogReader.FILE, source.file())
        .text(CatalogReader.SHA256, source.sha256())
        .text(CatalogReader.URL, source.url())
        .map();
  }

  /** Puts a snapshot behind those of a language. */
  static void append(MappingNode language, Node snapshot) {
    for (NodeTuple field : language.getValue()) {
      if (field.getValueNode() instanceof SequenceNode snapshots
          && ((ScalarNode) field.getKeyNode()).getValue().equals(CatalogReader.SNAPSHOTS)) {
        snapshots.getValue().add(snapshot);
        return;
      }
    }
    Node snapshots = CatalogFile.sequence(List.of(snapshot));
    language.getValue().add(tuple(CatalogReader.SNAPSHOTS, snapshots));
  }

  /** A key and its value. */
  static NodeTuple tuple(String key, Node value) {
    return new NodeTuple(new ScalarNode(Tag.STR, key, null, null, ScalarStyle.PLAIN), value);
  }

  private CatalogWriter text(String key, String value) {
    return scalar(key, Tag.STR, value);
  }

  private CatalogWriter text(String key, Optional<String> value) {
    value.ifPresent(text -> text(key, text));
    return this;
  }

  /** A date or time, of which YAML knows some as such, and none needs quotes. */
  private CatalogWriter plain(String key, String value) {
    return scalar(key, new Resolver().resolve(NodeId.scalar, value, true), value);
  }

  private CatalogWriter number(String key, long value) {
    return scalar(key, Tag.INT, Long.toString(value));
  }

  private CatalogWriter scalar(String key, Tag tag, String value) {
    return node(key, new ScalarNode(tag, value, null, null, ScalarStyle.PLAIN));
  }

  private CatalogWriter node(String key, Node value) {
    tuples.add(tuple(key, value));
    return this;
  }

  private Node map() {
    return CatalogFile.map(tuples);
  }
}
