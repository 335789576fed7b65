package org.wikimill.pipeline.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.site.LinkKind;
import org.wikimill.formats.site.LinkSink;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.pipeline.rows.HashBatches;
import org.wikimill.pipeline.rows.HashCounts;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.LinkFile;
import org.wikimill.pipeline.rows.LinkFile.Link;
import org.wikimill.pipeline.rows.LinkFile.Row;
import org.wikimill.pipeline.rows.LinkTable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.source.Source;

/**
 * The references of the pages of one shard: told page by page, gathered by the places that they ask
 * for, in a {@link LinkFile}.
 *
 * <p>Tables of fixed size are held, however many references there are.
 */
final class LinkRows implements LinkSink, Closeable {
  /**
   * References of a page, and of all pages, that are held: 8 MiB each. What a page refers to beyond
   * that counts again.
   */
  private static final int MAX_HELD = 1 << 18;

  /** Odd, so that hashes that differ in kind alone differ. */
  private static final long KIND_STEP = 0x9E3779B97F4A7C15L;

  private final SiteLayout layout;
  private final Source source;
  private final LinkTable table;
  private final RowFile.Writer rows;
  private final HashBatches<IOException> batches;
  private final HashCounts targets = new HashCounts();
  private final HashCounts ofPage = new HashCounts();
  private final RowWriter value = new RowWriter();
  private byte[] page;
  private long references;
  private long external;

  /**
   * @param layout where the shard's pages stand
   * @param shard its number in the build
   */
  private LinkRows(Output output, Source source, SiteLayout layout, int shard) throws IOException {
    this.source = source;
    this.layout = layout;
    this.table = output.linkTable();
    this.rows = new RowFile.Writer(output.store(), LinkFile.name(shard));
    this.batches = new HashBatches<>(0, (bucket, batch) -> rows.add(Row.TARGETS.key(), batch));
  }

  /** The links of a shard; null in a layout that is no web site. */
  static LinkRows of(Output output, Source source, Placement placement, int shard)
      throws IOException {
    return placement.layout() instanceof SiteLayout site
        ? new LinkRows(output, source, site, shard)
        : null;
  }

  /**
   * Begins a page, to which all references belong that are told from here on.
   *
   * @param place where it stands in the source's part of the tree
   */
  LinkSink page(byte[] place) {
    page = source.inBuild(place);
    ofPage.clear();
    return this;
  }

  @Override
  public void link(LinkKind kind, byte[] target) {
    byte[] place = source.inBuild(layout.addressed(target));
    long hash = HashCounts.hash(place);
    if (isNew(hash, kind)) {
      references++;
      try {
        add(hash);
        if (table == LinkTable.INCLUDED) {
          rows.add(Row.LINK.key(), new Link(page, kind, place).value(value));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void external(LinkKind kind, String url) {
    if (isNew(~HashCounts.hash(url.getBytes(UTF_8)), kind)) {
      external++;
    }
  }

  /** Whether the page at hand has not referred to it in this way. */
  private boolean isNew(long hash, LinkKind kind) {
    if (ofPage.size() == MAX_HELD) {
      ofPage.clear();
    }
    return ofPage.add(hash + kind.ordinal() * KIND_STEP, 1);
  }

  /** Tells of a place without a file that answers all the same. */
  void answered(byte[] place) throws IOException {
    rows.add(Row.ANSWERED.key(), source.inBuild(place));
  }

  /** What was told so far. */
  LinkCounts counts() {
    return new LinkCounts(references, external, 0, 0);
  }

  void commit() throws IOException {
    writeTargets();
    rows.commit(new byte[0]);
  }

  private void add(long hash) throws IOException {
    targets.add(hash, 1);
    if (targets.size() == MAX_HELD) {
      writeTargets();
    }
  }

  private void writeTargets() throws IOException {
    targets.forEach(batches);
    batches.end();
    targets.clear();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
