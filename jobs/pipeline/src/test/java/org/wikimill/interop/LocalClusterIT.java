package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.testing.Shared;

/**
 * Executors in JVMs of their own make what one thread makes: no static, no unserializable state.
 */
class LocalClusterIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wikipedia_en_100_mini_2022-10.zim",
        "libkiwix_example.zim",
        "crafted/paths_newns.zim"
      })
  void manifestsAreByteIdentical(String zim) throws IOException {
    assertThat(build(zim, "local-cluster[2,1,1024]", "cluster"))
        .isEqualTo(build(zim, "local[1]", "one"));
  }

  /** The manifest, which holds the root and the SHA-256 of every file. */
  private String build(String zim, String master, String name) throws IOException {
    Path out = folder.resolve(name);
    Path archive = Shared.require().resolve("zims").resolve(zim);
    String root =
        Wikimill.command(
                "build",
                archive,
                "-o",
                out,
                "-q",
                "--layout",
                "zim",
                "--master",
                master,
                "--shard-size",
                "64K")
            .succeed()
            .text()
            .strip();
    assertThat(root).isEqualTo(recorded(zim));
    return Files.readString(out.resolve("manifest.json"));
  }

  private static String recorded(String zim) {
    String name = zim.substring(zim.lastIndexOf('/') + 1);
    return RecordedRoot.of(name, "link", "unixfs-v1-2025").root();
  }
}
