package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.SiteNotice.Robots;
import org.wikimill.formats.zim.Dirent;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.blocks.Frame;
import org.wikimill.pipeline.blocks.PageEdits;
import org.wikimill.pipeline.manifest.Recipe;
import org.wikimill.pipeline.rows.PageRow;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.rows.Redirects;

/** What a recipe makes of the pages of an archive: the edits of a build, for who repeats them. */
public final class ArchivePages {
  private final ZimArchive archive;
  private final Optional<PageEdits> edits;

  private ArchivePages(ZimArchive archive, Optional<PageEdits> edits) {
    this.archive = archive;
    this.edits = edits;
  }

  /**
   * The pages of an archive that is open.
   *
   * @throws IllegalArgumentException if the policy holds a value that no build has
   */
  public static ArchivePages of(ZimArchive archive, Recipe.Policy policy) throws IOException {
    Layout.Name layout = Layout.Name.valueOf(upper(policy.layout()));
    if (layout == Layout.Name.ZIM) {
      return new ArchivePages(archive, Optional.empty());
    }
    Placement placement =
        SiteFiles.placement(archive, layout, Redirects.valueOf(upper(policy.redirects())));
    SitePolicy.Imprint imprint =
        new SitePolicy.Imprint(
            Optional.ofNullable(policy.publisher()),
            Optional.ofNullable(policy.contact()),
            Robots.valueOf(upper(policy.robots())));
    Optional<Dirent.Content> main =
        SiteFiles.mainPage(archive, Optional.ofNullable(policy.mainPage()));
    Frame frame = SiteFiles.frame(archive, main, imprint);
    return new ArchivePages(archive, Optional.of(new PageEdits(frame, placement)));
  }

  /** What edits the page of an entry; empty if the entry is published as it is. */
  public Optional<PageEdits> edits(PageRow entry) {
    return edits.filter(of -> of.isPage(entry));
  }

  /** An entry of the archive as a file shows it. */
  public PageRow row(Dirent.Content entry) {
    return PageRow.showing(PageRow.Kind.CONTENT, entry, archive.nameOf(entry));
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
