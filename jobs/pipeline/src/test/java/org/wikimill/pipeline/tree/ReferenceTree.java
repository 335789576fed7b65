package org.wikimill.pipeline.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.CidProfile;
import org.wikimill.formats.ipld.DirectoryBuilder;
import org.wikimill.formats.ipld.DirectoryNode;

/** A tree of files in memory and its directories, built by plain recursion. */
final class ReferenceTree {
  /** A file as the stage is told of it. */
  record File(String path, Cid cid, long tsize) {}

  private final Map<String, ReferenceTree> directories = new TreeMap<>();
  private final Map<String, File> files = new TreeMap<>();

  /** Adds the file, unless it stands in the way of another or another in its way. */
  void offer(File file) {
    offer(file, 0);
  }

  private boolean offer(File file, int from) {
    int slash = file.path.indexOf('/', from);
    String name = slash < 0 ? file.path.substring(from) : file.path.substring(from, slash);
    if (slash < 0) {
      return !directories.containsKey(name) && files.putIfAbsent(name, file) == null;
    }
    if (files.containsKey(name)) {
      return false;
    }
    ReferenceTree below = directories.getOrDefault(name, new ReferenceTree());
    boolean taken = below.offer(file, slash + 1);
    if (taken) {
      directories.put(name, below);
    }
    return taken;
  }

  /** All files, in no order that matters. */
  List<File> files() {
    List<File> all = new ArrayList<>(files.values());
    directories.values().forEach(below -> all.addAll(below.files()));
    return all;
  }

  /** All directories by path; the root's path is empty. */
  Map<String, DirectoryNode> build(CidProfile profile) throws IOException {
    Map<String, DirectoryNode> nodes = new TreeMap<>();
    build(profile, "", nodes);
    return nodes;
  }

  private DirectoryNode build(CidProfile profile, String path, Map<String, DirectoryNode> nodes)
      throws IOException {
    DirectoryBuilder builder = new DirectoryBuilder(profile, (cid, bytes, offset, length) -> {});
    for (Map.Entry<String, ReferenceTree> below : directories.entrySet()) {
      String name = below.getKey();
      DirectoryNode node =
          below.getValue().build(profile, path.isEmpty() ? name : path + "/" + name, nodes);
      builder.add(name.getBytes(UTF_8), node.cid(), node.tsize());
    }
    for (Map.Entry<String, File> file : files.entrySet()) {
      builder.add(file.getKey().getBytes(UTF_8), file.getValue().cid(), file.getValue().tsize());
    }
    DirectoryNode node = builder.finish();
    nodes.put(path, node);
    return node;
  }
}
