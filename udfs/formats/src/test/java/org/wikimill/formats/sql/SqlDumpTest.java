package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;
import org.wikimill.formats.sql.SqlColumn.Kind;

class SqlDumpTest {
  private static final String TABLE = "CREATE TABLE `t` (`a` int, `b` blob);\n";

  @Test
  void everyEscapeIsReadAsTheServerReadsIt() throws IOException {
    assertThat(values("'\\0\\'\\\"\\b\\n\\r\\t\\Z\\\\\\%\\_\\x'"))
        .containsExactly("\0'\"\b\n\r\t\u001a\\\\%\\_x");
    assertThat(values("'it''s'", "\"say \"\"so\"\"\"", "'a\"b'", "\"a'b\""))
        .containsExactly("it's", "say \"so\"", "a\"b", "a'b");
  }

  @Test
  void literalsOfEveryKindAreRead() throws IOException {
    assertThat(values("NULL", "null", "'NULL'", "''")).containsExactly(null, null, "NULL", "");
    assertThat(
            values(
                "0x41Ff",
                "0x1",
                "x'4a'",
                "X''",
                "_binary 'a'",
                "_utf8mb4'b'",
                "_binary 0x43",
                "_binary x'44'"))
        .containsExactly("A\u00ff", "\u0001", "J", "", "a", "b", "C", "D");
    assertThat(values("0", "-12", "3.50", "1e-7", ".5", "+2", "'2025-02-17 13:31:43'"))
        .containsExactly("0", "-12", "3.50", "1e-7", ".5", "+2", "2025-02-17 13:31:43");
  }

  @Test
  void bytesThatAreNoUtf8Survive() throws IOException {
    assertThat(values("'\u00d0'", "'\u00ff\u00fe\u0080'"))
        .containsExactly("\u00d0", "\u00ff\u00fe\u0080");
  }

  @Test
  void numbersAreWholeAndIn64BitsOrRefused() throws IOException {
    try (SqlDump dump =
        dump(
            TABLE
                + "INSERT INTO `t` VALUES (9223372036854775807,'-9'),(9223372036854775808,1.5);")) {
      assertThat(dump.next()).isTrue();
      assertThat(dump.row().integer(0)).isEqualTo(Long.MAX_VALUE);
      assertThat(dump.row().integer(1)).isEqualTo(-9);
      assertThat(dump.next()).isTrue();
      assertThatThrownBy(() -> dump.row().integer(0))
          .hasMessage(
              "bad value of column a: t.sql at byte 88, expected a whole number of 64 bits,"
                  + " found '9223372036854775808'");
      assertThatThrownBy(() -> dump.row().integer(1)).hasMessageContaining("found '1.5'");
      assertThat(dump.row().real(1)).isEqualTo(1.5);
    }
  }

  @Test
  void noValueIsAnErrorForWhoDoesNotExpectIt() throws IOException {
    String header = "CREATE TABLE `t` (`a` int NOT NULL, `b` blob);\n";
    try (SqlDump dump = dump(header + "INSERT INTO `t` VALUES (1,NULL),(NULL,NULL);")) {
      assertThat(dump.next()).isTrue();
      assertThatThrownBy(() -> dump.row().bytes(1))
          .hasMessageStartingWith("bad value of column b: t.sql")
          .hasMessageEndingWith("expected a value that is not NULL, found NULL");
      assertThatThrownBy(() -> dump.row().text(1)).hasMessageEndingWith("found NULL");
      assertThatThrownBy(() -> dump.row().integer(1)).hasMessageEndingWith("found NULL");
      assertThatThrownBy(() -> dump.row().real(1)).hasMessageEndingWith("found NULL");
      assertThatThrownBy(dump::next).hasMessageStartingWith("bad value of column a: t.sql");
    }
  }

