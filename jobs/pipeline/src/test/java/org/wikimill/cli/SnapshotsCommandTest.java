package org.wikimill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.testing.MadeUpBuild;

/** The commands below {@code wikimill snapshots}, and how they end. */
class SnapshotsCommandTest {
  private static final String A = "bafybeieuutdavvf55sh3jktq2dpi2hkle6dtmebe7uklod3ramihyf3xa4";
  private static final String B = "bafybeiaysi4s6lnjev27ln5icwm6tueaw2vdykrtjkwiphwekaywqhcjze";

  @TempDir private Path folder;
  private Path list;

  @BeforeEach
  void name() {
    list = folder.resolve("snapshots.yml");
  }

  private Path build(String snapshot, String root) throws IOException {
    Path build = folder.resolve(snapshot);
    DirRow top = new DirRow(new byte[0], Cid.parse(root), 4321, 1, false);
    DirRow below = new DirRow("a".getBytes(UTF_8), Cid.parse(root), 21, 1, false);
    new MadeUpBuild(build, snapshot).dirs(List.of(top, below)).finish(root);
    Files.writeString(
        build.resolve("run.json"), "{\"source_locations\": [\"/zims/" + snapshot + ".zim\"]}");
    return build;
  }

  @Test
  void buildsJoinTheListWithWhatTheirManifestsSay() throws Exception {
    Cli first = Cli.run("snapshots", "add", list, build("wikipedia_tr_all_maxi_2026-01", A));
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).isEqualTo("tr 2026-01 " + A + "\n");
    Path second = build("wikipedia_tr_all_maxi_2026-02", B);
    Cli.run("snapshots", "add", list, second, "--published", "2026-02-03T04:05:06Z");

    JsonNode rows = new ObjectMapper().readTree(Cli.run("snapshots", "list", list, "--json").out());
    JsonNode row = rows.at("/snapshots/1");
    assertThat(row.at("/language").asText()).isEqualTo("tr");
    assertThat(row.at("/name").asText()).isEqualTo("wikipedia_tr_all_maxi");
    assertThat(row.at("/bytes").asLong()).isEqualTo(4321);
    assertThat(row.at("/previous").asText()).isEqualTo(A);
    assertThat(row.at("/published").asText()).isEqualTo("2026-02-03T04:05:06Z");
    assertThat(row.at("/sources/0/file").asText()).isEqualTo("wikipedia_tr_all_maxi_2026-02.zim");
    assertThat(row.at("/policy").asText()).matches("[0-9a-f]{64}");
    assertThat(Cli.run("snapshots", "list", list).out())
        .matches("tr +2026-01 +4,321  " + A + "\ntr +2026-02 +4,321  " + B + "\n");
    assertThat(Cli.run("snapshots", "verify", list).out()).isEqualTo("ok 2 snapshots\n");
  }

  @Test
  void whatTheListHasIsLeftAlone() throws Exception {
    Path build = build("wikipedia_tr_all_maxi_2026-01", A);
    Cli.run("snapshots", "add", list, build);
    String before = Files.readString(list);
    Cli again = Cli.run("snapshots", "add", list, build, "--published", "2026-02-03T04:05:06Z");
    assertThat(again.exit()).isZero();
    assertThat(again.err()).contains("the list has it already");
    assertThat(list).hasContent(before);
  }

  @Test
  void anotherRootOfTheSameDateIsRefused() throws Exception {
    Cli.run("snapshots", "add", list, build("wikipedia_tr_all_maxi_2026-01", A));
    Cli other = Cli.run("snapshots", "add", list, build("wikipedia_tr_all_nopic_2026-01", B));
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err()).contains("the newest snapshot of tr in").contains("is of 2026-01");
  }

  @Test
  void whatABuildDoesNotTellIsAskedFor() throws Exception {
    Path build = build("mine", A);
    assertThat(Cli.run("snapshots", "add", list, build).err()).contains("--language");
    assertThat(Cli.run("snapshots", "add", list, build, "--language", "tr").err())
        .contains("has no date");
    assertThat(
            Cli.run(
                    "snapshots",
                    "add",
                    list,
                    build,
                    "--language",
                    "zh-min-nan",
                    "--date",
                    "2026-01-15",
                    "--name",
                    "Holopedia")
                .out())
        .isEqualTo("zh-min-nan 2026-01-15 " + A + "\n");
    assertThat(Cli.run("snapshots", "add", list, build, "--language", "TR").exit()).isEqualTo(2);
    assertThat(Cli.run("snapshots", "add", list, folder.resolve("none")).exit()).isEqualTo(2);
    assertThat(
            Cli.run("snapshots", "add", list, build, "--language", "tr", "--date", "2026-02-30")
                .exit())
        .isEqualTo(2);
  }

  @Test
  void aBrokenChainAndRootsThatAreNotThereFailTheCheck() throws Exception {
    Cli.run("snapshots", "add", list, build("wikipedia_tr_all_maxi_2026-01", A));
    Cli.run("snapshots", "add", list, build("wikipedia_tr_all_maxi_2026-02", B));
    Files.writeString(list, Files.readString(list).replace("previous: " + A, "previous: " + B));
    Path car = folder.resolve("all.car");
    Cli tree = Cli.run("snapshots", "tree", list, "-o", car);
    assertThat(tree.exit()).isZero();
    assertThat(tree.out()).matches("bafy[a-z2-7]+\n");
    Cli verify = Cli.run("snapshots", "verify", list, "--car", car);
    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out().lines())
        .containsExactly(
            "tr 2026-02: previous, expected " + A + ", found " + B,
            "tr 2026-01: CARs: root " + A + " is not there",
            "tr 2026-02: CARs: root " + B + " is not there");
  }

  @Test
  void wrongUsageAndBadInputHaveCodesOfTheirOwn() throws Exception {
    assertThat(Cli.run("snapshots").exit()).isEqualTo(2);
    assertThat(Cli.run("snapshots", "list", list).err()).contains("no such file");
    assertThat(Cli.run("snapshots", "verify", list).exit()).isEqualTo(2);
    Files.writeString(list, "tr: 1\n");
    Cli bad = Cli.run("snapshots", "verify", list);
    assertThat(bad.exit()).isEqualTo(3);
    assertThat(bad.err()).contains("snapshots.yml line 1");
    assertThat(Cli.run("snapshots", "verify", list, "--signer", "me").exit()).isEqualTo(2);
    assertThat(Cli.run("snapshots", "sign", list).err()).contains("--ssh-key or --minisign-key");
  }

  @Test
  void aListWithoutTheSignatureThatIsDemandedFailsTheCheck() throws Exception {
    Cli.run("snapshots", "add", list, build("wikipedia_tr_all_maxi_2026-01", A));
    Path signers = Files.createFile(folder.resolve("signers"));
    Cli verify = Cli.run("snapshots", "verify", list, "--allowed-signers", signers);
    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out()).isEqualTo("no signature " + list + ".sig\n");
    Cli minisign = Cli.run("snapshots", "verify", list, "--minisign-public-key", signers);
    assertThat(minisign.out()).isEqualTo("no signature " + list + ".minisig\n");
  }
}
