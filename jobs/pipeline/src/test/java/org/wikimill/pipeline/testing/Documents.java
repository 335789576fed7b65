package org.wikimill.pipeline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the pages of {@code docs/} say, for tests that hold it against the truth. */
public final class Documents {
  private static final Path FOLDER = Path.of("..", "..", "docs");

  private static final Pattern HEADING = Pattern.compile("^##+ ", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern TABLE =
      Pattern.compile(
          "^\\| column \\| type \\| what it is \\|\n.*\n((?:\\|.*\n)+)", Pattern.MULTILINE);

  private Documents() {}

  /** A fenced block. */
  public record Block(String language, String text) {}

  /**
   * What stands below a heading of the second level or a lower one, up to the next such heading.
   *
   * @param text all of it
   */
  public record Section(String heading, String text) {

    /** Its fenced blocks. */
    public List<Block> blocks() {
      return matches(BLOCK, text).stream().map(m -> new Block(m.group(1), m.group(2))).toList();
    }
  }

  /** The file of a page, by its name. */
  public static Path page(String name) {
    return FOLDER.resolve(name);
  }

  /** The sections of a page. */
  public static List<Section> sections(String page) throws IOException {
    return HEADING
        .splitAsStream(Files.readString(page(page)))
        .skip(1) // what stands above the first heading
        .map(text -> text.split("\n", 2))
        .map(parts -> new Section(parts[0], parts[1]))
        .toList();
  }

  /**
   * The tables that {@code tables.md} documents: by name their columns in order, each with its type
   * in the page's words ({@code bigint, null}).
   */
  public static Map<String, Map<String, String>> tables() throws IOException {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    for (Section section : sections("tables.md")) {
      for (MatchResult table : matches(TABLE, section.text())) {
        tables.put(section.heading().split(":")[0], columns(table.group(1)));
      }
    }
    return tables;
  }

  private static Map<String, String> columns(String lines) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String line : lines.lines().toList()) {
      String[] cells = line.split(" *\\| *");
      columns.put(cells[1], cells[2]);
    }
    return columns;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }
}
