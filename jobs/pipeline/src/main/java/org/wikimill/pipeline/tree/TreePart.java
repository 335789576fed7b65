package org.wikimill.pipeline.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.DirRow;
import org.wikimill.connectors.tables.ErrorRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.RedirectRow;
import org.wikimill.connectors.tables.TablePart;
import org.wikimill.connectors.tables.Tables;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.DirectoryNode;
import org.wikimill.formats.ipld.HamtBuilder;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PartSummary.OpenDirectory;
import org.wikimill.pipeline.rows.PathSample;
import scala.Tuple2;

/**
 * One range of paths: its part of the index, the directories that lie wholly in it, and what it
 * knows of the others, in a row file.
 */
final class TreePart implements DirectoryStack.Listener, Closeable {
  static final String STAGE = "tree";

  private final Output output;
  private final int number;
  private final RowFile.Writer rows;
  private final ShardSink sink;
  private final DirectoryStack stack;
  private final TablePart<FileRow> files;
  private final TablePart<RedirectRow> redirects;
  private final TablePart<ErrorRow> errors;
  private final List<DirRow> dirs = new ArrayList<>();
  private final List<OpenDirectory> open = new ArrayList<>();
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();

  TreePart(Output output, TreePlan plan, int number) throws IOException {
    this.output = output;
    this.number = number;
    this.rows = new RowFile.Writer(output.store(), Output.rowFile(STAGE, number));
    this.sink = output.sink(car(number), plan.partsBefore() + number, Cid.IDENTITY_EMPTY);
    this.stack =
        new DirectoryStack(
            output.profile(), sink, plan.range(number), plan.limits().heldEntries(), this);
    this.files =
        TablePart.create(
            output.store(), Tables.FILES, output.snapshot(), number, plan.expectedRows());
    this.redirects =
        TablePart.create(
            output.store(), Tables.REDIRECTS, output.snapshot(), number, plan.expectedRows());
    this.errors =
        TablePart.create(
            output.store(), Tables.ERRORS, output.snapshot(), number, plan.expectedRows());
  }

  /** The CAR of directory blocks of a part. */
  static String car(int number) {
    return String.format(Locale.ROOT, "car/tree-%05d.car", number);
  }

  /** Makes the part of a range, and commits. */
  static void run(Output output, TreePlan plan, int number, Iterator<Tuple2<byte[], byte[]>> index)
      throws IOException {
    try (TreePart part = new TreePart(output, plan, number)) {
      part.run(index);
    }
  }

  /** Takes rows in the order of {@link IndexKey}, and commits. */
  private void run(Iterator<Tuple2<byte[], byte[]>> index) throws IOException {
    while (index.hasNext()) {
      Tuple2<byte[], byte[]> row = index.next();
      byte[] path = IndexKey.path(row._1);
      switch (IndexKey.table(row._1)) {
        case FILES -> file(FileRow.of(path, row._2));
        case REDIRECTS -> redirects.add(RedirectRow.of(text(path), row._2));
        case ERRORS -> errors.add(ErrorRow.of(text(path), row._2));
      }
    }
    stack.end();
    commit();
  }

  private void file(FileRow row) throws IOException {
    files.add(row);
    stack.file(row.path(), row.cid(), row.tsize());
  }

  @Override
  public void finished(byte[] path, DirectoryNode node) {
    dirs.add(DirRows.of(path, node));
  }

  @Override
  public void entry(byte[] directory, byte[] name, Cid cid, long tsize) throws IOException {
    byte[] value = SpineItem.entry(values, cid, tsize);
    rows.add(OpenKey.of(keys, directory, HamtBuilder.hash(name), name), value);
  }

  @Override
  public void pending(byte[] directory, byte[] name) throws IOException {
    byte[] value = SpineItem.pending(values);
    rows.add(OpenKey.of(keys, directory, HamtBuilder.hash(name), name), value);
  }

  @Override
  public void open(OpenDirectory directory) {
    open.add(directory);
  }

  private void commit() throws IOException {
    List<FileFact> made = new ArrayList<>(sink.commit());
    made.add(files.commit());
    made.add(redirects.commit());
    made.add(errors.commit());
    made.add(DirRows.write(output, number, dirs));
    rows.commit(
        new PartSummary(made, Counts.ofBlocks(sink.stored()), 0, new PathSample(), open)
            .storedBy(sink)
            .encode());
  }

  @Override
  public void close() throws IOException {
    try (rows;
        sink;
        files;
        redirects;
        errors) {
      dirs.clear();
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
