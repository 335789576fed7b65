package org.wikimill.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.io.Stores;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.Amount;
import org.wikimill.pipeline.delta.BlockJoin;
import org.wikimill.pipeline.delta.Sharing;
import org.wikimill.pipeline.manifest.FinishedBuild;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.publish.NodeContents;
import org.wikimill.pipeline.publish.PublishRecord;
import org.wikimill.pipeline.snapshots.Snapshots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wikimill status}: which snapshots are on which nodes. */
@Command(
    name = "status",
    description = {
      "Tells which snapshots are on which IPFS nodes, as the nodes say now, and when each copy was",
      "proven, as the builds' records say."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  wikimill status snapshots --nodes conf/nodes.yml           all builds of a folder",
      "  wikimill status old new --nodes conf/nodes.yml --shared    and what they have in common",
      "  wikimill status --node http://127.0.0.1:5001               what the node has, builds or not",
    })
final class StatusCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = "Folders of finished builds, or folders in which they stand.")
  private List<String> folders = List.of();

  @Mixin private NodeOptions nodeOptions;

  @Option(
      names = "--shared",
      fallbackValue = "true",
      description = "Count the blocks that every two of the builds have in common.")
  private boolean shared;

  @Mixin private SparkOptions spark;
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<NodeAddress> nodes = nodeOptions.required(spec);
    List<FinishedBuild> builds = builds();
    if (shared && (builds.isEmpty() || builds.size() > BlockJoin.MAX_HOLDERS)) {
      throw new ParameterException(
          spec.commandLine(), "--shared: of 1 to " + BlockJoin.MAX_HOLDERS + " builds");
    }
    List<Cid> roots = builds.stream().map(of -> Cid.parse(of.manifest().root())).toList();
    List<NodeContents> contents = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (NodeAddress node : nodes) {
      try {
        contents.add(NodeContents.of(node, roots));
      } catch (NodeException e) {
        failures.put(node.name(), e.getMessage());
      }
    }
    Map<String, Published> published = new LinkedHashMap<>();
    List<Sharing.Shared> sharing = sharing(builds);
    for (int i = 0; i < builds.size(); i++) {
      Sharing.Shared of = sharing.isEmpty() ? null : sharing.get(i);
      published.put(roots.get(i).toString(), published(builds, i, contents, of));
    }
    others(contents, published);
    common.result(new StatusAnswer(List.copyOf(published.values()), failures));
    return (failures.isEmpty() ? ExitCode.DONE : ExitCode.SINK_FAILED).code();
  }

  /**
   * A root.
   *
   * @param name of the build, else of a pin
   * @param shared by name: what it has in common with other builds; null if that was not asked for
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Published(String root, String name, List<OnNode> nodes, Map<String, Amount> shared) {}

  /**
   * A root on a node.
   *
   * @param pinned whether the node has pinned it
   * @param paths where it stands there
   * @param proof what the record says; null if nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OnNode(String node, boolean pinned, List<String> paths, PublishRecord.Copy proof) {}

  private List<FinishedBuild> builds() throws IOException {
    List<FinishedBuild> builds = new ArrayList<>();
    for (String folder : folders) {
      Store store = Stores.at(folder, Durability.CACHED, spark.hadoop());
      if (store.exists(Manifest.NAME)) {
        builds.add(FinishedBuild.in(store));
      } else {
        List<FinishedBuild> below = new ArrayList<>();
        Snapshots.in(folder, Durability.CACHED, spark.hadoop())
            .finished()
            .forEach(snapshot -> below.add(snapshot.build()));
        if (below.isEmpty()) {
          throw new ParameterException(spec.commandLine(), folder + ": no build, and none in it");
        }
        builds.addAll(below);
      }
    }
    return builds;
  }

  private List<Sharing.Shared> sharing(List<FinishedBuild> builds) {
    if (!shared) {
      return List.of();
    }
    try (JavaSparkContext context = spark.open("status");
        Progress progress = Progress.follow(context, common)) {
      return new Sharing(builds).run(context);
    }
  }

  private static Published published(
      List<FinishedBuild> builds, int number, List<NodeContents> contents, Sharing.Shared shared)
      throws IOException {
    FinishedBuild build = builds.get(number);
    String root = build.manifest().root();
    PublishRecord record = PublishRecord.in(build.store(), root);
    List<OnNode> nodes = new ArrayList<>();
    for (NodeContents node : contents) {
      nodes.add(on(node, Cid.parse(root), record.of(node.peerId()).orElse(null)));
    }
    Map<String, Amount> with = null;
    if (shared != null) {
      with = new LinkedHashMap<>();
      for (int i = 0; i < builds.size(); i++) {
        if (i != number) {
          with.put(builds.get(i).manifest().recipe().snapshot(), shared.with().get(i));
        }
      }
      with.put("none of these", shared.alone());
    }
    return new Published(root, build.manifest().recipe().snapshot(), nodes, with);
  }

  private static OnNode on(NodeContents node, Cid root, PublishRecord.Copy proof) {
    List<String> paths = node.paths().getOrDefault(root, List.of());
    return new OnNode(node.node(), node.pins().containsKey(root), paths, proof);
  }

  /** What nodes have of publications whose builds are not here. */
  private static void others(List<NodeContents> contents, Map<String, Published> published) {
    for (NodeContents node : contents) {
      Map<Cid, String> roots = new LinkedHashMap<>(node.pins());
      node.paths().forEach((root, paths) -> roots.putIfAbsent(root, paths.get(0)));
      roots.forEach(
          (root, name) ->
              published.computeIfAbsent(
                  root.toString(),
                  text ->
                      new Published(
                          text,
                          name,
                          contents.stream().map(of -> on(of, root, null)).toList(),
                          null)));
    }
  }
}
