package org.wikimill.formats.ipld;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.ipld.CidProfile.Boundary;
import org.wikimill.formats.ipld.CidProfile.Leaves;
import org.wikimill.formats.ipld.CidProfile.SizeEstimate;

/** The vectors of {@code src/test/resources/vectors}. */
final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** One input, its profile, and what a real node made of it. */
  record Vector(String name, CidProfile profile, JsonNode input, Cid cid, long cumulativeSize) {
    UnixFsNode build(BlockSink sink) throws IOException {
      return new VectorTrees(profile, sink, name.equals("dir_hidden_excluded")).input(input);
    }

    /** The length of a generated file; 0 for other inputs. */
    long generatedBytes() {
      return input.path("size").longValue();
    }

    @Override
    public String toString() {
      return name + " as " + profile.name();
    }
  }

  static List<Vector> unixfs() {
    JsonNode file = read("unixfs.json");
    List<Vector> vectors = new ArrayList<>();
    for (JsonNode vector : file.get("vectors")) {
      vectors.add(
          new Vector(
              vector.get("name").textValue(),
              profile(file.get("profiles"), vector),
              vector.get("input"),
              Cid.parse(vector.get("cid").textValue()),
              vector.get("cumulative_size").longValue()));
    }
    return vectors;
  }

  /** The vector that a case of {@code blocks-and-cars.json} builds on. */
  static Vector input(JsonNode builtOn) {
    String name = builtOn.get("input").textValue();
    JsonNode file = read("unixfs.json");
    for (JsonNode vector : file.get("vectors")) {
      if (vector.get("name").textValue().equals(name)) {
        return new Vector(
            name,
            profile(file.get("profiles"), builtOn),
            vector.get("input"),
            Cid.parse(builtOn.get("root").textValue()),
            builtOn.path("cumulative_size").longValue());
      }
    }
    throw new AssertionError("no vector " + name);
  }

  static CidProfile profile(String name) {
    return profile(name, read("unixfs.json").get("profiles").get(name), JSON.createObjectNode());
  }

  static JsonNode blocksAndCars(String section) {
    return read("blocks-and-cars.json").get(section);
  }

  private static CidProfile profile(JsonNode profiles, JsonNode vector) {
    String name = vector.get("profile").textValue();
    return profile(name, profiles.get(name), vector.get("overrides"));
  }

  private static CidProfile profile(String name, JsonNode parameters, JsonNode overrides) {
    Parameters of = key -> overrides.has(key) ? overrides.get(key) : parameters.get(key);
    String shown = overrides.isEmpty() ? name : name + " " + overrides;
    return new CidProfile(
        shown,
        of.get("cid_version").intValue(),
        of.get("raw_leaves").booleanValue() ? Leaves.RAW : Leaves.DAG_PB,
        of.get("chunk").intValue(),
        of.get("width").intValue(),
        of.get("fanout").intValue(),
        of.get("threshold").longValue(),
        switch (of.get("estimation").textValue()) {
          case "links" -> SizeEstimate.LINKS;
          case "block" -> SizeEstimate.BLOCK;
          case "disabled" -> SizeEstimate.NEVER;
          default -> throw new AssertionError(of.get("estimation"));
        },
        of.get("ge").booleanValue() ? Boundary.AT : Boundary.ABOVE,
        of.get("max_dir_links").intValue());
  }

  private interface Parameters {
    JsonNode get(String key);
  }

  private static JsonNode read(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
