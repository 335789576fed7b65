package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.Credentials;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeTimeouts;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.nodes.WriteCheck.Extent;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.testing.KuboNode;

/** Builds into real nodes, which a test may disturb when the build creates a file. */
abstract class BuildsIntoNodes {
  /** The files that the last build created; in this JVM, where tasks run. */
  static final List<String> CREATED = new CopyOnWriteArrayList<>();

  /** What a test does when a build creates a file, by the number and the name of the file. */
  static final AtomicReference<BiConsumer<Integer, String>> TROUBLE = new AtomicReference<>();

  @TempDir Path folder;
  Path archive;
  JavaSparkContext spark;
  final List<KuboNode> nodes = new ArrayList<>();
  final List<String> notices = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    archive = folder.resolve("grown.zim");
    GrownZim.write(archive, 400, 30, 50);
    spark = LocalSpark.open("local[2]");
    TROUBLE.set((number, name) -> {});
  }

  @AfterEach
  void stop() {
    spark.close();
    nodes.forEach(KuboNode::close);
  }

  final void startNodes(int count) throws Exception {
    nodes.addAll(KuboNode.connected(folder, count));
  }

  static NodeAddress address(String name, String url) {
    return address(name, url, NodeTimeouts.DEFAULT);
  }

  static NodeAddress address(String name, String url, NodeTimeouts timeouts) {
    return new NodeAddress(name, NodeAddress.of(url).rpc(), Credentials.NONE, null, name, timeouts);
  }

  final List<NodeAddress> addresses() {
    List<NodeAddress> addresses = new ArrayList<>();
    for (KuboNode node : nodes) {
      addresses.add(address("n" + addresses.size(), node.rpc()));
    }
    return addresses;
  }

  final Builds builds(String out, Output.Sink sink, List<NodeAddress> to, Extent extent) {
    return Builds.of(archive, folder.resolve(out))
        .layout(Layout.Name.SITE)
        .shardBytes(256 << 10)
        .into(sink, new Settings.ToNodes(to, extent));
  }

  final Builds cars() {
    return builds("cars", Output.Sink.CAR, List.of(), Extent.SAMPLE);
  }

  final Manifest run(Builds builds) throws Exception {
    CREATED.clear();
    Settings settings = builds.settings();
    BuildPlan plan = BuildPlan.of(settings);
    Store store = new TroubledStore(plan.store(), (sound, name) -> creates(name));
    BuildPlan watched =
        new BuildPlan(
            plan.sources(), plan.included(), plan.recipe(), store, plan.media(), plan.tables());
    return new Build(spark, settings, watched, notices::add).run();
  }

  static synchronized void creates(String name) {
    TROUBLE.get().accept(CREATED.size(), name);
    CREATED.add(name);
  }

  /** Does something when the next build creates its n-th file. */
  static void at(int place, Runnable action) {
    TROUBLE.set((number, name) -> runIf(number == place, action));
  }

  /** Does something when the next build begins its last partition. */
  static void atRoot(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    TROUBLE.set(
        (number, name) -> runIf(name.equals(Tree.ROOT_ROWS) && !done.getAndSet(true), action));
  }

  static void runIf(boolean now, Runnable action) {
    if (now) {
      action.run();
    }
  }

  /** How many files a build into nodes creates before the root is pinned. */
  final int filesOfABuild() throws Exception {
    run(builds("undisturbed", Output.Sink.KUBO, addresses(), Extent.SAMPLE));
    int files = CREATED.indexOf("run.json");
    assertThat(files).isGreaterThan(40);
    return files;
  }

  final Set<String> blocks(Path build) throws IOException {
    return ParquetRows.of(build, "blocks").stream()
        .map(row -> row.getString("cid", 0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All blocks under a root, as a node finds them. */
  static Set<String> reached(KuboNode node, String root, String... options) {
    List<Object> line = new ArrayList<>(List.of(options));
    line.addAll(List.of("refs", "-r", "-u", root));
    Set<String> found = new TreeSet<>(node.command(line.toArray()).succeed().lines());
    found.add(root);
    return found;
  }

  final KuboNode pinned() {
    String notice = notices.stream().filter(n -> n.startsWith("pinned on")).findFirst().get();
    return nodes.get(Integer.parseInt(notice.replaceFirst("pinned on node n(\\d+).*", "$1")));
  }
}
