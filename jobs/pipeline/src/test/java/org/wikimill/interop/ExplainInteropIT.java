package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.ipld.CarReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.BuiltFiles;
import org.wikimill.testing.Command;

/** Proofs that {@code wikimill explain} writes, in an IPFS node that has nothing else. */
class ExplainInteropIT {
  @TempDir private static Path folder;
  private static Path archive;

  @BeforeAll
  static void write() throws Exception {
    archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
  }

  @ParameterizedTest
  @CsvSource({
    "unixfs-v1-2025, site, wiki/Ledger",
    "goipfs-0.8-sharded, zim, Wheel/Overshot",
    "unixfs-v0-2015, zim, Ledger"
  })
  void emptyNodeReadsAFileFromItsProofAndFromNoBlockLess(String profile, String layout, String path)
      throws Exception {
    Path build = folder.resolve(profile);
    Wikimill.command("build", archive, "-o", build, "-q", "--profile", profile, "--layout", layout)
        .succeed();
    Path car = folder.resolve(profile + ".car");
    Command explain = Wikimill.command("explain", build, path, "--car", car, "--json");
    JsonNode told = new ObjectMapper().readTree(explain.succeed().output());
    String root = told.get("root").asText();
    String address = "/ipfs/" + root + "/" + path;
    KuboRepo repo = KuboRepo.create(folder.resolve("repo-" + profile));

    List<String> before = repo.command("refs", "local").succeed().lines();
    repo.command("dag", "import", "--pin-roots=false", car).succeed();

    byte[] file = repo.command("cat", address).succeed().output();
    assertThat(file).isEqualTo(BuiltFiles.bytes(build, root, path));
    List<Cid> blocks = blocks(car);
    assertThat(told.at("/proof/blocks").asInt()).isEqualTo(blocks.size()).isGreaterThan(2);
    for (Cid block : blocks) {
      repo.command("block", "rm", block).succeed();
      Command.Result without = repo.command("cat", address).run();
      assertThat(without.exitCode()).as("without " + block).isNotZero();
      repo.command("dag", "import", "--pin-roots=false", car).succeed();
    }
    assertThat(repo.command("refs", "local").succeed().lines())
        .hasSize(before.size() + blocks.size());
  }

  private static List<Cid> blocks(Path car) throws Exception {
    List<Cid> cids = new ArrayList<>();
    try (CarReader reader = new CarReader(Inputs.of("car", Files.readAllBytes(car)))) {
      for (var section = reader.next(); section.isPresent(); section = reader.next()) {
        cids.add(section.get().cid());
      }
    }
    return cids;
  }
}
