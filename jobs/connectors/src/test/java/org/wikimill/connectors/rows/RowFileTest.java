package org.wikimill.connectors.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.connectors.io.LocalStore;
import org.wikimill.formats.bytes.MalformedInputException;
import scala.Tuple2;

class RowFileTest {
  @TempDir private Path folder;
  private LocalStore store;

  @BeforeEach
  void open() {
    store = new LocalStore(folder, LocalStore.Durability.CACHED);
  }

  @Test
  void rowsAndFooterComeBackAsTheyWere() throws IOException {
    List<Tuple2<byte[], byte[]>> rows = rows();
    write(rows, "the footer");

    assertThat(RowFile.footer(store, "file")).asString(UTF_8).isEqualTo("the footer");
    try (RowFile.Reader reader = new RowFile.Reader(store, "file")) {
      for (Tuple2<byte[], byte[]> row : rows) {
        assertThat(reader.hasNext()).isTrue();
        Tuple2<byte[], byte[]> read = reader.next();
        assertThat(read._1).isEqualTo(row._1);
        assertThat(read._2).isEqualTo(row._2);
      }
      assertThat(reader.hasNext()).isFalse();
      assertThat(reader.hasNext()).isFalse();
      assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void aFileWithoutRowsHasAFooter() throws IOException {
    write(List.of(), "");
    assertThat(RowFile.footer(store, "file")).isEmpty();
    try (RowFile.Reader reader = new RowFile.Reader(store, "file")) {
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    write(rows().subList(1, 20), "the footer");
    byte[] whole = Files.readAllBytes(folder.resolve("file"));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> RowFile.footer(store, "cut"))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("not a row file");
      assertThatThrownBy(() -> new RowFile.Reader(store, "cut"))
          .isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void aWriterThatIsClosedWithoutCommitLeavesNothing() throws IOException {
    try (RowFile.Writer writer = new RowFile.Writer(store, "file")) {
      writer.add(new byte[100_000], new byte[3]);
    }
    assertThat(store.list("")).isEmpty();
  }

  private void write(List<Tuple2<byte[], byte[]>> rows, String footer) throws IOException {
    try (RowFile.Writer writer = new RowFile.Writer(store, "file")) {
      for (Tuple2<byte[], byte[]> row : rows) {
        writer.add(row._1, row._2);
      }
      writer.commit(footer.getBytes(UTF_8));
    }
  }

  /** Rows of all sizes, empty keys and values included. */
  private static List<Tuple2<byte[], byte[]>> rows() {
    Random random = new Random(2);
    List<Tuple2<byte[], byte[]>> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      byte[] key = new byte[i % 7];
      byte[] value = new byte[i % 500 == 0 ? 70_000 : i % 40];
      random.nextBytes(key);
      random.nextBytes(value);
      rows.add(SortedShuffle.row(key, value));
    }
    return rows;
  }
}
