package org.wikimill.pipeline.rows;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.rows.IndexKey.Sorted;

/**
 * A partition of files that the build makes: their blocks in a CAR, their rows for the index in a
 * row file, which commits them.
 */
public final class GeneratedPart implements Closeable {
  private final RowFile.Writer rows;
  private final ShardSink sink;
  private final FileBuilder builder;
  private final PathSample sample = new PathSample();
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();
  private long files;
  private long bytes;

  /**
   * A partition without files.
   *
   * @param rowFile the name of its row file
   * @param car the name of its CAR
   * @param number its number among all partitions that have blocks
   */
  public GeneratedPart(Output output, String rowFile, String car, int number) throws IOException {
    rows = new RowFile.Writer(output.store(), rowFile);
    try {
      sink = output.sink(car, number, Cid.IDENTITY_EMPTY);
    } catch (IOException e) {
      rows.close();
      throw e;
    }
    builder = new FileBuilder(output.profile(), sink);
  }

  /**
   * Adds a file.
   *
   * @param place its place in the build's tree
   * @param mime its media type
   */
  public void add(byte[] place, String mime, byte[] content) throws IOException {
    UnixFsFile file = builder.build(content, 0, content.length);
    String path = Utf8.text(place);
    FileRow row = FileRow.unchanged(place, file, mime, path, path);
    sample.add(place);
    rows.add(IndexKey.of(keys, Sorted.FILES, place), row.value(values));
    files++;
    bytes += content.length;
  }

  /** Commits the blocks, then the rows. */
  public void commit() throws IOException {
    Counts counts = Counts.ofBlocks(sink.stored()).withGenerated(files, bytes);
    List<FileFact> made = sink.commit();
    rows.commit(new PartSummary(made, counts, files, sample, List.of()).storedBy(sink).encode());
  }

  @Override
  public void close() throws IOException {
    try (rows;
        sink) {
      // Both remove what was not committed.
    }
  }
}
