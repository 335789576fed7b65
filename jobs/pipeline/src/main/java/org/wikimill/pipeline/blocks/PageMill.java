package org.wikimill.pipeline.blocks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.wikimill.connectors.io.Digests;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.ipld.FileBuilder;
import org.wikimill.formats.ipld.UnixFsFile;
import org.wikimill.formats.site.LinkSink;
import org.wikimill.formats.site.SitePage;
import org.wikimill.pipeline.blocks.Contents.Bytes;
import org.wikimill.pipeline.blocks.Contents.Provenance;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;

/** The files that entries become: their contents as they are; of a site, its pages rewritten. */
final class PageMill {
  /**
   * A file that shows an entry.
   *
   * @param file what it became
   * @param sourceSha256 SHA-256 of the entry's own bytes
   * @param provenance what its content was made from; empty if the source has it as it is
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Shown(UnixFsFile file, byte[] sourceSha256, Optional<Provenance> provenance) {
    /** A file that is what it says. */
    static Shown plain(UnixFsFile file) {
      return new Shown(file, file.sha256(), Optional.empty());
    }
  }

  private final Contents contents;
  private final FileBuilder builder;
  private final Function<byte[], LinkSink> links;
  private final Optional<PageEdits> edits;
  private final MessageDigest sha256 = Digests.sha256();
  private final Rewritten rewritten = new Rewritten();

  /**
   * @param builder makes files of pages that are edited
   * @param frame what is added to pages; empty if pages are published as they are
   * @param links gives, for the place of a page, what is told where it leads
   */
  PageMill(
      Contents contents,
      FileBuilder builder,
      Placement placement,
      Optional<Frame> frame,
      Function<byte[], LinkSink> links) {
    this.contents = contents;
    this.builder = builder;
    this.links = links;
    this.edits = frame.map(added -> new PageEdits(added, placement));
  }

  /**
   * The file of an entry with content, or of the entry that a file of the layout's own shows.
   *
   * @param place where the file stands
   */
  Shown show(PageRow entry, byte[] place) throws IOException {
    if (edits.isPresent() && edits.get().isPage(entry)) {
      Optional<Bytes> page =
          contents.bytes(entry.cluster(), entry.blob(), PageEdits.MAX_PAGE_BYTES);
      if (page.isPresent()) {
        return rewrite(edits.get(), entry, page.get(), place);
      }
    }
    return asItIs(entry);
  }

  /** The file of a page that no entry has. */
  Shown made(PageRow page, byte[] html, byte[] place) throws IOException {
    HtmlEdits changes = edits.get().made(page, html, html.length, place, links.apply(place));
    return Shown.plain(built(changes, new Bytes(html, html.length)));
  }

  /** The file of a page of the site's own that shows entries. */
  UnixFsFile made(SitePage page) throws IOException {
    byte[] html = page.html();
    byte[] place = page.place();
    HtmlEdits changes = edits.get().own(html, place, page.title(), links.apply(place));
    return built(changes, new Bytes(html, html.length));
  }

  private Shown asItIs(PageRow entry) throws IOException {
    UnixFsFile file = contents.file(entry.cluster(), entry.blob());
    Optional<Provenance> provenance = contents.provenance();
    return new Shown(file, provenance.map(Provenance::sha256).orElse(file.sha256()), provenance);
  }

  private Shown rewrite(PageEdits rules, PageRow entry, Bytes page, byte[] place)
      throws IOException {
    HtmlEdits changes = rules.of(entry, page.array(), page.length(), place, links.apply(place));
    if (changes.isEmpty()) {
      return asItIs(entry);
    }
    UnixFsFile file = built(changes, page);
    Optional<Provenance> provenance = contents.provenance();
    return new Shown(
        file, provenance.map(Provenance::sha256).orElseGet(() -> hash(page)), provenance);
  }

  private UnixFsFile built(HtmlEdits changes, Bytes page) throws IOException {
    rewritten.reset();
    changes.writeTo(rewritten, page.array(), 0, page.length());
    return builder.build(rewritten.array(), 0, rewritten.size());
  }

  private byte[] hash(Bytes page) {
    sha256.update(page.array(), 0, page.length());
    return sha256.digest();
  }

  /** A page as it is published, in an array that is used again for the next. */
  private static final class Rewritten extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }
}
