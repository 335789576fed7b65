package org.wikimill.pipeline.blocks;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.wikimill.connectors.io.FileFact;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.ErrorRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.RedirectRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.Places;
import org.wikimill.formats.site.Utf8;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.IndexKey.Sorted;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.rows.Served;
import org.wikimill.pipeline.source.Source;
import scala.Tuple2;

/**
 * Mills one shard: its pages, sorted by content, become blocks in a CAR and rows for the index.
 *
 * <p>Every cluster is decoded once, every blob that a page shows is hashed once.
 */
final class ShardMill implements Closeable {
  static final String STAGE = "blocks";

  private final Source source;
  private final Served served;
  private final RowFile.Writer rows;
  private final ShardSink sink;
  private final Contents contents;
  private final ZimArchive archive;
  private final PathSample sample = new PathSample();
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();
  private long files;
  private long aliases;
  private long notServed;
  private long excluded;
  private long errors;
  private long contentBytes;
  private long indexRows;
  private byte[] targetPlace;
  private PageRow target;

  ShardMill(
      Output output,
      Source source,
      Served served,
      ZimArchive archive,
      RowFile.Writer rows,
      ShardSink sink,
      LongConsumer storedBytes) {
    this.source = source;
    this.served = served;
    this.archive = archive;
    this.rows = rows;
    this.sink = sink;
    this.contents = new Contents(archive, output.profile(), sink, storedBytes);
  }

  /** The CAR of a shard. */
  static String car(int shard) {
    return String.format(Locale.ROOT, "car/part-%05d.car", shard);
  }

  /** Mills all pages and commits. */
  void run(Iterator<Tuple2<byte[], byte[]>> pages) throws IOException {
    byte[] place = null;
    while (pages.hasNext()) {
      Tuple2<byte[], byte[]> row = pages.next();
      if (PageRow.isPlace(row._1)) {
        place = row._2;
        continue;
      }
      PageRow page = PageRow.of(row._2);
      mill(page, place != null ? place : Places.wanted(page.name()));
      place = null;
    }
    commit();
  }

  private void mill(PageRow page, byte[] place) throws IOException {
    switch (page.kind()) {
      case CONTENT -> content(page, place);
      case ALIAS -> alias(page, place);
      case LOOP -> redirect(page, null, RedirectRow.Status.LOOP);
      case DANGLING -> redirect(page, null, RedirectRow.Status.DANGLING);
      case DELETED -> excluded++;
      case GENERATED -> {
        // No entry of the archive: it only had to be given its place.
      }
    }
  }

  private void content(PageRow page, byte[] place) throws IOException {
    target = page;
    targetPlace = page.inTree() ? place : null;
    if (!page.inTree()) {
      excluded++;
    } else if (file(page, page, place, null)) {
      files++;
    }
  }

  private void alias(PageRow page, byte[] place) throws IOException {
    if (!served.includes(page)) {
      redirect(page, text(target.name()), RedirectRow.Status.OK);
      return;
    }
    // A target outside the tree has no place of its own: its name tells what is repeated.
    byte[] original = targetPlace != null ? targetPlace : target.name();
    if (file(page, target, place, text(original))) {
      aliases++;
      redirectRow(page, text(target.name()), RedirectRow.Status.OK, RedirectRow.Served.LINK);
    }
  }

  private void redirect(PageRow page, String end, RedirectRow.Status status) throws IOException {
    if (page.inTree()) {
      notServed++;
      redirectRow(page, end, status, RedirectRow.Served.NONE);
    } else {
      excluded++;
    }
  }

  private void redirectRow(
      PageRow page, String end, RedirectRow.Status status, RedirectRow.Served served)
      throws IOException {
    byte[] name = source.inBuild(page.name());
    RedirectRow row = new RedirectRow(Utf8.text(name), end, status, served);
    add(IndexKey.ofSource(keys, Sorted.REDIRECTS, name), row.value(values));
  }

  /** Whether the page became a file; if not, it became an error. */
  private boolean file(PageRow page, PageRow shown, byte[] placeInSource, String aliasOf)
      throws IOException {
    byte[] place = source.inBuild(placeInSource);
    UnixFsFile file;
    try {
      file = contents.file(shown.cluster(), shown.blob());
    } catch (MalformedInputException e) {
      error(page, e);
      return false;
    }
    if (aliasOf == null) {
      contentBytes += file.sizeBytes();
    }
    FileRow row =
        new FileRow(
            place,
            file.cid(),
            file.tsize(),
            file.sizeBytes(),
            file.sha256(),
            archive.mimeType(shown.mimeType()),
            Utf8.text(page.title()),
            text(page.name()),
            file.sha256(),
            aliasOf,
            null,
            null);
    sample.add(place);
    add(IndexKey.of(keys, Sorted.FILES, place), row.value(values));
    return true;
  }

  private void error(PageRow page, MalformedInputException reason) throws IOException {
    errors++;
    byte[] name = source.inBuild(page.name());
    ErrorRow row = new ErrorRow(Utf8.text(name), STAGE, line(reason));
    add(IndexKey.ofSource(keys, Sorted.ERRORS, name), row.value(values));
  }

  /** A path or name as the tables have it. */
  private String text(byte[] path) {
    return Utf8.text(source.inBuild(path));
  }

  /** The message without the archive's name: where the same bytes lie makes no other table. */
  private static String line(MalformedInputException e) {
    String place = e.offset() >= 0 ? " at byte " + e.offset() : "";
    return e.reason() + place + ", expected " + e.expected() + ", found " + e.found();
  }

  private void add(byte[] key, byte[] value) throws IOException {
    indexRows++;
    rows.add(key, value);
  }

  private void commit() throws IOException {
    List<FileFact> made = sink.commit();
    ShardSink.Stored stored = sink.stored();
    Counts counts =
        new Counts(
            files,
            aliases,
            notServed,
            excluded,
            errors,
            0,
            contentBytes,
            stored.blocks(),
            stored.bytes(),
            stored.repeatedBlocks(),
            stored.repeatedBytes());
    rows.commit(new PartSummary(made, counts, indexRows, sample, List.of()).encode());
  }

  /**
   * Mills a shard.
   *
   * @param shard its number in the source
   * @param pages its pages and their places, sorted by {@link PageRow#key}
   * @param storedBytes is told how much of the archive each cluster takes that is read
   */
  static void mill(
      Output output,
      Source source,
      Served served,
      int shard,
      ZimArchive archive,
      Iterator<Tuple2<byte[], byte[]>> pages,
      LongConsumer storedBytes)
      throws IOException {
    int number = source.firstShard() + shard;
    try (RowFile.Writer rows = new RowFile.Writer(output.store(), Output.rowFile(STAGE, number));
        ShardSink sink = output.sink(car(number), number, Cid.IDENTITY_EMPTY);
        ShardMill mill = new ShardMill(output, source, served, archive, rows, sink, storedBytes)) {
      mill.run(pages);
    }
  }

  @Override
  public void close() throws IOException {
    contents.close();
  }
}
