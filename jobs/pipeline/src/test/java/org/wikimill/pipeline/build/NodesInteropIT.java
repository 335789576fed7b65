package org.wikimill.pipeline.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.Store;
import org.wikimill.connectors.node.Credentials;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeTimeouts;
import org.wikimill.formats.site.Layout;
import org.wikimill.pipeline.manifest.Manifest;
import org.wikimill.pipeline.nodes.NodesException;
import org.wikimill.pipeline.nodes.WriteCheck.Extent;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.testing.Folders;
import org.wikimill.pipeline.testing.GrownZim;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.pipeline.tree.Tree;
import org.wikimill.pipeline.verify.Verify;
import org.wikimill.testing.Command;
import org.wikimill.testing.KuboNode;

/** Builds into real nodes, some of which do not live to see the end. */
@Timeout(600)
class NodesInteropIT {
  private static final NodeTimeouts IMPATIENT =
      new NodeTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(6));

  /** The files that the last build created; in this JVM, where tasks run. */
  private static final List<String> CREATED = new CopyOnWriteArrayList<>();

  /** What a test does when a build creates a file, by the number and the name of the file. */
  private static final AtomicReference<BiConsumer<Integer, String>> TROUBLE =
      new AtomicReference<>();

  @TempDir private Path folder;
  private Path archive;
  private JavaSparkContext spark;
  private final List<KuboNode> nodes = new ArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();

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

  private void startNodes(int count) throws Exception {
    nodes.addAll(KuboNode.connected(folder, count));
  }

  private static NodeAddress address(String name, String url) {
    return new NodeAddress(
        name, NodeAddress.of(url).rpc(), Credentials.NONE, null, name, IMPATIENT);
  }

  private List<NodeAddress> addresses() {
    List<NodeAddress> addresses = new ArrayList<>();
    for (KuboNode node : nodes) {
      addresses.add(address("n" + addresses.size(), node.rpc()));
    }
    return addresses;
  }

  private Builds builds(String out, Output.Sink sink, List<NodeAddress> to, Extent extent) {
    return Builds.of(archive, folder.resolve(out))
        .layout(Layout.Name.SITE)
        .shardBytes(256 << 10)
        .into(sink, new Settings.ToNodes(to, extent));
  }

  private Builds cars() {
    return builds("cars", Output.Sink.CAR, List.of(), Extent.SAMPLE);
  }

  private Manifest run(Builds builds) throws Exception {
    CREATED.clear();
    Settings settings = builds.settings();
    BuildPlan plan = BuildPlan.of(settings);
    Store store = new TroubledStore(plan.store(), (sound, name) -> creates(name));
    BuildPlan watched =
        new BuildPlan(
            plan.sources(), plan.included(), plan.recipe(), store, plan.media(), plan.tables());
    return new Build(spark, settings, watched, notices::add).run();
  }

  private static synchronized void creates(String name) {
    TROUBLE.get().accept(CREATED.size(), name);
    CREATED.add(name);
  }

  /** Does something when the next build creates its n-th file. */
  private static void at(int place, Runnable action) {
    TROUBLE.set((number, name) -> runIf(number == place, action));
  }

  /** Does something when the next build begins its last partition. */
  private static void atRoot(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    TROUBLE.set(
        (number, name) -> runIf(name.equals(Tree.ROOT_ROWS) && !done.getAndSet(true), action));
  }

  private static void runIf(boolean now, Runnable action) {
    if (now) {
      action.run();
    }
  }

  /** How many files a build into nodes creates before the root is pinned. */
  private int filesOfABuild() throws Exception {
    run(builds("undisturbed", Output.Sink.KUBO, addresses(), Extent.SAMPLE));
    int files = CREATED.indexOf("run.json");
    assertThat(files).isGreaterThan(40);
    return files;
  }

  private Set<String> blocks(Path build) throws IOException {
    return ParquetRows.of(build, "blocks").stream()
        .map(row -> row.getString("cid", 0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All blocks under a root, as a node finds them. */
  private static Set<String> reached(KuboNode node, String root, String... options) {
    List<Object> line = new ArrayList<>(List.of(options));
    line.addAll(List.of("refs", "-r", "-u", root));
    Set<String> found = new TreeSet<>(node.command(line.toArray()).succeed().lines());
    found.add(root);
    return found;
  }

  private KuboNode pinned() {
    String notice = notices.stream().filter(n -> n.startsWith("pinned on")).findFirst().get();
    return nodes.get(Integer.parseInt(notice.replaceFirst("pinned on node n(\\d+).*", "$1")));
  }

  @Test
  void theRootIsThatOfCarsAndEveryNodeReachesAllOfIt() throws Exception {
    startNodes(3);
    String root = run(cars()).root();

    Manifest into = run(builds("kubo", Output.Sink.KUBO, addresses(), Extent.SAMPLE));
    Manifest both = run(builds("both", Output.Sink.BOTH, addresses(), Extent.ALL));

    assertThat(into.root()).isEqualTo(root);
    assertThat(both.root()).isEqualTo(root);
    assertThat(into.counts()).isEqualTo(both.counts());
    assertThat(folder.resolve("kubo/car")).doesNotExist();
    Set<String> blocks = blocks(folder.resolve("cars"));
    assertThat(blocks(folder.resolve("kubo"))).isEqualTo(blocks);
    for (KuboNode node : nodes) {
      assertThat(reached(node, root)).isEqualTo(blocks);
      assertThat(node.command("cat", "/ipfs/" + root + "/index.html").succeed().output())
          .isNotEmpty();
    }
    assertThat(reached(pinned(), root, "--offline")).isEqualTo(blocks);
    assertThat(pinned().command("pin", "ls", "--type=recursive", "--names", root).succeed().text())
        .contains("test");
    assertSameFiles("both", "cars");
    for (String name : List.of("kubo", "both")) {
      LocalStore build = new LocalStore(folder.resolve(name), LocalStore.Durability.CACHED);
      var verify = new Verify(build, folder.resolve("tmp"), 10);
      assertThat(verify.run(spark).first()).isEmpty();
    }
  }

  /** All files but the manifest, which says where blocks went, and how the run went. */
  private void assertSameFiles(String actual, String expected) {
    List<Path> files =
        Folders.files(folder.resolve(expected)).stream()
            .filter(f -> !f.toString().matches("manifest.*|run.json"))
            .toList();
    assertThat(Folders.files(folder.resolve(actual))).containsAll(files);
    for (Path file : files) {
      assertThat(folder.resolve(actual).resolve(file))
          .hasSameBinaryContentAs(folder.resolve(expected).resolve(file));
    }
  }

  @Test
  void aNodeThatIsKilledAnywhereIsReplaced() throws Exception {
    startNodes(3);
    String root = run(cars()).root();
    Set<String> blocks = blocks(folder.resolve("cars"));
    int files = filesOfABuild();
    nodes.forEach(node -> empty(node, root));
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      KuboNode victim = nodes.get(random.nextInt(3));
      int place = files * seed / 10 + random.nextInt(files / 10);
      at(place, victim::kill);
      notices.clear();

      Manifest made = run(builds("k" + seed, Output.Sink.KUBO, addresses(), Extent.ALL));

      assertThat(made.root()).as("killed at file %s", place).isEqualTo(root);
      assertThat(blocks(folder.resolve("k" + seed))).isEqualTo(blocks);
      KuboNode holder = pinned();
      assertThat(holder).isNotSameAs(victim);
      assertThat(reached(holder, root, "--offline")).isEqualTo(blocks);
      assertThat(notices).anyMatch(n -> n.contains("it is given up"));
      victim.start();
      nodes.forEach(node -> empty(node, root));
    }
  }

  /** Lets a node forget what it was given, so that the next build finds nothing there. */
  private static void empty(KuboNode node, String root) {
    node.command("pin", "rm", root).run();
    node.command("repo", "gc", "-q").succeed();
  }

  @Test
  void aNodeThatHangsIsReplaced() throws Exception {
    startNodes(3);
    String root = run(cars()).root();
    at(filesOfABuild() / 3, () -> nodes.get(1).signal("STOP"));
    notices.clear();

    Manifest made = run(builds("out", Output.Sink.KUBO, addresses(), Extent.ALL));

    assertThat(made.root()).isEqualTo(root);
    assertThat(notices).anyMatch(n -> n.contains("node n1, ") && n.contains("does not answer"));
    assertThat(notices).anyMatch(n -> n.contains("n1") && n.contains("it is given up"));
    assertThat(reached(pinned(), root, "--offline")).isEqualTo(blocks(folder.resolve("cars")));
  }

  @Test
  void aNodeThatAnswersWithErrorsIsReplaced() throws Exception {
    startNodes(2);
    String root = run(cars()).root();
    try (NodeFront front = new NodeFront(nodes.get(0).rpc())) {
      List<NodeAddress> to = List.of(address("n0", front.url()), address("n1", nodes.get(1).rpc()));

      assertThat(run(builds("out", Output.Sink.KUBO, to, Extent.ALL)).root()).isEqualTo(root);
    }
    assertThat(notices).filteredOn(n -> n.contains("no room")).hasSize(3);
    assertThat(reached(nodes.get(1), root, "--offline")).isEqualTo(blocks(folder.resolve("cars")));
  }

  @Test
  void aNodeThatLostABlockIsNotBelievedAnyMore() throws Exception {
    startNodes(2);
    String root = run(cars()).root();
    Set<String> blocks = blocks(folder.resolve("cars"));
    atRoot(() -> loseOne(nodes.get(0), blocks));

    assertThat(run(builds("out", Output.Sink.KUBO, addresses(), Extent.ALL)).root())
        .isEqualTo(root);

    assertThat(notices).anyMatch(n -> n.contains("node n0 has lost block "));
    assertThat(reached(nodes.get(1), root, "--offline")).isEqualTo(blocks);
  }

  private static void loseOne(KuboNode node, Set<String> blocks) {
    String lost =
        node.command("refs", "local").succeed().lines().stream()
            .filter(blocks::contains)
            .findFirst()
            .orElseThrow();
    node.command("block", "rm", lost).succeed();
  }

  @Test
  void whenNoNodeIsLeftTheBuildStopsAndGoesOnLaterWithOthers() throws Exception {
    startNodes(2);
    String root = run(cars()).root();
    atRoot(
        () -> {
          nodes.get(0).kill();
          nodes.get(1).kill();
        });
    Builds builds = builds("out", Output.Sink.KUBO, addresses(), Extent.SAMPLE);

    assertThatThrownBy(() -> run(builds))
        .isInstanceOfSatisfying(
            NodesException.class,
            e -> assertThat(e.reason()).isEqualTo(NodesException.Reason.NONE_LEFT))
        .hasMessageContainingAll("no node is left: ", "n0", "n1", "--resume");
    assertThat(folder.resolve("out/manifest.json")).doesNotExist();

    nodes.add(KuboNode.start(folder.resolve("third")));
    List<NodeAddress> other = List.of(address("n2", nodes.get(2).rpc()));
    Builds again = builds("out", Output.Sink.KUBO, other, Extent.ALL).resuming();
    assertThat(run(again).root()).isEqualTo(root);
    assertThat(reached(nodes.get(2), root, "--offline")).isEqualTo(blocks(folder.resolve("cars")));
  }

  /** A small file system in memory; where none may be mounted the test is skipped, loudly. */
  @Test
  void aNodeWhoseDiskIsFullIsReplaced() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    boolean mounted =
        Command.of("mount", "-t", "tmpfs", "-o", "size=4m", "none", small).run().exitCode() == 0;
    if (!mounted && "true".equals(System.getenv("CI"))) {
      fail("no file system may be mounted");
    }
    assumeTrue(mounted, "SKIPPED: " + getClass().getName() + ": no file system may be mounted");
    try (KuboNode full = KuboNode.start(small.resolve("node"))) {
      nodes.add(full);
      nodes.add(KuboNode.start(folder.resolve("roomy")));
      String root = run(cars()).root();

      assertThat(run(builds("out", Output.Sink.KUBO, addresses(), Extent.ALL)).root())
          .isEqualTo(root);

      assertThat(notices).anyMatch(n -> n.contains("n0, ") && n.contains("no space left"));
      assertThat(reached(nodes.get(1), root, "--offline"))
          .isEqualTo(blocks(folder.resolve("cars")));
    } finally {
      Command.of("umount", "-l", small).succeed();
    }
  }

  @Test
  void nodesThatAreNotSetForItAreRefusedAllAtOnceBeforeAnythingIsWritten() throws Exception {
    startNodes(2);
    nodes.get(0).command("config", "Datastore.GCPeriod", "1h").succeed();
    nodes.get(1).command("config", "Provide.Strategy", "pinned").succeed();
    List<NodeAddress> twice = addresses();
    twice.add(address("again", nodes.get(0).rpc().replace("127.0.0.1", "localhost")));

    assertThatThrownBy(() -> run(builds("out", Output.Sink.KUBO, twice, Extent.SAMPLE)))
        .isInstanceOfSatisfying(
            NodesException.class,
            e -> assertThat(e.reason()).isEqualTo(NodesException.Reason.UNFIT))
        .hasMessageContainingAll(
            "node n0 (",
            "'ipfs config Datastore.GCPeriod 0s'",
            "node n1 (",
            "Provide.Strategy is pinned): run 'ipfs config Provide.Strategy roots'",
            "node again (");
    assertThat(folder.resolve("out/work")).doesNotExist();
    assertThat(folder.resolve("out/car")).doesNotExist();
  }
}
