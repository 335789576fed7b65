package org.wikimill.formats.article;

import java.io.IOException;
import java.util.Locale;
import org.wikimill.formats.article.Lead.Reach;
import org.wikimill.formats.article.MediaFiles.Credits;
import org.wikimill.formats.article.MediaFiles.Media;

/**
 * Writes what stands first on the page of a file that the build has: the file itself, and as a
 * table what is known of it. What the wiki's own page says follows.
 */
final class FilePage {
  /** The width of a picture on its own page; it is no wider than itself. */
  private static final int MAX_PIXELS = 800;

  private static final String UNKNOWN_LICENCE =
      "Unknown: nothing that came with this file states its licence.";

  private final ArticleLinks links;
  private final HtmlText out;
  private final Fragments fragments;

  /** Writes HTML that nobody has looked at by the rules for articles. */
  interface Fragments {
    void write(String html) throws IOException;
  }

  FilePage(ArticleLinks links, HtmlText out, Fragments fragments) {
    this.links = links;
    this.out = out;
    this.fragments = fragments;
  }

  /**
   * Writes file and table.
   *
   * @param name of the file, without namespace
   */
  void write(String name, Media file) throws IOException {
    String url = links.toFile(file.place());
    out.raw("<div class=\"wikimill-file\">\n");
    shown(name, file, url);
    out.raw("<table class=\"wikitable\">\n<tbody>\n");
    begin("File");
    out.open("a").attribute("href", url).end().raw("<bdi>").text(name).raw("</bdi></a> ");
    out.raw("<span lang=\"en\" dir=\"ltr\">(").text(measures(file)).raw(")</span>");
    end();
    Credits credits = file.credits();
    fact("Description", credits.description());
    fact("Author", credits.author());
    fact("Source", credits.source());
    licence(credits);
    out.raw("</tbody>\n</table>\n</div>\n");
  }

  private void shown(String name, Media file, String url) {
    String player = MediaTypes.player(file.mime());
    if (MediaTypes.isPicture(file.mime())) {
      PictureSize size = PictureSize.within(file, MAX_PIXELS, 0);
      out.raw("<figure class=\"file\">").open("a").attribute("href", url).end();
      out.open("img").attribute("src", url).attribute("alt", name);
      size.write(out);
      out.raw("></a></figure>\n");
    } else if (!player.isEmpty()) {
      out.raw("<figure class=\"file\">").open(player).attribute("src", url);
      out.raw(" controls preload=\"none\">").close(player).raw("</figure>\n");
    }
  }

  private static String measures(Media file) {
    String size = String.format(Locale.ROOT, "%s, %,d bytes", file.mime(), file.lengthBytes());
    boolean known = file.width() > 0 && file.height() > 0;
    return known
        ? String.format(Locale.ROOT, "%,d \u00d7 %,d pixels, ", file.width(), file.height()) + size
        : size;
  }

  private void fact(String label, String html) throws IOException {
    begin(label);
    if (html.isBlank()) {
      out.raw("<span lang=\"en\" dir=\"ltr\">Unknown</span>");
    } else {
      fragments.write(html);
    }
    end();
  }

  private void licence(Credits credits) throws IOException {
    begin("Licence");
    Lead lead = links.lead(credits.licenceUrl(), false);
    boolean leads = lead.reach() == Reach.AWAY || lead.reach() == Reach.BUILT;
    String name = credits.licence().isEmpty() ? lead.value() : credits.licence();
    if (name.isEmpty()) {
      out.raw("<span lang=\"en\" dir=\"ltr\">" + UNKNOWN_LICENCE + "</span>");
    } else if (leads) {
      out.open("a").attribute("href", lead.value()).attribute("rel", "license");
      out.attribute("class", "external").end().text(name).close("a");
    } else {
      out.text(name);
    }
    end();
  }

  private void begin(String label) {
    out.raw("<tr><th scope=\"row\" lang=\"en\">" + label + "</th><td>");
  }

  private void end() {
    out.raw("</td></tr>\n");
  }
}
