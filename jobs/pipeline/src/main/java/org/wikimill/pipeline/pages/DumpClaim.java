package org.wikimill.pipeline.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import org.wikimill.formats.dumps.TextLinks.CategoryLink;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.pipeline.rows.PageRow;

/**
 * What a page of a dump, or an alias that a page names, asks for: to stand in the tree by its
 * title.
 *
 * @param range the range of the dump that it lies in
 * @param entry its number among the claims of its range; once all are counted, of the dump
 * @param blob the page's number in its range; of an alias, that of the page that names it
 * @param wiki whose page it is, where a dump holds several wikis; else empty
 * @param id the wiki's number for the page; of an alias, for the page that names it
 * @param revision the wiki's number for the revision
 * @param isAlias whether another page names it, of which it has nothing but its title
 * @param title its canonical title
 * @param redirect the canonical title that it leads to, if it is a redirect or an alias
 * @param categories those that it is in; none of redirects and aliases
 */
record DumpClaim(
    int range,
    int entry,
    int blob,
    String wiki,
    long id,
    long revision,
    boolean isAlias,
    String title,
    Optional<String> redirect,
    List<CategoryLink> categories) {
  /** The one media type of a dump's pages. */
  static final int HTML = 0;

  /** Bytes of a key after what it is sorted by first: revision, range and blob. */
  private static final int VERSION_BYTES = Long.BYTES + 2 * Integer.BYTES;

  DumpClaim numbered(int number) {
    return new DumpClaim(
        range, number, blob, wiki, id, revision, isAlias, title, redirect, categories);
  }

  byte[] value(RowWriter out) {
    out.clear()
        .fixedInt(range)
        .fixedInt(entry)
        .fixedInt(blob)
        .text(wiki)
        .varint(id)
        .varint(revision)
        .byteValue(isAlias ? 1 : 0)
        .text(title)
        .optionalText(redirect.orElse(null))
        .varint(categories.size());
    categories.forEach(link -> out.text(link.category()).text(link.sortKey()));
    return out.toBytes();
  }

  static DumpClaim of(byte[] value) {
    RowReader in = new RowReader(value);
    return new DumpClaim(
        in.fixedInt(),
        in.fixedInt(),
        in.fixedInt(),
        in.text(),
        in.varint(),
        in.varint(),
        in.byteValue() == 1,
        in.text(),
        Optional.ofNullable(in.optionalText()),
        categories(in));
  }

  private static List<CategoryLink> categories(RowReader in) {
    long count = in.varint();
    List<CategoryLink> links = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      links.add(new CategoryLink(in.text(), in.text()));
    }
    return links;
  }

  /**
   * The key of its page, which has an id: the newest version first, then the one that stands last.
   */
  byte[] idKey(RowWriter out) {
    return newestFirst(out.clear().text(wiki).fixedLong(id > 0 ? id : ~entry)).toBytes();
  }

  /** The key of its title: pages before aliases, by wiki, then as {@link #idKey}. */
  byte[] titleKey(RowWriter out) {
    out.clear().text(title).byteValue(isAlias ? 1 : 0).text(wiki);
    return newestFirst(out).fixedInt(entry).toBytes();
  }

  /** The part of an {@link #idKey} that names the page. */
  static byte[] page(byte[] idKey) {
    return Arrays.copyOf(idKey, idKey.length - VERSION_BYTES);
  }

  /** The part of a {@link #titleKey} that names the title. */
  static byte[] title(byte[] titleKey) {
    return new RowReader(titleKey).bytes();
  }

  /** Signs play no part: positions and revisions are not negative. */
  private RowWriter newestFirst(RowWriter out) {
    return out.fixedLong(~revision).fixedInt(~range).fixedInt(~blob);
  }

  byte[] utf8Name() {
    return Titles.entryName(title).getBytes(StandardCharsets.UTF_8);
  }

  byte[] utf8Title() {
    return title.getBytes(StandardCharsets.UTF_8);
  }

  /** Where a chain that comes to this page has come to. */
  Target target() {
    return redirect.isPresent()
        ? Target.redirect(entry)
        : new Target(Target.State.CONTENT, entry, range, blob, HTML);
  }

  /** The page, if it has content. */
  PageRow content() {
    return row(PageRow.Kind.CONTENT, HTML, range, blob);
  }

  /** The page that gave way to a newer version, or to another of its title. */
  PageRow excluded() {
    return row(PageRow.Kind.DELETED, -1, range, blob);
  }

  /** The redirect, before its chain is followed. */
  Redirect redirect(Target target) {
    return new Redirect(entry, true, utf8Name(), utf8Title(), target);
  }

  private PageRow row(PageRow.Kind kind, int mimeType, int cluster, int ofBlob) {
    return new PageRow(
        kind, entry, true, utf8Name(), utf8Title(), mimeType, entry, cluster, ofBlob);
  }
}
