package org.wikimill.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.pipeline.sample.SampleWiki;
import org.wikimill.pipeline.testing.CraftedDump;
import org.wikimill.pipeline.testing.Documents;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/** The tables, functions and data sources from the tools that analysts have. */
class AnalystsInteropIT {
  /** Names that engines which guess at types take for a date and a number. */
  private static final List<String> SNAPSHOTS = List.of("2024-01-01", "202402");

  private static final String IMAGES =
      "CREATE TABLE `image` (`img_name` varbinary(255) NOT NULL, `img_size` bigint NOT NULL,"
          + " `img_width` int(11) NOT NULL, `img_height` int(11) NOT NULL,"
          + " `img_metadata` mediumblob NOT NULL, `img_major_mime` varbinary(32) NOT NULL,"
          + " `img_minor_mime` varbinary(100) NOT NULL, `img_sha1` varbinary(32) NOT NULL);\n"
          + "INSERT INTO `image` VALUES"
          + " ('Hub.jpg',12,4,3,'','image','jpeg','phoiac9h4m842xq45sp7s6u21eteeq1');\n";

  @TempDir private static Path folder;
  private static Path archive;
  private static Path dump;

  @BeforeAll
  static void build() throws IOException {
    archive = folder.resolve("sample.zim");
    SampleWiki.write(archive);
    dump =
        new CraftedDump()
            .page("Hub", "[[Category:Round]] [[File:Hub.jpg]] [[Wheel]] [[de:Nabe]]")
            .page("Wheel", "[[Hub]] [[No such page]]")
            .page(14, 3, "Category:Round", 103, "[[Category:Shapes]]")
            .write(folder.resolve("wheels.xml"));
    Path images = Files.writeString(folder.resolve("image.sql"), IMAGES);
    build(SNAPSHOTS.get(0), archive);
    build(SNAPSHOTS.get(1), dump, "--sql", images);
  }

