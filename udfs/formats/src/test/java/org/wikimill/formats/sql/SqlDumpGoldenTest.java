package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.testing.Shared;

/** Real dumps, against what a MariaDB 10.11 server and a Python parser said of them. */
class SqlDumpGoldenTest {

  /** The sums are of the server's rows, in hex and sorted, as {@link MariaDb#rows} has them. */
  @ParameterizedTest
  @CsvSource({
    "aawiki-20260101-categorylinks.sql.gz, categorylinks, 156,"
        + " 2373fe36e1abbfecb7eccd183587db8a28312e63bf5a59a5726f8c8ea4751e27",
    "aawiki-20260101-pagelinks.sql.gz, pagelinks, 637,"
        + " 9ad55b4a96e9f119f674312426c6483a3de7381fe047dbf94ee569b70941caa6",
    "wikidatawiki-20140420-sites.sql, sites, 880,"
        + " 0c9097f5a31d89b4bc884daca1138c43d80189bfa5479efd6ff1537347a99df9",
  })
  void everyValueIsThatOfTheServer(String file, String table, int rows, String sha256)
      throws IOException {
    try (SqlDump dump = SqlDump.open(Inputs.file(dumps().resolve(file)))) {
      assertThat(dump.table().name()).isEqualTo(table);
      List<String> hex = MariaDb.rows(dump).stream().sorted().toList();
      assertThat(hex).hasSize(rows);
      assertThat(DigestUtils.sha256Hex((String.join("\n", hex) + "\n").getBytes(UTF_8)))
          .isEqualTo(sha256);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "page|13|19|683365|10;0;AccessibleComputing;;1;0;0.33167112649574004;20180709171712;20180410125914;834079434;122;wikitext;NULL|45546;0;Refugees;;1;0;0.250334127107946;20180725065111;20180410135248;769630669;70;wikitext;NULL",
        "pagelinks|4|44|2373957944|53942034;0;1000_in_Japan;0|53989911;0;1000_in_Japan;0",
        "redirect|5|11|204|10;0;Computer_accessibility;;|27;0;History_of_Albania;;",
        "category|5|17|6599530|388194;Colombian_death_metal_musical_groups;2;0;0|388222;Culture_in_Cheshire;14;8;0",
        "categorylinks|7|7|45731|6533;English_male_short_story_writers;U9??9)AM^F^D-7);2015-08-12 01:42:44;Williams, Charles;uca-default-u-kn;page|6533;People_educated_at_St_Albans_School,_Hertfordshire;U9??;2011-08-24 20:20:49;Williams, Charles;uca-default-u-kn;page",
        "langlinks|3|15|165829684|34893;fr;1640|3267785;fr;1642 en arts plastiques"
      })
  void rowsOfTheOldSchemaAreRead(
      String table, int columns, int rows, long sum, String first, String last) throws IOException {
    List<SqlColumn> header =
        IntStream.range(0, columns)
            .mapToObj(i -> new SqlColumn("c" + i, "blob", true, true))
            .toList();
    long total = 0;
    long count = 0;
    String text = "";
    Path file = dumps().resolve("enwiki-2018-oldschema-rows.sql");
    try (SqlDump dump = SqlDump.open(Inputs.file(file), new SqlTable(table, header))) {
      while (dump.next()) {
        text = text(dump.row(), columns);
        assertThat(count > 0 || text.equals(first)).as(text).isTrue();
        total += dump.row().integer(0);
        count++;
      }
    }
    assertThat(List.of(count, total, text)).isEqualTo(List.of((long) rows, sum, last));
  }

  private static String text(SqlRow row, int columns) throws IOException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      values.add(row.isNull(i) ? "NULL" : row.text(i));
    }
    return String.join(";", values);
  }

  private static Path dumps() {
    return Shared.require().resolve("dumps/sql");
  }
}
