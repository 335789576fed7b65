package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wikimill.pipeline.testing.HugeZim;
import org.wikimill.pipeline.testing.ParquetRows;

/** An archive of over 2 GiB as a file of its own tree, against what Kubo gives for that file. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class IncludedSourceInteropIT {
  private static final long BLOB_BYTES = (2L << 30) + 12345;

  private Path folder;
  private Path archive;

  @BeforeAll
  void write(@TempDir Path scratch) throws IOException {
    folder = scratch;
    archive = folder.resolve("huge.zim");
    HugeZim.write(archive, BLOB_BYTES);
  }

  static Stream<Arguments> profiles() {
    return Stream.of(
        Arguments.of("kubo-0.40", new String[] {}),
        Arguments.of(
            "unixfs-v1-2025",
            new String[] {"--chunker=size-1048576", "--max-file-links=1024", "--raw-leaves"}));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void aHugeArchiveIsTheFileThatKuboMakesOfIt(String profile, String[] options) throws IOException {
    Path out = folder.resolve(profile);
    Wikimill.command(
            "build",
            archive,
            "-q",
            "-o",
            out,
            "--snapshot",
            "huge",
            "--include-source",
            "--sink",
            "none",
            "--profile",
            profile)
        .succeed();
    String[] line =
        Stream.concat(Stream.of("-n", "--cid-version=1"), Stream.of(options))
            .toArray(String[]::new);
    String kubo = KuboRepo.create(folder.resolve("repo-" + profile)).add(archive, line);

    List<String> cids =
        ParquetRows.of(out, "files").stream()
            .filter(row -> row.getString("path", 0).equals("huge.zim"))
            .map(row -> row.getString("cid", 0))
            .toList();
    assertThat(cids).containsExactly(kubo);
  }
}
