package org.wikimill.connectors.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.Store;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;

class TablePartTest {
  @TempDir private Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = new LocalStore(folder, LocalStore.Durability.CACHED);
  }

  @Test
  void theSameRowsGiveTheSameBytesInAnyLocaleAndTimeZone() throws IOException {
    FileFact first = write(1);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      FileFact second = write(2);
      assertThat(second.name()).isEqualTo("index/files/snapshot=snap/part-00002.parquet");
      assertThat(second.sha256()).isEqualTo(first.sha256());
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void rowsComeBackInTheirOrderAsTheyWere() throws IOException {
    FileFact part = write(0);
    List<String> read = new ArrayList<>();
    try (TableReader<FileRow> reader = TableReader.open(store.open(part.name()), Tables.FILES)) {
      for (Optional<FileRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        read.add(text(row.get()));
      }
    }
    assertThat(read).isEqualTo(rows().stream().map(TablePartTest::text).toList());
  }

  @Test
  void aPartThatIsClosedWithoutCommitLeavesNothing() throws IOException {
    try (TablePart<FileRow> part = TablePart.create(store, Tables.FILES, "snap", 0, 100)) {
      part.add(rows().get(0));
    }
    assertThat(store.list("")).isEmpty();
  }

  private FileFact write(int number) throws IOException {
    try (TablePart<FileRow> part = TablePart.create(store, Tables.FILES, "snap", number, 100)) {
      for (FileRow row : rows()) {
        part.add(row);
      }
      return part.commit();
    }
  }

  private static List<FileRow> rows() {
    Random random = new Random(8);
    List<FileRow> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      byte[] sha256 = new byte[32];
      random.nextBytes(sha256);
      Cid cid = Cid.sha256(1, i % 2 == 0 ? Codec.RAW : Codec.DAG_PB, sha256);
      String name = String.format(Locale.ROOT, "A/ф%05d", i);
      rows.add(
          new FileRow(
              name.getBytes(UTF_8),
              cid,
              random.nextLong() >>> 1,
              random.nextLong() >>> 1,
              sha256,
              "text/html",
              i % 5 == 0 ? "" : "title " + i,
              name,
              sha256,
              i % 3 == 0 ? "A/x" : null,
              i % 4 == 0 ? (Long) 7L : null,
              null));
    }
    return rows;
  }

  private static String text(FileRow r) {
    return new String(r.path(), UTF_8)
        + String.join(
            " ",
            "" + r.cid(),
            "" + r.tsize(),
            "" + r.sizeBytes(),
            "" + java.util.Arrays.hashCode(r.sha256()),
            r.mime(),
            r.title(),
            r.sourceEntry(),
            "" + java.util.Arrays.hashCode(r.sourceSha256()),
            "" + r.aliasOf(),
            "" + r.pageId(),
            "" + r.revisionId());
  }
}
