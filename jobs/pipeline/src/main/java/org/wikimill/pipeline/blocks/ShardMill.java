package org.wikimill.pipeline.blocks;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.sink.ShardSink;
import org.wikimill.connectors.tables.RedirectRow;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.ForwardingPage;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.SitePage;
import org.wikimill.formats.site.Utf8;
import org.wikimill.pipeline.blocks.Contents.Provenance;
import org.wikimill.pipeline.blocks.PageMill.Shown;
import org.wikimill.pipeline.rows.LinkCounts;
import org.wikimill.pipeline.rows.MemberRow;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.Placement.Origin;
import org.wikimill.pipeline.source.Source;
import scala.Tuple2;

/**
 * Mills one shard: its pages, sorted by content, become blocks in a CAR and rows for the index.
 *
 * <p>Every cluster is decoded once, every blob that a page shows is hashed once.
 */
final class ShardMill {
  private final Placement placement;
  private final ShardRows rows;
  private final ShardSink sink;
  private final FileBuilder builder;
  private final PageMill pages;
  private final Optional<LinkRows> links;
  private final Source source;
  private final Optional<Articles> articles;
  private final EntryTally tally = new EntryTally();
  private PageRow target;

  /** Where the target stands, and what it became; null if it is no file of the tree. */
  private byte[] targetPlace;

  private Shown targetShown;

  ShardMill(
      Source source,
      Placement placement,
      FileBuilder builder,
      PageMill pages,
      Optional<Articles> articles,
      Optional<LinkRows> links,
      ShardRows rows,
      ShardSink sink) {
    this.source = source;
    this.articles = articles;
    this.placement = placement;
    this.builder = builder;
    this.pages = pages;
    this.links = links;
    this.rows = rows;
    this.sink = sink;
  }

  /** Mills all pages and commits. */
  void run(Iterator<Tuple2<byte[], byte[]>> sorted, List<MadeFile> made) throws IOException {
    for (MadeFile file : made) {
      made(file);
    }
    byte[] exception = null;
    while (sorted.hasNext()) {
      Tuple2<byte[], byte[]> row = sorted.next();
      if (PageRow.isPlace(row._1)) {
        exception = row._2;
      } else if (PageRow.isMember(row._1)) {
        listed(members().add(MemberRow.of(row._2)));
      } else {
        if (articles.isPresent()) {
          listed(members().end());
        }
        mill(PageRow.of(row._2), exception);
        exception = null;
      }
    }
    if (links.isPresent()) {
      links.get().commit();
    }
    rows.commit(sink, tally.counts(links.map(LinkRows::counts).orElse(LinkCounts.NONE)));
  }

  private void made(MadeFile file) throws IOException {
    made(file.place(), file.mime(), builder.build(file.content(), 0, file.content().length));
  }

  private void made(byte[] place, String mime, UnixFsFile file) throws IOException {
    rows.made(place, mime, file);
    tally.generated(file.sizeBytes());
  }

  private MemberLists members() {
    return articles.orElseThrow().members();
  }

  /** A page that lists members of a category. */
  private void listed(Optional<SitePage> page) throws IOException {
    if (page.isPresent()) {
      made(source.inBuild(page.get().place()), SitePage.MIME, pages.made(page.get()));
    }
  }

  /**
   * Mills a page.
   *
   * @param exception the place that it was given; null if it has the one that it asks for
   */
  private void mill(PageRow page, byte[] exception) throws IOException {
    byte[] place = exception != null ? exception : placement.wanted(page);
    switch (page.kind()) {
      case CONTENT -> content(page, place);
      case ALIAS -> alias(page, place, exception != null ? Origin.EXCEPTION : Origin.WANTED);
      case LOOP -> notServed(page, null, RedirectRow.Status.LOOP);
      case DANGLING -> notServed(page, null, RedirectRow.Status.DANGLING);
      case DELETED -> tally.excluded();
      case LANDING, ICON -> copy(page, place);
      case CATEGORY, FILE -> missing(page, place);
      case GENERATED -> {
        // No entry of the archive: it only had to be given its place.
      }
    }
  }

