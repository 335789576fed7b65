package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** The nodes that {@code scripts/kubo} starts for demos. */
@Timeout(180)
class KuboScriptInteropIT {
  private static final String LISTENING = "0A";

  @TempDir private Path folder;

  private static Command script(Object... arguments) {
    return Command.of(Wikimill.PROJECT.resolve("scripts/kubo"), arguments);
  }

  private static Command ipfs(Path repo, Object... arguments) throws IOException {
    List<Object> line =
        new ArrayList<>(List.of("--api=" + Files.readString(repo.resolve("api")).strip()));
    line.addAll(List.of(arguments));
    return Command.of(Tools.kubo(), line.toArray()).with("IPFS_PATH", repo);
  }

  @Test
  void nodesKnowEachOtherAloneAndListenOnLoopbackAlone() throws Exception {
    Path dir = folder.resolve("demo");
    List<String> started = script("start", 3, dir).succeed().lines();
    try {
      assertThat(started).hasSize(3);
      for (String line : started) {
        Path repo = Path.of(line.split(" ", 2)[0]);
        assertThat(line.split(" ", 2)[1]).startsWith("http://127.0.0.1:");
        assertThat(ipfs(repo, "swarm", "peers").succeed().lines()).hasSize(2);
        assertThat(ipfs(repo, "bootstrap", "list").succeed().text().strip()).isEmpty();
        Set<String> hosts = listening(Files.readString(repo.resolve("daemon.pid")).strip());
        assertThat(hosts).as("RPC, gateway and swarm").isNotEmpty();
        assertThat(hosts).isSubsetOf("0100007F", "00000000000000000000000001000000");
      }
      assertThat(script("start", 1, dir).exitWith(1).errors()).contains("has nodes already");
    } finally {
      script("stop", dir).succeed();
    }
  }

  @Test
  void stopEndsTheNodesOfItsFolderAndNoOthers() throws Exception {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    script("start", 1, one).succeed();
    script("start", 1, other).succeed();
    try {
      Command ended = ipfs(one.resolve("node-0"), "id");
      ended.succeed();
      script("stop", one).succeed();
      assertThat(ended.run().exitCode()).isNotZero();
      ipfs(other.resolve("node-0"), "id").succeed();
      script("stop", one).succeed();
    } finally {
      script("stop", other).succeed();
    }
  }

  /** The addresses on which a process waits for connections, as the kernel writes them. */
  private static Set<String> listening(String pid) throws IOException {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc", pid, "fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          sockets.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    Set<String> hosts = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc", pid, "net", table))) {
        String[] fields = line.strip().split("\\s+");
        if (fields[3].equals(LISTENING) && sockets.contains("socket:[" + fields[9] + "]")) {
          hosts.add(fields[1].split(":", 2)[0]);
        }
      }
    }
    return hosts;
  }
}
