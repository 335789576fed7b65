package org.wikimill.formats.ipld;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Builds the inputs of vectors, whatever they are, with the builders under test. */
final class VectorTrees {
  private final CidProfile profile;
  private final BlockSink sink;
  private final FileBuilder files;
  private final boolean hiddenExcluded;

  VectorTrees(CidProfile profile, BlockSink sink, boolean hiddenExcluded) {
    this.profile = profile;
    this.sink = sink;
    this.files = new FileBuilder(profile, sink);
    this.hiddenExcluded = hiddenExcluded;
  }

  UnixFsNode input(JsonNode input) throws IOException {
    if (input.has("entries")) {
      return directory(input.get("entries"));
    }
    if (input.has("seq")) {
      return sequence(input.get("seq"));
    }
    if (input.has("kubo_names")) {
      return kuboNames(input.get("kubo_names"));
    }
    return file(VectorInputs.content(input));
  }

  UnixFsNode file(InputStream content) throws IOException {
    UnixFsFile file = files.build(content);
    return new UnixFsNode(file.cid(), file.tsize());
  }

  UnixFsNode file(String text) throws IOException {
    return file(new ByteArrayInputStream(VectorInputs.utf8(text)));
  }

  private UnixFsNode node(JsonNode node) throws IOException {
    if (node.has("file")) {
      return file(VectorInputs.content(node.get("file")));
    }
    if (node.has("dir")) {
      return directory(node.get("dir"));
    }
    return Symlinks.of(profile, sink, VectorInputs.utf8(node.get("symlink").textValue()));
  }

  private UnixFsNode directory(JsonNode entries) throws IOException {
    DirectoryBuilder directory = new DirectoryBuilder(profile, sink);
    for (JsonNode entry : entries) {
      String name = entry.get(0).textValue();
      if (!hiddenExcluded || !name.startsWith(".")) {
        add(directory, name, node(entry.get(1)));
      }
    }
    return finish(directory);
  }

  private UnixFsNode sequence(JsonNode spec) throws IOException {
    DirectoryBuilder directory = new DirectoryBuilder(profile, sink);
    int start = spec.path("start").intValue();
    JsonNode renamed = spec.path("rename");
    for (int i = start; i < start + spec.get("count").intValue(); i++) {
      String name = format(spec.get("name_fmt"), i);
      String content = format(spec.get("content_fmt"), i);
      add(directory, renamed.path(Integer.toString(i)).asText(name), file(content));
    }
    return finish(directory);
  }

  private UnixFsNode kuboNames(JsonNode spec) throws IOException {
    DirectoryBuilder directory = new DirectoryBuilder(profile, sink);
    UnixFsNode x = file("x");
    for (byte[] name : VectorInputs.kuboNames(spec)) {
      directory.add(name, x.cid(), x.tsize());
    }
    return finish(directory);
  }

  /** The directory of `threshold_with_subdirectories`, as its field `make` says. */
  UnixFsNode withSubdirectories(int fileCount, int directoryCount, int lastNameLength)
      throws IOException {
    DirectoryBuilder inner = new DirectoryBuilder(profile, sink);
    add(inner, "x", file("q".repeat(300)));
    UnixFsNode subdirectory = finish(inner);
    DirectoryBuilder outer = new DirectoryBuilder(profile, sink);
    for (int i = 0; i < fileCount; i++) {
      add(outer, format("n%019d", i), file(i + "\n"));
    }
    for (int i = 0; i < directoryCount; i++) {
      add(outer, format("s%019d", i), subdirectory);
    }
    add(outer, "a".repeat(lastNameLength), file("p"));
    return finish(outer);
  }

  private static void add(DirectoryBuilder directory, String name, UnixFsNode node) {
    directory.add(VectorInputs.utf8(name), node.cid(), node.tsize());
  }

  private static UnixFsNode finish(DirectoryBuilder directory) throws IOException {
    DirectoryNode node = directory.finish();
    return new UnixFsNode(node.cid(), node.tsize());
  }

  private static String format(JsonNode format, int i) {
    return format(format.textValue(), i);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String format(String format, int i) {
    return String.format(Locale.ROOT, format, i);
  }
}