  private void content(PageRow page, byte[] place) throws IOException {
    target = page;
    targetPlace = null;
    targetShown = null;
    if (!page.inTree()) {
      tally.excluded();
      return;
    }
    Shown shown = show(page, page, place);
    if (shown != null) {
      targetPlace = place;
      targetShown = shown;
      rows.file(page, place, shown, mime(page), null);
      title(page, place);
      tally.file(shown.file().sizeBytes());
      fallback(page, shown);
    }
  }

  /** A category or a file without a page of its own: one that shows what is known. */
  private void missing(PageRow page, byte[] place) throws IOException {
    byte[] html = articles.orElseThrow().missing(Utf8.text(page.title()));
    Shown shown = pages.made(page, html, place);
    target = page;
    targetPlace = place;
    targetShown = shown;
    rows.file(page, place, shown, mime(page), null);
    title(page, place);
    tally.generated(shown.file().sizeBytes());
  }

  /** Tells of a page that could not be rendered as it should; it has a file all the same. */
  private void fallback(PageRow page, Shown shown) throws IOException {
    Optional<String> failure = shown.provenance().flatMap(Provenance::failure);
    if (failure.isPresent()) {
      tally.fallback();
      rows.fallback(page, failure.get());
    }
  }

  private void alias(PageRow page, byte[] place, Origin origin) throws IOException {
    switch (placement.served(page, place, origin, targetPlace)) {
      case LINK -> link(page, place);
      case HTML -> forward(page, place);
      case FILE -> {
        title(page, place);
        tally.forward();
        if (links.isPresent()) {
          links.get().answered(place);
        }
        redirect(page, RedirectRow.Served.FILE);
      }
      case NONE -> notServed(page, target.name(), RedirectRow.Status.OK);
    }
  }

  private void link(PageRow page, byte[] place) throws IOException {
    Shown shown = targetShown != null ? targetShown : show(page, target, place);
    if (shown != null) {
      // A target that is no file of the tree has no place: its name tells what is repeated.
      byte[] original = targetPlace != null ? targetPlace : target.name();
      rows.file(page, place, shown, mime(target), original);
      title(page, place);
      tally.alias();
      redirect(page, RedirectRow.Served.LINK);
    }
  }

  private void forward(PageRow page, byte[] place) throws IOException {
    byte[] html = ForwardingPage.of(place, targetPlace, Utf8.text(target.title()));
    UnixFsFile file = builder.build(html, 0, html.length);
    rows.file(page, place, Shown.plain(file), ForwardingPage.MIME, null);
    title(page, place);
    tally.forward();
    tally.generated(html.length);
    redirect(page, RedirectRow.Served.HTML);
  }

  /** Lets a page be found by its title, and the target by that of an alias. */
  private void title(PageRow page, byte[] place) throws IOException {
    if (SiteLayout.isHtml(mime(target))) {
      rows.title(page, place, target, targetPlace);
    }
  }

  /** A file of the layout's own that shows an entry. If that is damaged, there is none. */
  private void copy(PageRow page, byte[] place) throws IOException {
    try {
      Shown shown = pages.show(page, place);
      rows.file(page, place, shown, mime(page), null);
      tally.generated(shown.file().sizeBytes());
    } catch (MalformedInputException e) {
      // The entry itself has told.
    }
  }

  private void redirect(PageRow page, RedirectRow.Served served) throws IOException {
    rows.redirect(page, target.name(), RedirectRow.Status.OK, served);
  }

  private void notServed(PageRow page, byte[] end, RedirectRow.Status status) throws IOException {
    if (page.inTree()) {
      tally.notServed();
      rows.redirect(page, end, status, RedirectRow.Served.NONE);
    } else {
      tally.excluded();
    }
  }

  /**
   * The file of an entry; null if it cannot be read, which becomes an error.
   *
   * @param entry the entry
   * @param content the entry that has the content which it shows
   */
  private Shown show(PageRow entry, PageRow content, byte[] place) throws IOException {
    try {
      return pages.show(content, place);
    } catch (MalformedInputException e) {
      tally.error();
      rows.error(entry, e);
      return null;
    }
  }

  private String mime(PageRow page) {
    return placement.mime(page).orElseThrow();
  }
}
