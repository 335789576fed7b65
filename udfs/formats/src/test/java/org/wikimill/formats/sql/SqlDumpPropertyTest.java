package org.wikimill.formats.sql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.sql.SqlText.Quotes;
import org.wikimill.formats.sql.SqlText.Rows;
import org.wikimill.formats.sql.SqlText.Values;

class SqlDumpPropertyTest {
  private static final long SEED = 20261121;

  @ParameterizedTest
  @EnumSource
  void randomRowsComeBackAsTheyWereWritten(Rows rows) throws IOException {
    for (Quotes quotes : Quotes.values()) {
      List<Values> written = rows(20_000); // several pieces, cut anywhere
      List<String> read = read(new SqlText(rows, quotes).bytes(written));
      assertThat(read).as(quotes.name()).isEqualTo(written.stream().map(this::text).toList());
    }
  }

  @Test
  void gzipOfAnyNumberOfMembersIsTheSameDump() throws IOException {
    List<Values> written = rows(3_000);
    byte[] plain = new SqlText(Rows.ONE_LINE, Quotes.ESCAPED).bytes(written);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Random random = new Random(SEED);
    for (int at = 0; at < plain.length; ) {
      int end = Math.min(plain.length, at + 1 + random.nextInt(plain.length / 4));
      packed.write(gzip(Arrays.copyOfRange(plain, at, end)));
      at = end;
    }
    assertThat(read(packed.toByteArray())).isEqualTo(read(plain));
  }

  @Test
  void everyPrefixOfADumpIsWholeOrReportedAsCut() throws IOException {
    for (Rows rows : Rows.values()) {
      byte[] dump = new SqlText(rows, Quotes.ESCAPED).bytes(rows(12));
      List<String> all = read(dump);
      int completed = new String(dump, ISO_8859_1).indexOf("-- Dump completed");
      for (int length = 0; length < dump.length; length++) {
        byte[] prefix = Arrays.copyOf(dump, length);
        if (length >= completed + "-- Dump completed".length()) {
          assertThat(read(prefix)).isEqualTo(all);
        } else {
          List<String> read = new ArrayList<>();
          assertThatThrownBy(() -> read(prefix, read))
              .isInstanceOfSatisfying(
                  MalformedInputException.class,
                  e -> assertThat(e.reason()).isEqualTo(SqlDump.CUT));
          assertThat(read).isEqualTo(all.subList(0, read.size()));
        }
      }
    }
  }

  @Test
  void everyPrefixOfAGzipDumpIsReportedAsCutUnlessNoneOfItsBytesIsMissing() throws IOException {
    byte[] dump = gzip(new SqlText(Rows.ONE_LINE, Quotes.ESCAPED).bytes(rows(12)));
    for (int length = 2; length < dump.length; length++) {
      byte[] prefix = Arrays.copyOf(dump, length);
      assertThatThrownBy(() -> read(prefix))
          .isInstanceOfSatisfying(
              MalformedInputException.class, e -> assertThat(e.reason()).isEqualTo(SqlDump.CUT));
    }
  }

  @Test
  void noFlippedByteGivesAnythingButRowsOrANamedError() throws IOException {
    byte[] dump = new SqlText(Rows.ONE_LINE, Quotes.ESCAPED).bytes(rows(6));
    Random random = new Random(SEED);
    for (int at = 0; at < dump.length; at++) {
      byte[] damaged = dump.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      try {
        read(damaged);
      } catch (MalformedInputException e) {
        assertThat(e.file()).isEqualTo("t.sql");
      }
    }
  }

  private static List<Values> rows(int count) {
    Random random = new Random(SEED);
    return Stream.generate(() -> Values.random(random)).limit(count).toList();
  }

  private String text(Values row) {
    String name = row.name() == null ? null : new String(row.name(), ISO_8859_1);
    return row.id() + "|" + name + "|" + row.real();
  }

  private static List<String> read(byte[] dump) throws IOException {
    List<String> read = new ArrayList<>();
    read(dump, read);
    return read;
  }

  private static void read(byte[] bytes, List<String> read) throws IOException {
    try (SqlDump dump = SqlDump.open(Inputs.of("t.sql", bytes))) {
      while (dump.next()) {
        SqlRow row = dump.row();
        read.add(
            row.integer(0)
                + "|"
                + (row.isNull(1) ? null : new String(row.bytes(1), ISO_8859_1))
                + "|"
                + (row.isNull(2) ? null : row.real(2)));
        assertThat(dump.rowNumber()).isEqualTo(read.size());
      }
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
