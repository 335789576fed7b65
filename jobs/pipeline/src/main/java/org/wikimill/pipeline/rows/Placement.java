package org.wikimill.pipeline.rows;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wikimill.connectors.tables.RedirectRow.Served;
import org.wikimill.formats.site.Layout;
import org.wikimill.formats.site.Places;
import org.wikimill.formats.site.RedirectRule;
import org.wikimill.formats.site.SiteLayout;

/**
 * What decides which entries of a source stand in the tree, where, and how redirects are served;
 * travels to every task.
 *
 * @param layout where entries ask to stand
 * @param redirects how redirects are served
 * @param mimeTypes the source's MIME list
 */
public record Placement(Layout layout, Redirects redirects, List<String> mimeTypes)
    implements Serializable {

  /** How a page comes to have its place. */
  public enum Origin {
    /** It has the place that it asked for. */
    WANTED,
    /** Stage {@code paths} gave it another one. */
    EXCEPTION
  }

  /** Whether a page asks for a place. */
  public boolean asks(PageRow page) {
    return page.inTree()
        && switch (page.kind()) {
          case CONTENT, GENERATED, LANDING, ICON, CATEGORY, FILE -> true;
          case ALIAS -> redirects != Redirects.NONE;
          case LOOP, DANGLING, DELETED -> false;
        };
  }

  /** Whether a page that asks for {@code place} becomes a file if it gets it. */
  public boolean isFile(PageRow page, byte[] place) {
    return page.kind() != PageRow.Kind.ALIAS
        || redirects != Redirects.FILE
        || !RedirectRule.canRedirect(place);
  }

  /** The place that a page asks for. */
  public byte[] wanted(PageRow page) {
    return switch (page.kind()) {
      case LANDING -> SiteLayout.LANDING;
      case ICON -> SiteLayout.ICON;
      case GENERATED -> Places.wanted(page.name());
      default -> layout.wanted(page.name(), mime(page));
    };
  }

  /** The media type of the content that a page shows, as the source states it. */
  public Optional<String> mime(PageRow page) {
    return page.mimeType() < 0 ? Optional.empty() : Optional.of(mimeTypes.get(page.mimeType()));
  }

  /**
   * How an alias is served.
   *
   * @param origin how it comes to have its place
   * @param target the place of the entry that it leads to; null if that is no file of the tree
   */
  public Served served(PageRow alias, byte[] place, Origin origin, byte[] target) {
    if (!asks(alias)) {
      return Served.NONE;
    }
    if (origin == Origin.WANTED && !isFile(alias, place)) {
      return target == null ? Served.NONE : Served.FILE;
    }
    boolean html = mime(alias).filter(SiteLayout::isHtml).isPresent();
    if (!(layout instanceof SiteLayout) || target == null || !html) {
      return Served.LINK;
    }
    boolean landing = Arrays.equals(place, SiteLayout.LANDING);
    boolean linkable = landing || redirects != Redirects.HTML;
    return linkable && Places.shareLinks(place, target) ? Served.LINK : Served.HTML;
  }
}
