package org.wikimill.connectors.tables;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.NewFile;
import org.wikimill.connectors.io.Store;

/**
 * One Parquet file of a table, written row by row.
 *
 * <p>Its bytes follow from the rows and their order alone.
 */
public final class TablePart<R> implements Closeable {
  /** Small row groups, so that a look-up by path or CID reads little. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final NewFile file;
  private final CanonicalFooter out;
  private final ParquetWriter<R> writer;

  private TablePart(NewFile file, CanonicalFooter out, ParquetWriter<R> writer) {
    this.file = file;
    this.out = out;
    this.writer = writer;
  }

  /**
   * Opens part {@code number} of a table of the build in {@code store}.
   *
   * @param expectedRows how many rows will come, about: decides the size of bloom filters
   */
  public static <R> TablePart<R> create(
      Store store, Table<R> table, String snapshot, int number, long expectedRows)
      throws IOException {
    NewFile file = store.create(table.part(snapshot, number));
    try {
      CanonicalFooter out = new CanonicalFooter(file);
      return new TablePart<>(
          file, out, new Builder<>(new ParquetFile(out), table, expectedRows).build());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public void add(R row) throws IOException {
    writer.write(row);
  }

  /** Ends the file and gives it its name. */
  public FileFact commit() throws IOException {
    out.expectFooter();
    writer.close();
    out.writeFooter();
    return file.commit();
  }

  /** Removes the file unless it was committed. */
  @Override
  public void close() throws IOException {
    // An abandoned writer is not closed: it would write a footer to a file that goes away.
    file.close();
  }

  private static final class Builder<R> extends ParquetWriter.Builder<R, Builder<R>> {
    private final Table<R> table;

    Builder(OutputFile file, Table<R> table, long expectedRows) {
      super(file);
      this.table = table;
      withConf(new PlainParquetConfiguration());
      withCompressionCodec(CompressionCodecName.ZSTD);
      withRowGroupSize(ROW_GROUP_BYTES);
      withPageWriteChecksumEnabled(true);
      // Whether parquet-java keeps a column's dictionary was seen to differ between two runs over
      // the
      // same rows; zstd finds what repeats as well.
      withDictionaryEncoding(false);
      for (String column : table.lookups()) {
        withBloomFilterEnabled(column, true);
        withBloomFilterNDV(column, Math.max(1, expectedRows));
      }
    }

    @Override
    protected Builder<R> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // the one that is abstract
    protected WriteSupport<R> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      return new Support<>(table);
    }

    @Override
    protected WriteSupport<R> getWriteSupport(ParquetConfiguration conf) {
      return new Support<>(table);
    }
  }

  private static final class Support<R> extends WriteSupport<R> {
    private final Table<R> table;
    private ColumnWriter columns;

    Support(Table<R> table) {
      this.table = table;
    }

    @Override
    @SuppressWarnings("deprecation") // the one that is abstract
    public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
      return new WriteContext(table.schema(), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(table.schema(), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      columns = new ColumnWriter(table.schema(), consumer);
    }

    @Override
    public void write(R row) {
      columns.start();
      table.columns().accept(row, columns);
      columns.end();
    }
  }

  private record ParquetFile(PositionOutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return out;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return out;
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
