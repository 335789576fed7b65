package org.wikimill.pipeline.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.site.Places;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;

/**
 * One part of table {@code files}: each file must be stored; what the tree needs to know of it goes
 * to a row file, as stage {@code blocks} would leave it.
 */
final class FileTableRows extends TableRows<FileRow> {
  private static final byte[] NO_SUM = new byte[32];

  private final Inspection inspection;
  private final int number;
  private final PathSample sample = new PathSample();
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();
  private RowFile.Writer rows;
  private long rowCount;
  private boolean placed = true;

  FileTableRows(Inspection inspection, FileFact part, int number) {
    super(inspection.build(), part, Tables.FILES, inspection.limit());
    this.inspection = inspection;
    this.number = number;
  }

  /** The row file of a part; there is one if the part was read to its end. */
  static String rowFile(int number) {
    return Output.rowFile("files", number);
  }

  @Override
  boolean open() throws IOException {
    String name = rowFile(number);
    try {
      rows = new RowFile.Writer(inspection.scratch(), name);
    } catch (IOException e) {
      throw new SinkException(name, 0, e); // the scratch folder is at fault, not the build
    }
    return super.open();
  }

  @Override
  void row(FileRow row) throws IOException {
    if (row.aliasOf() == null) {
      findings().add(Total.FILE_ROWS, 1);
      findings().add(Total.CONTENT_BYTES, row.sizeBytes());
    } else {
      findings().add(Total.ALIAS_ROWS, 1);
    }
    if (inspection.hasBlocks()) {
      entries().wanted(row.cid(), name(), -1, row.path());
    }
    byte[] place = Places.wanted(row.path());
    if (!Arrays.equals(place, row.path())) {
      placed = false;
      String found = new String(row.path(), StandardCharsets.UTF_8);
      String expected = new String(place, StandardCharsets.UTF_8);
      findings().add(Defect.of(Defect.Scope.CONTENT, name(), "path", expected, found));
    }
    rowCount++;
    sample.add(row.path());
    rows.add(IndexKey.of(keys, IndexKey.Sorted.FILES, row.path()), node(row).value(values));
  }

  /** The row without what the tree does not ask for. */
  private static FileRow node(FileRow row) {
    return new FileRow(
        row.path(), row.cid(), row.tsize(), 0, NO_SUM, "", "", "", NO_SUM, null, null, null);
  }

  @Override
  void end(boolean whole) throws IOException {
    super.end(whole);
    if (whole && placed) {
      rows.commit(new PartSummary(List.of(), Counts.NONE, rowCount, sample, List.of()).encode());
    }
  }

  @Override
  void close() throws IOException {
    super.close();
    if (rows != null) {
      rows.close();
    }
  }
}
