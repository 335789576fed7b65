package org.wikimill.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.wikimill.testing.Command;
import org.wikimill.testing.Tools;

/** The output of the helper scripts: one JSON value a line. */
final class JsonLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  /** The lines that a program printed. */
  static List<JsonNode> of(Command.Result result) {
    return result.lines().stream().map(JsonLines::parse).toList();
  }

  /** The rows that DuckDB gives for an SQL statement. */
  static List<JsonNode> ofQuery(String sql) {
    return of(Command.of(Tools.python(), Tools.pythonScript("query.py"), sql).succeed());
  }

  /** One line. */
  static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not JSON: " + line, e);
    }
  }
}
