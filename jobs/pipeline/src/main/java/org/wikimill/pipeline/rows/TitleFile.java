package org.wikimill.pipeline.rows;

import java.io.Closeable;
import java.io.IOException;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.search.SearchTitle;

/**
 * The titles of one shard for the search index: a row file of its own, so that neither the stage
 * that sorts them nor the tree reads what it does not need. Its footer is a sample of their keys.
 *
 * <p>It is whole before the shard's own row file, which commits both.
 */
public final class TitleFile implements Closeable {
  private static final byte[] NOTHING = {};

  private final RowFile.Writer rows;
  private final PathSample sample = new PathSample();
  private final RowWriter keys = new RowWriter();

  /** The titles of a shard. */
  public TitleFile(Output output, int shard) throws IOException {
    rows = new RowFile.Writer(output.store(), name(shard));
  }

  /** The name of the file. */
  public static String name(int shard) {
    return Output.workFile("blocks", shard, ".titles");
  }

  /** Adds a title. */
  public void add(SearchTitle title) throws IOException {
    byte[] key = TitleRow.key(keys, title);
    sample.add(TitleRow.folded(key));
    rows.add(key, NOTHING);
  }

  /** Commits the file. */
  public void commit() throws IOException {
    RowWriter footer = new RowWriter();
    sample.write(footer);
    rows.commit(footer.toBytes());
  }

  /** The sample of a committed file. */
  public static PathSample sample(Output output, String name) throws IOException {
    return PathSample.read(new RowReader(RowFile.footer(output.store(), name)));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
