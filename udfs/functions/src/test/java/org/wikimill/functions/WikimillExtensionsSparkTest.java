package org.wikimill.functions;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.debug.package$;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.functions.SqlFunction.Argument;
import org.wikimill.functions.SqlFunction.Example;

class WikimillExtensionsSparkTest {
  private static final String ANY = "string(id)";

  /** SQL for arguments that take some values alone, by name. */
  private static final Map<String, String> VALUES =
      Map.of(
          "base", "'base36'",
          "profile", "'unixfs-v0-2015'",
          "case", "'case-sensitive'",
          "cid", "cid_v1(" + ANY + ")",
          "block", "concat(X'120B0A04015500001201', cast(" + ANY + " as binary), X'1800')");

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
        .hasStackTraceContaining(ArgumentException.class.getName())
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
  void generatedCodeCallsTheMethods() {
    Dataset<Row> called = spark.range(100).selectExpr(calls(-1));
    assertThat(called.collectAsList()).hasSize(100).doesNotHaveDuplicates();
    SparkPlan plan = called.queryExecution().executedPlan();
    assertThat(plan.toString()).startsWith("*(1)");
    String code = package$.MODULE$.codegenString(plan);
    for (SqlFunction function : SqlFunctions.ALL) {
      assertThat(code).contains(function.holder().getName() + "." + function.method() + "(");
    }
  }

  @Test
  void nullsAndValuesAreThoseOfInterpretedCode() {
    for (int nullAt = 0; nullAt < 3; nullAt++) {
      List<Row> generated = rows(nullAt, Map.of("spark.sql.codegen.fallback", "false"));
      List<Row> interpreted =
          rows(
              nullAt,
              Map.of(
                  "spark.sql.codegen.wholeStage", "false",
                  "spark.sql.codegen.factoryMode", "NO_CODEGEN"));
      assertThat(generated).isEqualTo(interpreted);
      for (int column = 0; column < SqlFunctions.ALL.size(); column++) {
        SqlFunction function = SqlFunctions.ALL.get(column);
        boolean taken = nullAt < function.arguments().size();
        assertThat(generated.get(1).isNullAt(column)).as(function.name()).isEqualTo(taken);
      }
    }
  }

  /** Calls on two rows with all arguments; in the second row one of them is null. */
  private static List<Row> rows(int nullAt, Map<String, String> settings) {
    settings.forEach(spark.conf()::set);
    try {
      return spark.range(2).selectExpr(calls(nullAt)).collectAsList();
    } finally {
      settings.keySet().forEach(spark.conf()::unset);
    }
  }

  /** Calls of all functions on the column of a range; an argument is null where that is odd. */
  private static String[] calls(int nullAt) {
    List<String> calls = new ArrayList<>();
    for (SqlFunction function : SqlFunctions.ALL) {
      List<String> arguments = new ArrayList<>();
      for (Argument argument : function.arguments()) {
        String value = VALUES.getOrDefault(argument.name(), ANY);
        boolean here = arguments.size() == nullAt;
        arguments.add(here ? "if(id %% 2 = 0, %s, null)".formatted(value) : value);
      }
      calls.add("CAST(%s(%s) AS STRING)".formatted(function.name(), String.join(", ", arguments)));
    }
    return calls.toArray(String[]::new);
  }

  @Test
  void javaCallsThemByName() {
    Dataset<Row> hello = spark.sql("SELECT 'hello' AS word");
    List<Row> called =
        hello
            .select(
                call_function("cid_v1", col("word")),
                call_function("wiki_url", lit("en.wikipedia.org"), col("word")),
                expr("html_links('<a href=' || word || '>').url[0]"))
            .collectAsList();
    assertThat(called)
        .containsExactly(
            RowFactory.create(
                "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq",
                "https://en.wikipedia.org/wiki/Hello",
                "hello"));
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
