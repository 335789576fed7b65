package org.wikimill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  @Test
  void givesTheCidOfARawBlock() {
    assertThat(text("cid_v1(CAST('hello' AS BINARY))"))
        .isEqualTo("bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq");
  }

  @Test
  void givesTheCidOfAFileByADefaultOrNamedProfile() {
    assertThat(text("unixfs_cid(CAST('hello' AS BINARY))"))
        .isEqualTo(text("cid_v1(CAST('hello' AS BINARY))"));
    // The empty file of the field's oldest profile.
    assertThat(text("unixfs_cid(CAST('' AS BINARY), 'unixfs-v0-2015')"))
        .isEqualTo("QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH");
  }

  @Test
  void nullGivesNull() {
    assertThat(text("cid_v1(NULL)")).isNull();
    assertThat(text("unixfs_cid(CAST('x' AS BINARY), NULL)")).isNull();
  }

  @Test
  void columnsAreComputedInGeneratedCode() {
    assertThat(
            spark
                .range(1000)
                .selectExpr("cid_v1(CAST(CAST(id AS STRING) AS BINARY)) AS cid")
                .distinct()
                .count())
        .isEqualTo(1000);
  }

  @Test
  void refusesAnUnknownProfileAndTooManyArguments() {
    assertThatThrownBy(() -> text("unixfs_cid(CAST('x' AS BINARY), 'no-such')"))
        .hasStackTraceContaining("no profile 'no-such'");
    assertThatThrownBy(() -> text("cid_v1(CAST('x' AS BINARY), 'y')"))
        .hasStackTraceContaining("takes 1 to 1 arguments");
  }

  private static String text(String expression) {
    return spark.sql("SELECT " + expression).first().getString(0);
  }
}
