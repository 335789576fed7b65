package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.Store;
import org.wikimill.testing.Command;

/** Builds on a real HDFS: a namenode and three datanodes, blocks of 1 MiB kept by two of them. */
class HdfsIT extends OutputContract {
  private static MiniDFSCluster cluster;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Configuration configuration = new HdfsConfiguration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    configuration.set("dfs.replication", "2");
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(3).build();
    cluster.waitActive();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.shutdown();
    }
  }

  @Override
  String folder(String name) {
    return "hdfs://127.0.0.1:" + cluster.getNameNodePort() + "/" + name;
  }

  @Override
  Map<String, String> settings() {
    return Map.of("dfs.replication", "2", "dfs.blocksize", "1048576");
  }

  @Override
  Command command(Object... arguments) {
    Stream<String> settings =
        settings().entrySet().stream()
            .flatMap(s -> Stream.of("--conf", "spark.hadoop." + s.getKey() + "=" + s.getValue()));
    return Wikimill.command(Stream.concat(Stream.of(arguments), settings).toArray());
  }

  @Test
  void aDatanodeThatIsLostOnTheWayIsNotMissed() throws Exception {
    Store out = store("lost/out");
    Process build = start(build(upload("lost"), out));
    try {
      while (rowFiles(out, "work/blocks-") == 0) {
        assertThat(build.isAlive()).isTrue();
      }
      MiniDFSCluster.DataNodeProperties lost = cluster.stopDataNode(0);
      assertThat(await(build)).isTrue();
      assertThat(build.exitValue()).isZero();
      assertSameAsLocal(out);
      assertThat(command("verify", out.location(), "-q").succeed().text()).startsWith("ok ");
      cluster.restartDataNode(lost);
    } finally {
      build.destroyForcibly().waitFor();
    }
  }
}
