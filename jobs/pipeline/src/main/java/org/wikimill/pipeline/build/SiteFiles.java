package org.wikimill.pipeline.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wikimill.formats.site.ForwardingPage;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.Places;
import org.wikimill.formats.site.SearchBox;
import org.wikimill.formats.site.SiteIcon;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.Utf8;
import org.wikimill.formats.site.ZimLayout;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.blocks.Frame;
import org.wikimill.pipeline.blocks.MadeFile;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.Redirects;
import org.wikimill.pipeline.source.Source;

/**
 * The files of its own that a layout adds to those of a source.
 *
 * @param pages those that show an entry of the source
 * @param made those that are made of nothing
 * @param frame what is added to pages; empty in a layout that publishes them as they are
 */
record SiteFiles(List<PageRow> pages, List<MadeFile> made, Optional<Frame> frame) {
  /** Where archives keep an icon: namespace and path, the likeliest first. */
  private static final List<String> ICONS =
      List.of(
          "W/favicon",
          "-/favicon",
          "M/Illustration_48x48@1",
          "C/favicon.ico",
          "C/favicon",
          "C/favicon.png",
          "-/favicon.png",
          "I/favicon.png",
          "I/favicon");

  /** Where the entries of an archive stand. */
  static Placement placement(ZimArchive archive, Layout.Name layout, Redirects redirects) {
    SiteLayout.Scheme scheme =
        archive.newNamespaceScheme() ? SiteLayout.Scheme.NEW : SiteLayout.Scheme.OLD;
    List<String> mimeTypes = new ArrayList<>();
    for (int i = 0; i < archive.mimeTypeCount(); i++) {
      mimeTypes.add(archive.mimeType(i));
    }
    return new Placement(
        layout == Layout.Name.SITE ? new SiteLayout(scheme) : new ZimLayout(),
        redirects,
        List.copyOf(mimeTypes));
  }

  /** The files of a source. */
  static SiteFiles of(ZimArchive archive, Source source, Placement placement, SitePolicy policy)
      throws IOException {
    if (placement.layout() instanceof ZimLayout) {
      return new SiteFiles(List.of(), List.of(), Optional.empty());
    }
    List<PageRow> pages = new ArrayList<>();
    Optional<Dirent.Content> main = mainPage(archive, policy.mainPage());
    if (main.isPresent() && !standsAtLanding(archive, main.get(), placement)) {
      pages.add(row(PageRow.Kind.LANDING, main.get(), archive));
    }
    byte[] front = ForwardingPage.of(SiteLayout.FRONT, landing(main.isPresent()), title(archive));
    List<MadeFile> made = new ArrayList<>();
    made.add(new MadeFile(source.inBuild(SiteLayout.FRONT), ForwardingPage.MIME, front));
    Optional<Dirent.Content> icon = icon(archive);
    if (icon.isPresent()) {
      pages.add(row(PageRow.Kind.ICON, icon.get(), archive));
    } else {
      made.add(new MadeFile(source.inBuild(SiteLayout.ICON), SiteIcon.MIME, SiteIcon.bytes()));
    }
    return new SiteFiles(
        List.copyOf(pages), List.copyOf(made), Optional.of(frame(archive, main, policy.imprint())));
  }

  /** What is added to the pages of an archive. */
  static Frame frame(ZimArchive archive, Optional<Dirent.Content> main, SitePolicy.Imprint imprint)
      throws IOException {
    int mainEntry = main.map(Dirent.Content::index).orElse(-1);
    return new Frame(ZimWiki.notice(archive, imprint), mainEntry);
  }

  /** Where the front leads to: the landing page, or all titles if there is none. */
  static byte[] landing(boolean exists) {
    return exists ? SiteLayout.LANDING : SearchBox.TITLES;
  }

  /**
   * The page to land on.
   *
   * @param title its title or path; empty for the one that the archive states
   */
  static Optional<Dirent.Content> mainPage(ZimArchive archive, Optional<String> title)
      throws IOException {
    if (title.isEmpty()) {
      return content(archive, archive.mainEntry());
    }
    String namespace = archive.newNamespaceScheme() ? "C/" : "A/";
    for (String path : List.of(title.get(), title.get().replace(' ', '_'))) {
      for (String suffix : List.of("", ".html")) {
        Optional<Dirent.Content> found = find(archive, namespace + path + suffix);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the main page, or a redirect that has its CID, comes to stand as landing page. */
  private static boolean standsAtLanding(
      ZimArchive archive, Dirent.Content main, Placement placement) throws IOException {
    byte namespace = (byte) (archive.newNamespaceScheme() ? 'C' : 'A');
    OptionalInt index = archive.find(namespace, "index.html".getBytes(UTF_8));
    if (index.isEmpty()) {
      return false;
    }
    byte[] place =
        placement
            .layout()
            .wanted(archive.nameOf(main), Optional.of(archive.mimeType(main.mimeType())));
    boolean linked =
        (placement.redirects() == Redirects.LINK || placement.redirects() == Redirects.HTML)
            && Places.shareLinks(SiteLayout.LANDING, place);
    boolean file = linked || archive.dirent(index.getAsInt()) instanceof Dirent.Content;
    OptionalInt end = archive.follow(index.getAsInt());
    return file && end.isPresent() && end.getAsInt() == main.index();
  }

  private static Optional<Dirent.Content> icon(ZimArchive archive) throws IOException {
    for (String name : ICONS) {
      Optional<Dirent.Content> icon = find(archive, name);
      if (icon.isPresent()) {
        return icon;
      }
    }
    return Optional.empty();
  }

  private static Optional<Dirent.Content> find(ZimArchive archive, String name) throws IOException {
    OptionalInt index = archive.find((byte) name.charAt(0), name.substring(2).getBytes(UTF_8));
    return content(archive, index.isEmpty() ? index : archive.follow(index.getAsInt()));
  }

  private static Optional<Dirent.Content> content(ZimArchive archive, OptionalInt index)
      throws IOException {
    return index.isPresent() && archive.dirent(index.getAsInt()) instanceof Dirent.Content entry
        ? Optional.of(entry)
        : Optional.empty();
  }

  private static String title(ZimArchive archive) throws IOException {
    return archive.metadata("Title").map(Utf8::text).orElse("Main page");
  }

  private static PageRow row(PageRow.Kind kind, Dirent.Content entry, ZimArchive archive) {
    return PageRow.showing(kind, entry, archive.nameOf(entry));
  }
}
