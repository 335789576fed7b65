package org.wikimill.connectors.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.connectors.io.LocalStore.Durability;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.bytes.Inputs;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Codec;
import org.wikimill.formats.site.LinkKind;

/** What is written to tables is read again, and damage is told in one way. */
class TableReaderTest {
  private static final int ROWS = 40;

  @TempDir private Path folder;

  private byte[] write(List<FileRow> rows) throws IOException {
    return write(Tables.FILES, rows);
  }

  private <R> byte[] write(Table<R> table, List<R> rows) throws IOException {
    LocalStore store = new LocalStore(folder, Durability.CACHED);
    try (TablePart<R> part = TablePart.create(store, table, "test", 0, 100)) {
      for (R row : rows) {
        part.add(row);
      }
      part.commit();
    }
    return Files.readAllBytes(folder.resolve(table.part("test", 0)));
  }

  private static <R> List<R> read(Table<R> table, byte[] bytes) throws IOException {
    List<R> rows = new ArrayList<>();
    try (TableReader<R> reader = TableReader.open(Inputs.of("part", bytes), table)) {
      for (Optional<R> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  private static List<FileRow> files() {
    Random random = new Random(1);
    List<FileRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          new FileRow(
              ("ä/" + i).getBytes(UTF_8),
              cid(random),
              random.nextInt(1 << 20),
              Long.MAX_VALUE - i,
              digest(random),
              "text/html",
              "Title " + i,
              "A/" + i,
              digest(random),
              i % 3 == 0 ? "ä/0" : null,
              i % 2 == 0 ? (long) i : null,
              i % 5 == 0 ? (long) i : null));
    }
    return rows;
  }

  private static Cid cid(Random random) {
    int version = random.nextInt(2);
    return Cid.sha256(version, version == 0 ? Codec.DAG_PB : Codec.RAW, digest(random));
  }

  private static byte[] digest(Random random) {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return digest;
  }

  /** Rows in a form that is equal if they are. */
  private static List<String> texts(List<FileRow> rows) {
    RowWriter out = new RowWriter();
    return rows.stream()
        .map(r -> new String(r.path(), UTF_8) + Arrays.toString(r.value(out)))
        .toList();
  }

  @Test
  void bloomFilterTellsWhatARowGroupDoesNotHold() throws IOException {
    List<FileRow> rows = files();
    Random others = new Random(2);
    try (TableReader<FileRow> reader =
        TableReader.open(Inputs.of("part", write(rows)), Tables.FILES)) {
      for (FileRow row : rows) {
        assertThat(reader.mayHold(0, "cid", row.cid().toString())).isTrue();
      }
      int mistaken = 0;
      for (int i = 0; i < 1000; i++) {
        mistaken += reader.mayHold(0, "cid", cid(others).toString()) ? 1 : 0;
      }
      assertThat(mistaken).isLessThan(50);
      assertThat(reader.mayHold(0, "path", "a column without a filter")).isTrue();
      assertThat(reader.next()).isPresent();
    }
  }

  @Test
  void rowsOfEveryTableComeBack() throws Exception {
    assertThat(texts(read(Tables.FILES, write(files())))).isEqualTo(texts(files()));
    Random random = new Random(2);
    BlockRow block = new BlockRow(cid(random), "car/part-00000.car", 1L << 40, 1 << 20);
    assertThat(read(Tables.BLOCKS, write(Tables.BLOCKS, List.of(block)))).containsExactly(block);
    RedirectRow loop = new RedirectRow("a", null, RedirectRow.Status.LOOP, RedirectRow.Served.NONE);
    RedirectRow ok = new RedirectRow("b", "c", RedirectRow.Status.OK, RedirectRow.Served.LINK);
    assertThat(read(Tables.REDIRECTS, write(Tables.REDIRECTS, List.of(loop, ok))))
        .containsExactly(loop, ok);
    ErrorRow error = new ErrorRow("a", "blocks", "wrong: at byte 1");
    assertThat(read(Tables.ERRORS, write(Tables.ERRORS, List.of(error)))).containsExactly(error);
    DirRow dir = new DirRow("d".getBytes(UTF_8), cid(random), 5, 6, true);
    List<DirRow> dirs = read(Tables.DIRS, write(Tables.DIRS, List.of(dir)));
    assertThat(dirs).singleElement().usingRecursiveComparison().isEqualTo(dir);
    assertThat(read(Tables.DIRS, write(Tables.DIRS, List.of()))).isEmpty();
    byte[] page = "p".getBytes(UTF_8);
    LinkRow broken = new LinkRow(page, "to".getBytes(UTF_8), LinkKind.IMAGE, null);
    LinkRow whole = new LinkRow(page, page, LinkKind.A, page);
    assertThat(read(Tables.LINKS, write(Tables.LINKS, List.of(broken, whole))))
        .usingRecursiveComparison()
        .isEqualTo(List.of(broken, whole));
  }

  @Test
  void noFlippedBitChangesARowUnnoticed() throws Exception {
    // Without bloom filters, which are most of a small file, and which reading all rows passes by.
    Table<FileRow> table = Tables.FILES;
    byte[] sound =
        write(
            new Table<>(table.name(), table.schema(), List.of(), table.columns(), table.row()),
            files());
    List<String> rows = texts(files());
    int tried = 0;
    int refused = 0;
    Random random = new Random(3);
    for (int at = 0; at < sound.length; at += 1 + random.nextInt(4)) {
      tried++;
      byte[] harmed = sound.clone();
      harmed[at] ^= (byte) (1 << random.nextInt(8));
      try {
        // The footer has no checksum: it may hide rows, but change none.
        List<String> found = texts(read(Tables.FILES, harmed));
        assertThat(found).as("byte %d", at).isEqualTo(rows.subList(0, found.size()));
      } catch (MalformedInputException e) {
        assertThat(e.reason()).isEqualTo("malformed Parquet");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(tried / 2);
  }

  @Test
  void truncatedFilesAreMalformed() throws Exception {
    byte[] sound = write(files());
    for (int length = 0; length < sound.length; length += 7) {
      byte[] cut = Arrays.copyOf(sound, length);
      assertThatThrownBy(() -> read(Tables.FILES, cut))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("malformed Parquet: part, expected a part of table files");
    }
  }

  @Test
  void anotherTablesSchemaIsMalformed() throws Exception {
    byte[] files = write(files());
    assertThatThrownBy(() -> read(Tables.DIRS, files))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("another schema");
  }

  @Test
  void valuesThatNoRowHasAreMalformed() throws Exception {
    BlockRow row = new BlockRow(cid(new Random(4)), "car/part-00000.car", 0, 1);
    Table<BlockRow> wrongCodec =
        new Table<>(
            "blocks",
            Tables.BLOCKS.schema(),
            List.of(),
            (r, out) -> out.text(r.cid().toString()).text("cbor").text("x").number(0L).number(0L),
            Tables.BLOCKS.row());
    byte[] bytes = write(wrongCodec, List.of(row));
    assertThatThrownBy(() -> read(Tables.BLOCKS, bytes))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("codec cbor of ");
  }
}