  private static void build(String snapshot, Path source, Object... more) {
    List<Object> words = new ArrayList<>(List.of("build", source, "-q", "--links"));
    words.addAll(List.of("--snapshot", snapshot, "-o", folder.resolve(snapshot)));
    words.addAll(List.of(more));
    Wikimill.command(words.toArray()).succeed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "pyarrow", "pandas", "spark"})
  void tablesOpenWithoutWikimillAsDocumentedTheBuildsAsOne(String engine) throws IOException {
    Map<String, Map<String, String>> documented = Documents.tables();
    Command reading =
        Command.of(
            Tools.python(),
            Tools.pythonScript("read_tables.py"),
            engine,
            folder.resolve(SNAPSHOTS.get(0)),
            folder.resolve(SNAPSHOTS.get(1)));
    List<JsonNode> tables = JsonLines.of(withJava(reading).succeed());

    assertThat(tables)
        .extracting(table -> table.path("table").textValue())
        .containsExactlyInAnyOrderElementsOf(documented.keySet());
    for (JsonNode table : tables) {
      String name = table.path("table").textValue();
      assertThat(columns(table))
          .as(name)
          .containsExactlyEntriesOf(columns(documented.get(name), engine.equals("pyarrow")));
      assertThat(elements(table.path("rows")))
          .as(name)
          .containsExactlyInAnyOrderElementsOf(rows(name));
    }
  }

  private static Map<String, String> columns(JsonNode table) {
    Map<String, String> columns = new LinkedHashMap<>();
    table
        .path("columns")
        .properties()
        .forEach(column -> columns.put(column.getKey(), column.getValue().textValue()));
    return columns;
  }

  /** As an engine has them, which may tell nulls or not, with the partitions' column at the end. */
  private static Map<String, String> columns(Map<String, String> documented, boolean tellsNulls) {
    Map<String, String> columns = new LinkedHashMap<>();
    documented.forEach(
        (column, type) -> {
          boolean nullable = type.endsWith(", null");
          String plain = type.replace(", null", "");
          columns.put(column, tellsNulls && !nullable ? plain + " not null" : plain);
        });
    columns.put("snapshot", "text");
    return columns;
  }

  /** The rows of a table of both builds by Parquet's own reader. */
  private static List<JsonNode> rows(String table) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String snapshot : SNAPSHOTS) {
      Path build = folder.resolve(snapshot);
      if (Files.isDirectory(build.resolve("index").resolve(table))) {
        for (Group row : ParquetRows.of(build, table)) {
          rows.add(values(row).add(snapshot));
        }
      }
    }
    return rows;
  }

  private static ArrayNode values(Group row) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < row.getType().getFieldCount(); i++) {
      PrimitiveType type = row.getType().getType(i).asPrimitiveType();
      if (row.getFieldRepetitionCount(i) == 0) {
        values.addNull();
      } else {
        switch (type.getPrimitiveTypeName()) {
          case BINARY -> values.add(row.getString(i, 0));
          case INT64 -> values.add(JsonLines.parse(Long.toString(row.getLong(i, 0))));
          case BOOLEAN -> values.add(row.getBoolean(i, 0));
          default -> throw new IllegalArgumentException(type.toString());
        }
      }
    }
    return values;
  }

  @Test
  void functionsAndDataSourcesAreThereInPySpark() {
    Path dumps = Shared.require().resolve("dumps");
    Path pages = dumps.resolve("xml/aawiki-20260101-pages-meta-current.xml.bz2");
    Path car = folder.resolve(SNAPSHOTS.get(0)).resolve("car");
    Command reading =
        Command.of(
            Tools.python(),
            Tools.pythonScript("read_spark.py"),
            Wikimill.application(),
            "zim",
            archive,
            "count_if(octet_length(content) = size) = count_if(mime is not null)",
            "car",
            car,
            "count_if(unhex(sha2(bytes, 256)) <> cid_parse(cid).digest)",
            "wikimedia-xml",
            pages,
            "count(*) || ' ' || sum(octet_length(text))",
            "wikimedia-sql",
            dumps.resolve("sql/wikidatawiki-20140420-sites.sql"),
            "count_if(site_global_key = 'enwiki')",
            "wikimedia-html",
            dumps.resolve("enterprise/mixed-NS0-sample-ENTERPRISE-HTML.json.tar.gz"),
            "count(*) || ' ' || count(distinct url)");
    List<JsonNode> lines = JsonLines.of(withJava(reading).succeed());

    List<JsonNode> functions = lines.stream().filter(line -> line.has("function")).toList();
    assertThat(functions).hasSize(10);
    for (JsonNode function : functions) {
      assertThat(elements(function.path("examples")))
          .as(function.path("function").textValue())
          .isNotEmpty()
          .allMatch(example -> example.path(1).equals(example.path(2)));
    }
    assertThat(lines.get(functions.size()).path("called"))
        .hasToString(
            "[[\"bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq\","
                + "\"https://en.wikipedia.org/wiki/Hello\",\"raw\","
                + "\"QmWfVY9y3xjsixTgbd9AorQxH7VtMpzfx2HaWtsoUYecaX\",\"hello\"],"
                + "[null,null,null,null,null]]");
    Map<String, String> values = new TreeMap<>();
    lines.stream()
        .skip(functions.size() + 1L)
        .forEach(line -> values.put(line.path("source").asText(), line.path("value").asText()));
    assertThat(values)
        .containsOnly(
            Map.entry("zim", "true"),
            Map.entry("car", "0"),
            Map.entry("wikimedia-xml", counted(pages)),
            Map.entry("wikimedia-sql", "1"),
            Map.entry("wikimedia-html", "18 15"));
  }

  /** Pages, and the bytes of their texts, by Python's own parser. */
  private static String counted(Path dump) {
    JsonNode counts =
        JsonLines.of(
                Command.of(Tools.python(), Tools.pythonScript("read_xml.py"), "--count", dump)
                    .succeed())
            .get(0);
    return counts.path("pages").asText() + " " + counts.path("text_bytes").asText();
  }

  /** PySpark starts the JVM of this test. */
  private static Command withJava(Command command) {
    return command
        .with("JAVA_HOME", System.getProperty("java.home"))
        .with("SPARK_LOCAL_IP", "127.0.0.1")
        .within(Duration.ofMinutes(3));
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
