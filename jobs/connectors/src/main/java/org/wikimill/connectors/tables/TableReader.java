package org.wikimill.connectors.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.bytes.PositionedInput;

/**
 * One Parquet file of a table, read row by row; the checksums of its pages are compared.
 *
 * <p>Refuses another schema than the table's, row groups over 1 GiB, and whatever Parquet's own
 * reader refuses, in whatever way. Not thread-safe.
 */
public final class TableReader<R> implements Closeable {
  /** Far above what {@link TablePart} makes: 16 MiB, and a page for each column. */
  private static final long MAX_ROW_GROUP_BYTES = 1L << 30;

  private final PositionedInput input;
  private final Table<R> table;
  private final ParquetFileReader file;
  private final MessageColumnIO columns;
  private RecordReader<R> rows;
  private long rowsLeft;
  private int rowGroup;
  private int endGroup;

  private TableReader(PositionedInput input, Table<R> table, ParquetFileReader file) {
    this.input = input;
    this.table = table;
    this.file = file;
    String writer = file.getFileMetaData().getCreatedBy();
    this.columns = new ColumnIOFactory(writer).getColumnIO(table.schema());
    this.endGroup = file.getRowGroups().size();
  }

  /**
   * A row group, as the footer tells of it.
   *
   * @param rows its rows
   * @param first the least value of a column, by unsigned bytes; null where the footer has none, as
   *     for values of kilobytes
   * @param last the greatest; null likewise
   */
  public record RowGroup(long rows, byte[] first, byte[] last) {}

  /** Opens a file; {@code input} is closed with the reader, not if this throws. */
  public static <R> TableReader<R> open(PositionedInput input, Table<R> table) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    try {
      ParquetFileReader file = ParquetFileReader.open(new ParquetInput(input), options);
      MessageType schema = file.getFileMetaData().getSchema();
      // What a schema as a whole is called differs from writer to writer, and says nothing.
      if (!schema.getFields().equals(table.schema().getFields())) {
        file.close();
        throw new IllegalArgumentException("another schema: " + schema);
      }
      return new TableReader<>(input, table, file);
    } catch (IOException | RuntimeException e) {
      throw malformed(input, table, e);
    }
  }

  /** The row groups in their order, with the bounds of a column of texts. */
  public List<RowGroup> rowGroups(String column) throws IOException {
    try {
      int index = table.schema().getFieldIndex(column);
      List<RowGroup> groups = new ArrayList<>();
      for (BlockMetaData group : file.getRowGroups()) {
        Statistics<?> bounds = group.getColumns().get(index).getStatistics();
        boolean known = bounds != null && bounds.hasNonNullValue();
        groups.add(
            new RowGroup(
                group.getRowCount(),
                known ? bounds.getMinBytes() : null,
                known ? bounds.getMaxBytes() : null));
      }
      return groups;
    } catch (RuntimeException e) {
      throw malformed(input, table, e);
    }
  }

  /**
   * Whether a row group may hold a text in a column: always, unless a bloom filter says that none
   * of its rows does.
   */
  public boolean mayHold(int group, String column, String text) throws IOException {
    try {
      BlockMetaData meta = file.getRowGroups().get(group);
      ColumnChunkMetaData chunk = meta.getColumns().get(table.schema().getFieldIndex(column));
      BloomFilter filter = file.getBloomFilterDataReader(meta).readBloomFilter(chunk);
      return filter == null || filter.findHash(filter.hash(Binary.fromString(text)));
    } catch (RuntimeException e) {
      throw malformed(input, table, e);
    }
  }

  /** Goes to the first row of row group {@code from}; no row group from {@code end} on is read. */
  public void select(int from, int end) {
    Objects.checkFromToIndex(from, end, file.getRowGroups().size());
    rowGroup = from;
    endGroup = end;
    rowsLeft = 0;
  }

  /** The next row; empty at the end. */
  public Optional<R> next() throws IOException {
    try {
      while (rowsLeft == 0) {
        if (!nextRowGroup()) {
          return Optional.empty();
        }
      }
      rowsLeft--;
      return Optional.of(rows.read());
    } catch (IOException | RuntimeException e) {
      throw malformed(input, table, e);
    }
  }

  private boolean nextRowGroup() throws IOException {
    if (rowGroup == endGroup) {
      return false;
    }
    check(file.getRowGroups().get(rowGroup));
    PageReadStore pages = file.readRowGroup(rowGroup++);
    rowsLeft = pages.getRowCount();
    rows = columns.getRecordReader(pages, new Rows<>(table));
    return true;
  }

  /** Parquet allocates what the footer says before it reads. */
  private void check(BlockMetaData group) {
    long bytes = 0;
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      long start = chunk.getStartingPos();
      long stored = chunk.getTotalSize();
      long unpacked = chunk.getTotalUncompressedSize();
      boolean inside = start >= 0 && stored >= 0 && start <= input.length() - stored;
      bytes += unpacked;
      if (!inside || unpacked < 0 || bytes > MAX_ROW_GROUP_BYTES) {
        throw new IllegalArgumentException("a column chunk out of bounds: " + chunk);
      }
    }
  }

  private static MalformedInputException malformed(
      PositionedInput input, Table<?> table, Exception cause) {
    MalformedInputException malformed =
        new MalformedInputException(
            "malformed Parquet",
            input.name(),
            -1,
            "a part of table " + table.name(),
            cause.getMessage() == null ? cause.toString() : cause.getMessage());
    malformed.initCause(cause);
    return malformed;
  }

  @Override
  public void close() throws IOException {
    file.close();
    input.close();
  }

  /** Makes the rows that the table says of what Parquet reads. */
  private static final class Rows<R> extends RecordMaterializer<R> {
    private final Table<R> table;
    private final ColumnReader columns;
    private final GroupConverter converter;

    Rows(Table<R> table) {
      this.table = table;
      this.columns = new ColumnReader(table.schema().getFieldCount());
      this.converter = columns.converter();
    }

    @Override
    public R getCurrentRecord() {
      return table.row().apply(columns);
    }

    @Override
    public GroupConverter getRootConverter() {
      return converter;
    }
  }

  private record ParquetInput(PositionedInput input) implements InputFile {
    @Override
    public long getLength() {
      return input.length();
    }

    @Override
    public SeekableInputStream newStream() {
      return new ParquetStream(new InputAt(input));
    }

    @Override
    public String toString() {
      return input.name();
    }
  }

  private static final class ParquetStream extends DelegatingSeekableInputStream {
    private final InputAt at;

    ParquetStream(InputAt at) {
      super(at);
      this.at = at;
    }

    @Override
    public long getPos() {
      return at.position;
    }

    @Override
    public void seek(long position) {
      at.position = position;
    }
  }

  private static final class InputAt extends InputStream {
    private final PositionedInput input;
    private long position;

    InputAt(PositionedInput input) {
      this.input = input;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length > 0 && position >= input.length()) {
        return -1;
      }
      int n = (int) Math.min(length, input.length() - position);
      input.readFully(position, target, offset, n);
      position += n;
      return n;
    }
  }
}
