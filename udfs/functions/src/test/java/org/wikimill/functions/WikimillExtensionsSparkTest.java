package org.wikimill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.functions.SqlFunction.Example;

class WikimillExtensionsSparkTest {
  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.extensions", WikimillExtensions.class.getName())
            .getOrCreate();
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  static Stream<SqlFunction> functions() {
    return SqlFunctions.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theExamplesInItsDescriptionGiveWhatTheySay(SqlFunction function) {
    String description = description(function.name());
    assertThat(function.examples()).isNotEmpty();
    for (Example example : function.examples()) {
      String query = example.query().replace("_FUNC_", function.name());
      assertThat(description).contains("> " + query + ";\n       " + example.result() + "\n");
      assertThat(text("CAST((" + query + ") AS STRING)")).isEqualTo(example.result());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itsArgumentsAreDescribedAndNullGivesNull(SqlFunction function) {
    String description = description(function.name());
    for (int nulls = function.required(); nulls <= function.arguments().size(); nulls++) {
      String arguments =
          Stream.generate(() -> "NULL").limit(nulls).collect(Collectors.joining(","));
      assertThat(text("CAST(" + function.name() + "(" + arguments + ") AS STRING)")).isNull();
    }
    function.arguments().forEach(a -> assertThat(description).contains("* " + a.name() + " - "));
  }

  @Test
  void whatIsNotWhatAFunctionReadsGivesNull() {
    assertThat(text("cid_base('QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQ', 'base32')"))
        .isNull();
    assertThat(text("CAST(dag_pb_links(X'FF') AS STRING)")).isNull();
    assertThat(text("CAST(cid_parse('') AS STRING)")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unixfs_cid('x', 'no-such')",
        "cid_base('bafkqaaa', 'no-such')",
        "hamt_path('x', 'no-such')",
        "wiki_title_to_path('x', 'no-such')",
        "wiki_url('x.org', 'x', 'no-such')"
      })
  void whatNamesNothingIsRefused(String call) {
    assertThatThrownBy(() -> text("CAST(" + call + " AS STRING)"))
        .hasStackTraceContaining("no-such");
  }

  @Test
  void tooManyAndTooFewArgumentsAreRefused() {
    assertThatThrownBy(() -> text("cid_v1('x', 'y')"))
        .hasStackTraceContaining("cid_v1 takes 1 arguments, not 2");
    assertThatThrownBy(() -> text("unixfs_cid()"))
        .hasStackTraceContaining("unixfs_cid takes 1 to 2 arguments, not 0");
  }

  @Test
  void columnsAreComputedInGeneratedCode() {
    Dataset<Row> called =
        spark
            .range(100)
            .selectExpr(
                SqlFunctions.ALL.stream()
                    .map(function -> function.name() + "(" + column(function) + ")")
                    .toArray(String[]::new));
    assertThat(called.collectAsList()).hasSize(100).doesNotHaveDuplicates();
    assertThat(called.queryExecution().executedPlan().toString()).startsWith("*(1)");
  }

  /** The required arguments of a call on the column of a range. */
  private static String column(SqlFunction function) {
    return function.arguments().subList(0, function.required()).stream()
        .map(argument -> argument.name().equals("base") ? "'base36'" : "string(id)")
        .collect(Collectors.joining(","));
  }

  private static String description(String function) {
    return spark.sql("DESCRIBE FUNCTION EXTENDED " + function).collectAsList().stream()
        .map(row -> row.getString(0))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String text(String expression) {
    return spark.sql("SELECT " + expression).first().getString(0);
  }
}
