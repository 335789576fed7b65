package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.sql.SqlText.Quotes;
import org.wikimill.formats.sql.SqlText.Rows;
import org.wikimill.formats.sql.SqlText.Values;
import org.wikimill.testing.Shared;

/** What a dump holds is what a real server has after it has loaded it. */
class MariaDbInteropIT {
  private static final long SEED = 20261121;

  @TempDir static Path folder;
  private static MariaDb server;

  @BeforeAll
  static void start() throws IOException {
    server = new MariaDb(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aawiki-20260101-categorylinks.sql.gz",
        "aawiki-20260101-pagelinks.sql.gz",
        "wikidatawiki-20140420-sites.sql"
      })
  void everyValueOfARealDumpIsThatOfTheServer(String name) throws IOException {
    compare(Shared.require().resolve("dumps/sql").resolve(name));
  }

  @ParameterizedTest
  @EnumSource
  void everyValueOfRandomRowsIsThatOfTheServer(Rows rows) throws IOException {
    Random random = new Random(SEED);
    List<Values> written = Stream.generate(() -> whole(random)).limit(500).toList();
    for (Quotes quotes : Quotes.values()) {
      byte[] dump = new SqlText(rows, quotes).bytes(written);
      compare(Files.write(folder.resolve("random.sql"), dump));
    }
  }

  @Test
  void everyByteBehindABackslashIsReadAsTheServerReadsIt() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b = 1; b < 0x7f; b++) {
      if (b == '\n') {
        continue; // The client reads by lines, and does not pass this one on as it is.
      }
      text.append(b == 1 ? "" : ",").append("(").append(b).append(",'a\\").append((char) b);
      text.append("b')");
    }
    compare(table("escapes", text + ",(0,'\\\0'),(127,'a''''b\"\"c'),(128,\"a''b\"\"c\")"));
  }

  @Test
  void literalsOfEveryKindAreReadAsTheServerReadsThem() throws IOException {
    compare(
        table(
            "literals",
            "(1,0x41Ff),(2,x'4a'),(3,X''),(4,_binary 'a'),(5,_binary 0x43),(6,NULL),(7,'NULL')"
                + ",( 8 , /* no */ '' ),(9,_binary x'44'),(10,0x1)"));
  }

  private static Path table(String name, String rows) throws IOException {
    String text =
        "DROP TABLE IF EXISTS `"
            + name
            + "`;\nCREATE TABLE `"
            + name
            + "` (`id` int NOT NULL, `value` varbinary(255), PRIMARY KEY (`id`))"
            + " DEFAULT CHARSET=binary;\nINSERT INTO `"
            + name
            + "` VALUES "
            + rows
            + ";\n";
    return Files.write(folder.resolve(name + ".sql"), text.getBytes(UTF_8));
  }

  /** Numbers of the column's range, and no fractions, which the server prints in its own way. */
  private static Values whole(Random random) {
    Values values = Values.random(random);
    return new Values(values.id() >>> 33, values.name(), null);
  }

  private static void compare(Path file) throws IOException {
    server.load(file);
    try (SqlDump dump = SqlDump.open(Inputs.file(file))) {
      List<String> ours = MariaDb.rows(dump);
      assertThat(ours).hasSizeGreaterThan(9);
      assertThat(server.rows(dump.table())).containsExactlyInAnyOrderElementsOf(ours);
    }
  }
}
