package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/**
 * Readers with a real browser: where they go on a site is in {@code readers.json}, what they look
 * at in {@code walk-sites.mjs}. Subclasses say which sites there are, and by what ways they are
 * read.
 *
 * <p>Pictures of what they saw are left in {@code target/screenshots}.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class Readers {
  /** The ways of readers, which differ with what serves a site. */
  static final List<String> WAYS = List.of("reading", "searching", "keyboard", "scriptless");

  /** The looks of pages, which are the same whatever serves them. */
  static final List<String> LOOKS =
      List.of(
          "additions",
          "additions in the dark",
          "additions on a phone",
          "ours",
          "ours in the dark",
          "ours on a phone");

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** The check that every walk ends with. */
  private static final String LAST = "leaves the console free of errors";

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode plan = JSON.createArrayNode();
  private final Deque<AutoCloseable> servers = new ArrayDeque<>();
  private List<JsonNode> observations = List.of();

  /** One walk through a site that is served in one way. */
  record Walk(String site, String via, String name) {
    @Override
    public String toString() {
      return site + " via " + via + ": " + name;
    }
  }

  /** Builds and serves sites, and has each read by {@link #read}. */
  abstract void serve(Path scratch) throws Exception;

  @BeforeAll
  final void walk(@TempDir Path scratch) throws Exception {
    Path browser = Tools.chromium();
    Path scripts = Tools.node();
    serve(scratch);
    Path file = Files.writeString(scratch.resolve("plan.json"), plan.toString());
    Files.createDirectories(SCREENSHOTS);
    Object script = scripts.resolve("walk-sites.mjs");
    Command command = Command.of("node", script, browser, file, SCREENSHOTS.toAbsolutePath());
    observations = JsonLines.of(command.within(LIMIT).succeed());
  }

  @AfterAll
  final void stop() throws Exception {
    while (!servers.isEmpty()) {
      servers.pop().close();
    }
  }

  /** Plans walks through a site, whose root has this URL, which ends in a slash. */
  final void read(String site, String via, String url, List<String> walks) throws IOException {
    ObjectNode planned = facts(site).deepCopy();
    plan.add(planned.put("name", site).put("via", via).put("url", url));
    walks.forEach(planned.putArray("walks")::add);
  }

  /** Stops a server after the tests. */
  final <T extends AutoCloseable> T started(T server) {
    servers.push(server);
    return server;
  }

  /** Builds a site; its root, whose blocks the repository has then. */
  static String built(KuboRepo repo, Path out, Object... arguments) throws IOException {
    List<Object> line = new ArrayList<>(List.of("build", "-q", "--no-sync", "--layout", "site"));
    line.addAll(List.of("-o", out));
    line.addAll(List.of(arguments));
    String root = Wikimill.command(line.toArray()).succeed().text().strip();
    repo.importBuild(out, root);
    return root;
  }

  /** What {@code readers.json} says of a site. */
  static JsonNode facts(String site) throws IOException {
    try (InputStream file = Readers.class.getResourceAsStream("/site/readers.json")) {
      return JSON.readTree(file).required(site);
    }
  }

  final List<Walk> walks() {
    List<Walk> walks = new ArrayList<>();
    for (JsonNode site : plan) {
      for (JsonNode name : site.path("walks")) {
        walks.add(new Walk(text(site, "name"), text(site, "via"), name.textValue()));
      }
    }
    return walks;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("walks")
  void aReaderFindsNothingWrong(Walk walk) {
    List<JsonNode> made = observations.stream().filter(check -> isOf(walk, check)).toList();

    assertThat(made.stream().flatMap(Readers::findings)).as(walk.toString()).isEmpty();
    assertThat(made).as(walk.toString()).extracting(check -> text(check, "check")).contains(LAST);
  }

  private static boolean isOf(Walk walk, JsonNode check) {
    return text(check, "site").equals(walk.site())
        && text(check, "via").equals(walk.via())
        && text(check, "walk").equals(walk.name());
  }

  private static Stream<String> findings(JsonNode check) {
    String where = text(check, "page") + " " + text(check, "check") + ": ";
    return StreamSupport.stream(check.path("found").spliterator(), false)
        .map(found -> where + found.textValue());
  }

  private static String text(JsonNode object, String field) {
    return object.required(field).textValue();
  }
}
