package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;

/** Executors in JVMs of their own find what one thread finds. */
class AuditIT {
  @TempDir private Path folder;

  private Path build(String zim, String name) {
    Path archive = Shared.require().resolve("zims/testing-suite").resolve(zim);
    Path out = folder.resolve(name);
    Wikimill.command("build", archive, "-o", out, "-q", "--snapshot", name).succeed();
    return out;
  }

  @Test
  void reportsAndTablesAreByteIdentical() throws Exception {
    Path a = build("withns/wikibooks_be_all_nopic_2017-02.zim", "a");
    Path b = build("nons/wikibooks_be_all_nopic_2017-02.zim", "b");
    Path one = folder.resolve("one");
    Path cluster = folder.resolve("cluster");
    Command.Result first =
        Wikimill.command("audit", a, b, "-q", "-o", one, "--master", "local[1]").exitWith(1);
    Command.Result second =
        Wikimill.command("audit", a, b, "-q", "-o", cluster, "--master", "local-cluster[2,1,1024]")
            .exitWith(1);
    assertThat(second.text()).isEqualTo(first.text());
    String part = "index/differences/snapshot=b/part-00000.parquet";
    for (String file : List.of("audit.json", part)) {
      assertThat(Files.readAllBytes(cluster.resolve(file)))
          .isEqualTo(Files.readAllBytes(one.resolve(file)));
    }
  }
}
