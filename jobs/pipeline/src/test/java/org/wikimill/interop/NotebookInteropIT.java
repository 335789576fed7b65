package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/** The notebooks, executed from start to end on builds of the sample wiki and of real archives. */
@TestInstance(Lifecycle.PER_CLASS)
class NotebookInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NOTEBOOKS =
      List.of("index.ipynb", "compare.ipynb", "archive.ipynb", "block.ipynb");

  /** Where fresh copies are left, so that they can replace those of the repository. */
  private static final Path FRESH = Wikimill.PROJECT.resolve("jobs/pipeline/target/rendered");

  private Path scratch;
  private Path archive;
  private Path sample;

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    scratch = folder;
    archive = scratch.resolve("sample.zim");
    SampleWiki.write(archive);
    sample = built(archive, "first", "--links");
  }

  private Path built(Path source, String name, Object... more) {
    Path out = scratch.resolve(name);
    List<Object> line = new ArrayList<>(List.of("build", source, "-q", "--no-sync", "-o", out));
    line.addAll(List.of("--snapshot", name));
    line.addAll(List.of(more));
    Wikimill.command(line.toArray()).succeed();
    return out;
  }

  @Test
  void renderedCopiesAreWhatTheSampleWikiGives() throws IOException {
    String publisher = "--publisher=Hollin Mill Society";
    Path second = built(archive, "second", publisher, "--redirects=html");
    Path third = built(archive, "third", publisher, "--redirects=html", "--profile=kubo-0.40");

    Command.of("rm", "-rf", FRESH).succeed();
    execution(archive, sample, List.of(sample, second, third), FRESH, NOTEBOOKS).succeed();

    Map<String, String> kept = files(Tools.notebook("rendered"));
    Map<String, String> fresh = files(FRESH);
    assertThat(kept.keySet()).isEqualTo(fresh.keySet());
    assertThat(fresh.keySet().stream().filter(name -> !fresh.get(name).equals(kept.get(name))))
        .as("stale in notebooks/rendered: copy jobs/pipeline/target/rendered there")
        .isEmpty();
  }

  @Test
  void everyCellRunsOnRealArchives() {
    Path zims = Shared.require().resolve("zims");
    Path english = zims.resolve("wikipedia_en_ray_charles_mini_2020-03.zim");
    Path belarusian = zims.resolve("testing-suite/nons/wikibooks_be_all_nopic_2017-02.zim");
    Path hamts = built(english, "hamts", "--links", "--profile=goipfs-0.8-sharded");
    Path plain = built(belarusian, "plain", "--links");
    List<Path> both = List.of(hamts, plain);

    execution(english, hamts, both, scratch.resolve("of-hamts"), NOTEBOOKS).succeed();
    execution(belarusian, plain, both, scratch.resolve("of-plain"), NOTEBOOKS).succeed();

    assertThat(scratch.resolve("of-hamts/block.md")).content().contains("HAMT shard", "proven: ");
    assertThat(scratch.resolve("of-plain/index.md")).content().contains("proven: ");
  }

  @Test
  void blockThatIsNotWhatItsCidSaysFailsTheNotebook() throws IOException {
    Path harmed = scratch.resolve("harmed");
    Command.of("cp", "-R", sample, harmed).succeed();
    String sql =
        "select shard, \"offset\" from '%s/index/blocks/**/*.parquet' order by length desc limit 1"
            .formatted(sample);
    JsonNode block = JsonLines.ofQuery(sql).get(0);
    String shard = block.path("shard").textValue();
    long offset = block.path("offset").longValue();
    try (FileChannel car = FileChannel.open(harmed.resolve(shard), StandardOpenOption.WRITE)) {
      car.write(ByteBuffer.wrap(new byte[1]), offset);
    }

    Path out = scratch.resolve("of-harmed");
    Command.Result result =
        execution(archive, harmed, List.of(harmed), out, List.of("block.ipynb")).exitWith(1);

    assertThat(result.errors()).contains("the bytes at " + offset + " of " + shard + " are not");
  }

  @Test
  void nothingOfARunIsKeptInTheSources() throws IOException {
    for (String notebook : NOTEBOOKS) {
      JsonNode cells = JSON.readTree(Tools.notebook(notebook).toFile()).path("cells");
      assertThat(cells).isNotEmpty();
      for (JsonNode cell : cells) {
        assertThat(cell.path("outputs")).as(notebook).isEmpty();
        assertThat(cell.path("execution_count").isNumber()).as(notebook).isFalse();
      }
    }
  }

  /** Runs notebooks, with whatever Jupyter keeps for a user in a folder of the test. */
  private Command execution(
      Path zim, Path build, List<Path> builds, Path out, List<String> notebooks) {
    List<Object> line = new ArrayList<>(List.of(Tools.pythonScript("render_notebooks.py"), out));
    notebooks.forEach(name -> line.add(Tools.notebook(name)));
    return Command.of(Tools.python(), line.toArray())
        .with("WIKIMILL_ARCHIVE", zim)
        .with("WIKIMILL_SNAPSHOT", build)
        .with(
            "WIKIMILL_SNAPSHOTS",
            builds.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)))
        .with("WIKIMILL_JAR", Wikimill.application())
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("IPYTHONDIR", scratch.resolve("ipython"))
        .with("JUPYTER_CONFIG_DIR", scratch.resolve("jupyter-config"))
        .with("JUPYTER_RUNTIME_DIR", scratch.resolve("jupyter-runtime"))
        .with("MPLCONFIGDIR", scratch.resolve("matplotlib"))
        .within(Duration.ofMinutes(5));
  }

  /** The files of a folder as text, by name. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
