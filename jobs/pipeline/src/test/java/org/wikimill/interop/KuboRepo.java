package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** The repository of a Kubo node that is never online, fresh for one test. */
final class KuboRepo {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path program;
  private final Path folder;

  private KuboRepo(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * An empty repository in a new folder, which keeps blocks in flatfs without syncing its writes.
   */
  static KuboRepo create(Path folder) {
    KuboRepo repo = new KuboRepo(Tools.kubo(), folder);
    repo.command("init", "--profile=test,flatfs,autoconf-off", "--empty-repo").succeed();
    return repo;
  }

  /** {@code ipfs --offline ARGUMENTS} on this repository. */
  Command command(Object... arguments) {
    List<Object> line = new ArrayList<>(List.of("--offline"));
    line.addAll(Arrays.asList(arguments));
    return Command.of(program, line.toArray()).with("IPFS_PATH", folder).within(LIMIT);
  }

  /** Adds a file or folder, dot-names included; the root. {@code options} are those of ipfs add. */
  String add(Path tree, String... options) {
    List<Object> line = new ArrayList<>(List.of("add", "-r", "-H", "-Q", "--progress=false"));
    line.addAll(Arrays.asList(options));
    line.add(tree);
    return command(line.toArray()).succeed().text().strip();
  }

  /** Imports CARs with no flag, in one command; the roots that it says it pinned. */
  List<String> importCars(List<Path> cars) {
    List<Object> arguments = new ArrayList<>(List.of("dag", "import"));
    arguments.addAll(cars);
    return command(arguments.toArray()).succeed().lines().stream()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields[0].equals("Pinned root") && fields[2].equals("success"))
        .map(fields -> fields[1])
        .toList();
  }

  /** Imports the CARs of a build, which pin its root. */
  void importBuild(Path build, String root) throws IOException {
    try (Stream<Path> files = Files.list(build.resolve("car"))) {
      List<Path> cars = files.filter(file -> file.toString().endsWith(".car")).sorted().toList();
      assertThat(importCars(cars)).contains(root);
    }
  }

  /** Writes all blocks under a root into a CAR v1. */
  void exportCar(String root, Path car) {
    try {
      Files.write(car, command("dag", "export", "--progress=false", root).succeed().output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of a directory: name to CID. */
  Map<String, String> list(String directory) {
    Map<String, String> entries = new TreeMap<>();
    Command ls = command("ls", "--resolve-type=false", "--size=false", directory);
    for (String line : ls.succeed().lines()) {
      String[] cidAndName = line.split(" ", 2);
      entries.put(cidAndName[1].replaceFirst("/$", ""), cidAndName[0]); // directories end in '/'
    }
    return entries;
  }

  /** Writes the tree under a root to a new folder or file. */
  void get(String root, Path target) {
    command("get", "--progress=false", "--output", target, root).succeed();
  }

  /** Walks all blocks under a root; fails if one is missing. */
  DagStat stat(String root) {
    Command stat = command("dag", "stat", "--progress=false", "--enc=json", root);
    JsonNode counts = JsonLines.of(stat.succeed()).get(0);
    return new DagStat(
        counts.path("UniqueBlocks").longValue(), counts.path("TotalSize").longValue());
  }

  /**
   * What {@code ipfs dag stat} counts.
   *
   * @param blocks distinct blocks under the root
   * @param totalBytes the sum of their lengths
   */
  record DagStat(long blocks, long totalBytes) {}
}
