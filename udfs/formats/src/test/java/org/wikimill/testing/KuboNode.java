package org.wikimill.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/**
 * A running Kubo node for one test: free ports of the loopback interface, no peers but those that
 * it is given, garbage collection off, nothing but roots announced.
 */
public final class KuboNode implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path repo;
  private Process daemon;

  private KuboNode(Path repo) {
    this.repo = repo;
  }

  /** A node with a new, empty repository. */
  public static KuboNode start(Path repo) throws IOException, InterruptedException {
    KuboNode node = new KuboNode(repo);
    node.offline("init", "--profile=test,flatfs,autoconf-off", "--empty-repo").succeed();
    node.offline("config", "Datastore.GCPeriod", "0s").succeed();
    node.offline("config", "Provide.Strategy", "roots").succeed();
    node.start();
    node.command("config", "Addresses.API", node.api()).succeed(); // also after a restart
    return node;
  }

  /** So many nodes, each connected to all others. */
  public static List<KuboNode> connected(Path folder, int count)
      throws IOException, InterruptedException {
    List<KuboNode> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      KuboNode node = start(folder.resolve("node-" + i));
      for (KuboNode other : nodes) {
        node.connect(other);
      }
      nodes.add(node);
    }
    return nodes;
  }

  /** Starts it, also again after it was stopped or killed. */
  public void start() throws IOException, InterruptedException {
    Path log = repo.resolve("daemon.log");
    ProcessBuilder builder =
        new ProcessBuilder(Tools.kubo().toString(), "--repo-dir=" + repo, "daemon")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("IPFS_TELEMETRY", "off");
    daemon = builder.start();
    while (!Files.readString(log, UTF_8).contains("Daemon is ready")) {
      if (daemon.waitFor(20, TimeUnit.MILLISECONDS)) {
        Assertions.fail("a node ended: " + Files.readString(log, UTF_8));
      }
    }
  }

  /** Connects it to another. */
  public void connect(KuboNode other) {
    String address =
        other.command("id", "-f", "<addrs>").succeed().lines().stream()
            .filter(line -> line.startsWith("/ip4/127.0.0.1/tcp/"))
            .findFirst()
            .orElseThrow();
    command("swarm", "connect", address).succeed();
  }

  /** The URL of its RPC. */
  public String rpc() {
    String[] address = api().split("/", -1);
    return "http://" + address[2] + ":" + address[4];
  }

  private String api() {
    try {
      return Files.readString(repo.resolve("api")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its identity. */
  public String peerId() {
    return command("id", "-f", "<id>").succeed().text().strip();
  }

  /** Where its blocks and settings are. */
  public Path repo() {
    return repo;
  }

  /** {@code ipfs ARGUMENTS}, asked of the running node. */
  public Command command(Object... arguments) {
    List<Object> line = new ArrayList<>();
    line.add("--api=" + api());
    line.addAll(Arrays.asList(arguments));
    return offline(line.toArray());
  }

  private Command offline(Object... arguments) {
    return Command.of(Tools.kubo(), arguments).with("IPFS_PATH", repo).within(LIMIT);
  }

  /** Ends the process at once, as a power cut would. */
  public void kill() {
    daemon.destroyForcibly().onExit().join();
  }

  /** Stops or continues the process: a node that hangs, and one that comes back. */
  public void signal(String signal) {
    Command.of("kill", "-" + signal, daemon.pid()).succeed();
  }

  /** Ends the node in order. */
  public void stop() throws InterruptedException {
    daemon.destroy();
    if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
      kill();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
