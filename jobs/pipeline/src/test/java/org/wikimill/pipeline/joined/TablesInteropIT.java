package org.wikimill.pipeline.joined;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.example.data.Group;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.pipeline.source.SourcePlan;
import org.wikimill.pipeline.testing.LocalSpark;
import org.wikimill.pipeline.testing.ParquetRows;
import org.wikimill.testing.Command;
import org.wikimill.testing.Shared;
import org.wikimill.testing.Tools;

/** What texts of real dumps name, by wikimill and by Python's regular expressions: the same. */
class TablesInteropIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static JavaSparkContext spark;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open("local[2]");
    spark.setLogLevel("OFF");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "commons/itwiki-2013-categories.xml.gz",
        "commons/commonswiki-contentfileexport-file13327093.xml",
        "multistream/bnwiki-20230501-head-pages-articles-multistream.xml.bz2",
        "multistream/hywiki-20230501-head-pages-articles-multistream.xml.bz2",
        "multistream/mrwiki-20230501-head-pages-articles-multistream.xml.bz2",
        "multistream/ukwiki-20230501-head-pages-articles-multistream.xml.bz2",
        "multistream/genuine/pages-articles-p2566p2583.xml.bz2",
        "xml/aawiki-20260101-pages-meta-current.xml.bz2",
        "xml/enwiki-20250201-first70.xml.bz2",
        "xml/enwiki-special-export-20230812.xml.bz2",
        "xml/enwiki-special-export-templates.xml.bz2",
        "xml/gensim-enwiki-table-markup.xml.bz2",
        "xml/itwiki-2013-small-dump.xml.gz",
      })
  void rowsOfTextsAreThoseThatPythonFinds(String file) throws IOException {
    Path dump = Shared.require().resolve("dumps").resolve(file);
    Set<List<?>> expected = new TreeSet<>(Comparator.comparing(Object::toString));
    Path reader = Tools.pythonScript("read_links.py");
    for (String line : Command.of(Tools.python(), reader, dump).succeed().lines()) {
      expected.add(JSON.readValue(line, List.class));
    }
    Written.of(
        spark,
        TableInputs.NONE,
        Optional.of(Written.dump(dump, SourcePlan.DEFAULT_SHARD_BYTES)),
        folder,
        JoinedLimits.STANDARD);
    Set<List<?>> found = new TreeSet<>(Comparator.comparing(Object::toString));
    found.addAll(rows("categories", "category"));
    found.addAll(rows("page_images", "file"));
    found.addAll(rows("langlinks", "lang"));
    // Python takes any two letters for a language.
    Set<String> languages = Set.of(Locale.getISOLanguages());
    for (Set<List<?>> rows : List.of(expected, found)) {
      rows.removeIf(row -> row.get(0).equals("langlinks") && !languages.contains(row.get(2)));
    }
    assertThat(expected).isNotEmpty();
    assertThat(found.stream().filter(row -> !expected.contains(row))).as("too many").isEmpty();
    assertThat(expected.stream().filter(row -> !found.contains(row))).as("missing").isEmpty();
  }

  private List<List<?>> rows(String table, String column) throws IOException {
    List<List<?>> rows = new ArrayList<>();
    for (Group row : ParquetRows.of(folder, table)) {
      rows.add(List.of(table, row.getLong("page_id", 0), row.getString(column, 0)));
    }
    return rows;
  }
}
