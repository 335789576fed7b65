package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/** Whether the judges of the other interoperability tests agree with each other, and can refuse. */
class HarnessInteropIT {
  @TempDir Path scratch;
  private Path tree;

  @BeforeEach
  void plantTree() throws IOException {
    tree = Files.createDirectories(scratch.resolve("tree"));
    Path wheels = Files.createDirectories(tree.resolve("wheels/колесо"));
    byte[] large = new byte[3_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + i / 251);
    }
    Files.write(wheels.resolve("large.bin"), large);
    Files.writeString(tree.resolve(".NET"), "dot");
    Files.createFile(tree.resolve("empty"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("wheels/none"));
  }

  @Test
  void kuboGivesBackTheTreeThatItAdded() {
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));

    String root = repo.add(tree, "--cid-version=1");
    repo.get(root, scratch.resolve("got"));

    assertThat(FileTree.onDisk(scratch.resolve("got"))).isEqualTo(FileTree.onDisk(tree));
    assertThat(repo.list(root)).containsOnlyKeys(".NET", "empty", "link", "wheels");
    assertThat(repo.add(tree, "--cid-version=1", "-n")).isEqualTo(root);
    // The root, two directories, the large file's 12 leaves and their parent, two files, a link.
    assertThat(repo.stat(root).blocks()).isEqualTo(19);
  }

  @Test
  void anotherRepositoryImportsAndPinsWhatOneExported() {
    KuboRepo source = KuboRepo.create(scratch.resolve("source"));
    String root = source.add(tree, "--cid-version=1");
    Path car = scratch.resolve("tree.car");
    source.exportCar(root, car);

    KuboRepo target = KuboRepo.create(scratch.resolve("target"));

    assertThat(target.importCars(List.of(car))).containsExactly(root);
    assertThat(target.stat(root)).isEqualTo(source.stat(root));
  }

  @Test
  void theSecondReaderSeesTheTreeThatKuboExported() {
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    String root = repo.add(tree, "--cid-version=1");
    Path car = scratch.resolve("tree.car");
    repo.exportCar(root, car);

    assertThat(FileTree.inShards(root, List.of(car))).isEqualTo(FileTree.onDisk(tree));
  }

  @Test
  void theSecondReaderRefusesABlockWhoseBytesChanged() throws IOException {
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    String root = repo.add(tree, "--cid-version=1");
    Path car = scratch.resolve("tree.car");
    repo.exportCar(root, car);
    byte[] bytes = Files.readAllBytes(car);
    bytes[bytes.length / 2] ^= 1; // inside a leaf of the large file
    Files.write(car, bytes);

    Command.Result result = FileTree.readShards(root, List.of(car)).exitWith(1);

    assertThat(result.errors()).contains("hash to another CID");
  }

  @Test
  void theSecondReaderNamesTheBlockThatNoShardHolds() {
    KuboRepo repo = KuboRepo.create(scratch.resolve("repo"));
    String root = repo.add(tree, "--cid-version=1");
    String wheels = repo.list(root).get("wheels");
    Path car = scratch.resolve("wheels.car");
    repo.exportCar(wheels, car);

    Command.Result result = FileTree.readShards(root, List.of(car)).exitWith(1);

    assertThat(result.errors()).contains("no shard holds " + root);
  }

  @Test
  void theReferenceTreeOfAnArchiveHasTheRecordedRoot() {
    Path archive = Shared.require().resolve("zims/libkiwix_corner_cases.zim");
    Path files = scratch.resolve("files");
    Path reference = Shared.require().resolve("tools/zim_tree.py");
    Command.of(Tools.python(), reference, archive, files).succeed();

    String root = KuboRepo.create(scratch.resolve("repo")).add(files, "--cid-version=1");

    assertThat(root)
        .isEqualTo(RecordedRoot.of("libkiwix_corner_cases.zim", "link", "kubo-0.40").root());
    assertThat(FileTree.ofArchive(archive, "link")).isEqualTo(FileTree.onDisk(files));
  }

  @Test
  void duckDbReadsParquetByGlob() {
    String glob = scratch.resolve("*.parquet").toString();
    JsonLines.ofQuery("copy (select 'ж' as path, 7 as size) to '" + glob.replace('*', '0') + "'");

    assertThat(JsonLines.ofQuery("select * from '" + glob + "'"))
        .hasToString("[{\"path\":\"ж\",\"size\":7}]");
  }

  @Test
  void theArchiveReaderRefusesAChangedByte() throws IOException {
    Path archive = Shared.require().resolve("zims/libkiwix_corner_cases.zim");
    byte[] bytes = Files.readAllBytes(archive);
    Path changed = scratch.resolve("changed.zim");
    bytes[30_000] ^= 1;
    Files.write(changed, bytes);
    Object script = Tools.pythonScript("read_zim.py");

    Command.of(Tools.python(), script, archive).succeed();
    Command.of(Tools.python(), script, changed).exitWith(1);
  }
}