  @Test
  void theHeaderSaysNamesTypesSignsAndNulls() throws IOException {
    String header =
        "create temporary table if not exists `wiki`.`x``y` (\n"
            + "  `a` int(8) unsigned NOT NULL DEFAULT 0,\n"
            + "  `b,c` enum('pa,ge','sub)c\\'at','it''s') NOT NULL DEFAULT 'pa,ge',\n"
            + "  d decimal(10, 2) DEFAULT NULL /* , `no` int */,\n"
            + "  e timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),\n"
            + "  f mediumblob, g double zerofill, h text COLLATE utf8mb4_bin,\n"
            + "  UNIQUE KEY `k` (`a`,`b,c`(20)), KEY (`d`), CONSTRAINT `z` CHECK (`a` > 0)\n"
            + ") ENGINE=InnoDB COMMENT='a;b';";
    try (SqlDump dump = dump(header)) {
      assertThat(dump.table().name()).isEqualTo("x`y");
      assertThat(dump.table().columns())
          .containsExactly(
              new SqlColumn("a", "int(8)", false, false),
              new SqlColumn("b,c", "enum('pa,ge','sub)c\\'at','it''s')", true, false),
              new SqlColumn("d", "decimal(10,2)", true, true),
              new SqlColumn("e", "timestamp", true, false),
              new SqlColumn("f", "mediumblob", true, true),
              new SqlColumn("g", "double", false, true),
              new SqlColumn("h", "text", true, true));
      assertThat(dump.table().columns())
          .extracting(SqlColumn::kind)
          .containsExactly(
              Kind.INTEGER, Kind.TEXT, Kind.DECIMAL, Kind.TEXT, Kind.BINARY, Kind.REAL, Kind.TEXT);
      assertThat(dump.table().columns().get(0).declaration()).isEqualTo("int(8) unsigned not null");
      assertThat(dump.next()).isFalse();
      assertThatThrownBy(() -> dump.table().index("cl_to"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageStartingWith("table x`y has no column cl_to, only [a, ");
    }
  }

  @Test
  void statementsInAnyLayoutGiveTheirRowsAndNoOthers() throws IOException {
    String text =
        TABLE
            + "CREATE TABLE `other` (`a` int);\n"
            + "LOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\n"
            + "INSERT INTO `t` VALUES\n(1,'a;'),\n(2,')'),\n/* between */ (3,'--');\n"
            + "# a comment; INSERT INTO `t` VALUES (0,0);\n"
            + "INSERT INTO `other` VALUES (7),(8);\n"
            + "-- INSERT INTO `t` VALUES (0,0);\n"
            + "insert ignore into wiki.t values ( 4 , 'd' ) on duplicate key update a = ';';\n"
            + "REPLACE INTO `t` (`b`,`a`) VALUES ('e',5);INSERT INTO `t`(a) VALUE (6);"
            + "SET @x = 'it''s; INSERT INTO `t` VALUES (0,0)';\nUNLOCK TABLES;\n";
    List<String> rows = new ArrayList<>();
    try (SqlDump dump = dump(text)) {
      while (dump.next()) {
        rows.add(dump.row().integer(0) + (dump.row().isNull(1) ? "-" : dump.row().text(1)));
      }
    }
    assertThat(rows).containsExactly("1a;", "2)", "3--", "4d", "5e", "6-");
  }

  @Test
  void valuesOfColumnsThatAreNotSelectedAreLeftOut() throws IOException {
    try (SqlDump dump = dump(TABLE + "INSERT INTO `t` VALUES (1,'a\\''),(2,0x41);")) {
      dump.select(List.of("a"));
      assertThat(dump.next()).isTrue();
      assertThat(dump.row().isNull(1)).isTrue();
      assertThat(dump.next()).isTrue();
      assertThat(dump.row().integer(0)).isEqualTo(2);
      assertThat(dump.next()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "INSERT INTO `t` VALUES (1);|malformed INSERT|','|')'",
        "INSERT INTO `t` VALUES (1,2,3);|malformed INSERT|')'|','",
        "INSERT INTO `t` VALUES (1,2) (3,4);|malformed INSERT|',' or ';'|'(' after row 1",
        "INSERT INTO `t` SELECT 1,2;|malformed INSERT|VALUES|' '",
        "INSERT INTO `t` (`a`,`c`) VALUES (1,2);|columns do not fit|other columns of [a, b]|c",
        "INSERT INTO `t` VALUES (1,now());|not a value|a text, a number or NULL|NOW",
        "INSERT INTO `t` VALUES (1,);|not a value|a text, a number or NULL|')'",
        "INSERT INTO `t` VALUES (1,x'4g');|not a value|'|g",
        "INSERT INTO `t` VALUES (1,2x);|malformed INSERT|')'|'x'",
      })
  void whatIsNoRowIsNamed(String sql, String reason, String expected, String found)
      throws IOException {
    try (SqlDump dump = dump(TABLE + sql)) {
      assertThatThrownBy(
              () -> {
                while (dump.next()) {
                  dump.row();
                }
              })
          .isInstanceOfSatisfying(
              MalformedInputException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(reason);
                assertThat(e.expected()).isEqualTo(expected);
                assertThat(e.found()).isEqualTo(found);
              });
    }
  }

  @Test
  void aCutDumpTellsItsLastGoodRowAndWhereThatEnds() throws IOException {
    String text = TABLE + "INSERT INTO `t` VALUES (1,'a'),(2,'b'),(3,'c";
    try (SqlDump dump = dump(text)) {
      assertThat(dump.next()).isTrue();
      assertThat(dump.next()).isTrue();
      assertThatThrownBy(dump::next)
          .hasMessage(
              "dump is cut: t.sql at byte "
                  + text.indexOf(",(3")
                  + ", expected the rest of a statement, found the end after row 2");
    }
    assertThatThrownBy(() -> dump("-- nothing\n"))
        .hasMessageContaining("dump is cut")
        .hasMessageContaining("expected CREATE TABLE, found the end before its first row");
  }

  @Test
  void rowsOfATableWithoutHeaderAreReadByTheHeaderGiven() throws IOException {
    SqlTable table = new SqlTable("t", List.of(new SqlColumn("a", "int", true, false)));
    PositionedInput input =
        Inputs.of(
            "t.sql", "INSERT INTO `u` VALUES (1);INSERT INTO `t` VALUES (2);".getBytes(ISO_8859_1));
    try (SqlDump dump = SqlDump.open(input, table)) {
      assertThat(dump.next()).isTrue();
      assertThat(dump.row().integer(0)).isEqualTo(2);
      assertThat(dump.next()).isFalse();
    }
  }

  @Test
  void gzipThatDoesNotDecodeIsNoCutDump() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write((TABLE + "INSERT INTO `t` VALUES (1,'a');").getBytes(ISO_8859_1));
    }
    byte[] bytes = packed.toByteArray();
    bytes[bytes.length - 6] ^= 1; // of the CRC-32
    assertThatThrownBy(() -> SqlDump.open(Inputs.of("t.sql.gz", bytes)).next())
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.reason()).isEqualTo("gzip does not decode"));
  }

  @Test
  void nothingIsHeldBeyondTheLimits() throws IOException {
    assertThatThrownBy(
            () -> dump("CREATE TABLE `t` (`a` int COMMENT '" + "x".repeat(1 << 20) + "');"))
        .hasMessageStartingWith(
            "header too large: t.sql at byte 0, expected at most 1048576 bytes");
    assertThatThrownBy(
            () -> dump(TABLE + "INSERT INTO `" + "x".repeat(300) + "` VALUES (1);").next())
        .hasMessageStartingWith("name too long");
    try (SqlDump dump = SqlDump.open(longText(SqlLimits.MAX_ROW_BYTES - 1))) {
      assertThat(dump.next()).isTrue();
      assertThat(dump.row().lengthBytes(1)).isEqualTo(SqlLimits.MAX_ROW_BYTES - 1);
    }
    try (SqlDump dump = SqlDump.open(longText(SqlLimits.MAX_ROW_BYTES))) {
      assertThatThrownBy(dump::next).hasMessageStartingWith("row too large");
      dump.select(List.of("a"));
    }
    try (SqlDump dump = SqlDump.open(longText(SqlLimits.MAX_ROW_BYTES)).select(List.of("a"))) {
      assertThat(dump.next()).isTrue();
    }
  }

  /** A row of one digit and a text. */
  private static PositionedInput longText(int length) {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) 'x');
    return Inputs.concat(
        "t.sql",
        List.of(
            Inputs.of("", (TABLE + "INSERT INTO `t` VALUES (1,'").getBytes(ISO_8859_1)),
            Inputs.of("", text),
            Inputs.of("", "');".getBytes(ISO_8859_1))));
  }

  /** The values that literals give, as ISO-8859-1 shows their bytes. */
  private static List<String> values(String... literals) throws IOException {
    String columns =
        IntStream.range(0, literals.length).mapToObj(i -> "c" + i + " blob").collect(joining(","));
    String row = String.join(",", literals);
    List<String> read = new ArrayList<>();
    try (SqlDump dump =
        dump("CREATE TABLE t (" + columns + "); INSERT INTO t VALUES (" + row + ");")) {
      assertThat(dump.next()).isTrue();
      for (int i = 0; i < literals.length; i++) {
        read.add(dump.row().isNull(i) ? null : new String(dump.row().bytes(i), ISO_8859_1));
      }
    }
    return read;
  }

  private static SqlDump dump(String text) throws IOException {
    return SqlDump.open(Inputs.of("t.sql", text.getBytes(ISO_8859_1)));
  }
}
