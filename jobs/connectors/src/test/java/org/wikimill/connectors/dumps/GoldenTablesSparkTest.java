package org.wikimill.connectors.dumps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.wikimill.testing.Shared;

/**
 * The tables of the small real dumps are what they were when they had been compared with other
 * readers, every value of every column.
 */
class GoldenTablesSparkTest {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.log.level", "OFF")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(resources = "/dumps/tables.csv", numLinesToSkip = 1)
  void aDumpIsTheTableThatItWas(String format, String file, long rows, String sha256)
      throws Exception {
    Path dump = Shared.require().resolve("dumps").resolve(file);
    List<String> lines =
        spark
            .read()
            .format(format)
            .load(dump.toString())
            .selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) as row")
            .selectExpr("sha2(row, 256) as row")
            .orderBy("row")
            .as(Encoders.STRING())
            .collectAsList();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    lines.forEach(line -> digest.update(line.getBytes(UTF_8)));
    assertThat(lines.size() + "," + HexFormat.of().formatHex(digest.digest()))
        .isEqualTo(rows + "," + sha256);
  }
}
