package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** The notebook about the index, executed from start to end on a build of the sample wiki. */
@TestInstance(Lifecycle.PER_CLASS)
class NotebookInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path NOTEBOOK = Tools.notebook("index.ipynb");

  /** The page that has most aliases, which is the one that the notebook takes. */
  private static final String PAGE = "Mill_race";

  private Path scratch;
  private Path snapshot;

  @BeforeAll
  void build(@TempDir Path folder) throws IOException {
    scratch = folder;
    snapshot = scratch.resolve("snapshot");
    Path archive = scratch.resolve("sample.zim");
    SampleWiki.write(archive);
    Wikimill.command("build", archive, "-q", "--layout", "zim", "-o", snapshot).succeed();
  }

  @Test
  void everyCellRunsAndTheCidThatTheLastOneProvesIsThatOfTheIndex() throws IOException {
    Path executed = scratch.resolve("executed.ipynb");
    execution(snapshot, executed).succeed();

    List<JsonNode> cells = codeCells(executed);
    assertThat(cells).hasSameSizeAs(codeCells(NOTEBOOK)).allMatch(NotebookInteropIT::isExecuted);
    assertThat(outputs(cells)).noneMatch(output -> isOfType(output, "error"));
    String cid = block().path("cid").textValue();
    assertThat(printed(cells)).contains("proven: " + PAGE + " is " + cid + "\n");
  }

  @Test
  void aBlockThatIsNotWhatItsCidSaysFailsTheNotebook() throws IOException {
    Path harmed = scratch.resolve("harmed");
    Command.of("cp", "-R", snapshot, harmed).succeed();
    JsonNode block = block();
    Path car = harmed.resolve(block.path("shard").textValue());
    try (FileChannel channel = FileChannel.open(car, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), block.path("offset").longValue());
    }

    Command.Result result = execution(harmed, scratch.resolve("refused.ipynb")).exitWith(1);

    assertThat(result.errors()).contains("the index says " + block.path("cid").textValue());
  }

  @Test
  void nothingOfARunIsKeptInTheSources() throws IOException {
    List<JsonNode> cells = codeCells(NOTEBOOK);

    assertThat(cells).isNotEmpty().noneMatch(NotebookInteropIT::isExecuted);
    assertThat(outputs(cells)).isEmpty();
  }

  /**
   * {@code jupyter execute}, with whatever Jupyter keeps for a user in a folder of the test. By its
   * module, since the scripts of a virtual environment that was renamed do not start.
   */
  private Command execution(Path build, Path executed) {
    String execute = "from nbclient.cli import main; main()";
    return Command.of(Tools.python(), "-c", execute, NOTEBOOK, "--output", executed, "--timeout=60")
        .with("WIKIMILL_SNAPSHOT", build)
        .with("IPYTHONDIR", scratch.resolve("ipython"))
        .with("JUPYTER_CONFIG_DIR", scratch.resolve("jupyter-config"))
        .with("JUPYTER_RUNTIME_DIR", scratch.resolve("jupyter-runtime"))
        .within(Duration.ofMinutes(3));
  }

  /** The index's row about the block that is the page. */
  private JsonNode block() {
    String files = "read_parquet('" + snapshot.resolve("index/files") + "/**/*.parquet')";
    String blocks = "read_parquet('" + snapshot.resolve("index/blocks") + "/**/*.parquet')";
    String sql =
        "select cid, shard, \"offset\" from %s f join %s b using (cid) where path = '%s'"
            .formatted(files, blocks, PAGE);
    return JsonLines.ofQuery(sql).get(0);
  }

  private static List<JsonNode> codeCells(Path notebook) throws IOException {
    return elements(JSON.readTree(notebook.toFile()).path("cells"))
        .filter(cell -> cell.path("cell_type").asText().equals("code"))
        .toList();
  }

  private static boolean isExecuted(JsonNode cell) {
    return !cell.path("execution_count").isNull();
  }

  private static List<JsonNode> outputs(List<JsonNode> cells) {
    return cells.stream().flatMap(cell -> elements(cell.path("outputs"))).toList();
  }

  private static boolean isOfType(JsonNode output, String type) {
    return output.path("output_type").asText().equals(type);
  }

  private static String printed(List<JsonNode> cells) {
    return outputs(cells).stream()
        .filter(output -> isOfType(output, "stream"))
        .flatMap(output -> elements(output.path("text")))
        .map(JsonNode::textValue)
        .collect(Collectors.joining());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
