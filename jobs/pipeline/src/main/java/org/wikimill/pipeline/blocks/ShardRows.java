package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.List;
import org.wikimill.connectors.rows.RowFile;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.ErrorRow;
import org.wikimill.connectors.tables.FileRow;
import org.wikimill.connectors.tables.RedirectRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.search.SearchTitle;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.blocks.Contents.Provenance;
import org.wikimill.pipeline.blocks.PageMill.Shown;
import org.wikimill.pipeline.rows.Counts;
import org.wikimill.pipeline.rows.IndexKey;
import org.wikimill.pipeline.rows.IndexKey.Sorted;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.PartSummary;
import org.wikimill.pipeline.rows.PathSample;
import org.wikimill.pipeline.rows.TitleFile;
import org.wikimill.pipeline.source.Source;

/** The rows of one shard for the index, and the summary that commits them. */
final class ShardRows {
  private final Source source;
  private final RowFile.Writer rows;
  private final TitleFile titles;
  private final PathSample sample = new PathSample();
  private final RowWriter keys = new RowWriter();
  private final RowWriter values = new RowWriter();
  private long indexRows;

  /**
   * @param titles takes the titles that pages are found by; null where none are
   */
  ShardRows(Source source, RowFile.Writer rows, TitleFile titles) {
    this.source = source;
    this.rows = rows;
    this.titles = titles;
  }

  /**
   * A file of the source's part of the tree.
   *
   * @param page the entry that it is of
   * @param aliasOf what it repeats; null for a file of its own
   */
  void file(PageRow page, byte[] place, Shown shown, String mime, byte[] aliasOf)
      throws IOException {
    String title = Utf8.text(page.title());
    String repeated = aliasOf == null ? null : text(aliasOf);
    add(source.inBuild(place), shown, mime, title, text(page.name()), repeated);
  }

  /** A file that is of no entry, by its place in the build. */
  void made(byte[] place, String mime, UnixFsFile file) throws IOException {
    String path = Utf8.text(place);
    add(place, Shown.plain(file), mime, path, path, null);
  }

  /**
   * A redirect.
   *
   * @param target the source's name for the entry at the end of its chain; null if there is none
   */
  void redirect(PageRow page, byte[] target, RedirectRow.Status status, RedirectRow.Served served)
      throws IOException {
    byte[] name = source.inBuild(page.name());
    String end = target == null ? null : text(target);
    RedirectRow row = new RedirectRow(Utf8.text(name), end, status, served);
    add(IndexKey.ofSource(keys, Sorted.REDIRECTS, name), row.value(values));
  }

  /**
   * A title that a page is found by.
   *
   * @param page the page, or an alias
   * @param place where it stands
   * @param target the page, or what the alias leads to
   * @param targetPlace where that stands; null if it is no file of the tree
   */
  void title(PageRow page, byte[] place, PageRow target, byte[] targetPlace) throws IOException {
    boolean alias = page.kind() == PageRow.Kind.ALIAS && targetPlace != null;
    byte[] end = alias ? targetPlace : place;
    if (titles != null && SearchTitle.isListed(place) && SearchTitle.isListed(end)) {
      String ofTarget = alias ? Utf8.text(target.title()) : "";
      titles.add(SearchTitle.of(Utf8.text(page.title()), end, ofTarget));
    }
  }

  /** An entry that could not be processed. */
  void error(PageRow page, MalformedInputException reason) throws IOException {
    error(page, ShardTask.STAGE, line(reason));
  }

  /** A page that could not be rendered as it should. */
  void fallback(PageRow page, String reason) throws IOException {
    error(page, ErrorRow.RENDERING, reason);
  }

  private void error(PageRow page, String stage, String reason) throws IOException {
    byte[] name = source.inBuild(page.name());
    ErrorRow row = new ErrorRow(Utf8.text(name), stage, reason);
    add(IndexKey.ofSource(keys, Sorted.ERRORS, name), row.value(values));
  }

  /** Commits the blocks, then the rows. */
  void commit(ShardSink sink, Counts entries) throws IOException {
    var made = sink.commit();
    if (titles != null) {
      titles.commit();
    }
    Counts counts = entries.plus(Counts.ofBlocks(sink.stored()));
    rows.commit(
        new PartSummary(made, counts, indexRows, sample, List.of()).storedBy(sink).encode());
  }

  private void add(
      byte[] place, Shown shown, String mime, String title, String entry, String aliasOf)
      throws IOException {
    UnixFsFile file = shown.file();
    FileRow row =
        new FileRow(
            place,
            file.cid(),
            file.tsize(),
            file.sizeBytes(),
            file.sha256(),
            mime,
            title,
            entry,
            shown.sourceSha256(),
            aliasOf,
            shown.provenance().map(Provenance::pageId).orElse(null),
            shown.provenance().map(Provenance::revisionId).orElse(null));
    sample.add(place);
    add(IndexKey.of(keys, Sorted.FILES, place), row.value(values));
  }

  private void add(byte[] key, byte[] value) throws IOException {
    indexRows++;
    rows.add(key, value);
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
}
