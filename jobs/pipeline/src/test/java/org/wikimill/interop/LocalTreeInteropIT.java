package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wikimill cid} gives what a real IPFS node gives. */
class LocalTreeInteropIT {
  @TempDir private Path folder;

  @Test
  void aTreeWithSymlinksEmptyDirectoriesAndDotNamesHasTheCidThatKuboGives() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree/deep/er"));
    Path top = folder.resolve("tree");
    Files.createDirectory(top.resolve("empty"));
    Files.writeString(top.resolve(".hidden"), "seen");
    Files.writeString(top.resolve("Млин"), "mill");
    Files.writeString(tree.resolve("empty file"), "");
    Files.write(tree.resolve("large"), new byte[3_000_001]);
    Files.createSymbolicLink(top.resolve("link"), Path.of("deep/er/large"));
    Files.createSymbolicLink(top.resolve("dangling"), Path.of("../nowhere"));
    Path flat = Files.createDirectory(top.resolve("flat"));
    for (int i = 0; i < 6_000; i++) {
      Files.writeString(flat.resolve("file number " + i + ".txt"), Integer.toString(i));
    }
    String kubo = KuboRepo.create(folder.resolve("repo")).add(top, "-n", "--cid-version=1");
    String ours = Wikimill.command("cid", top, "--profile", "kubo-0.40").succeed().text().strip();
    assertThat(ours).isEqualTo(kubo);
  }
}
