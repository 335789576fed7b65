package org.wikimill.pipeline.about;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.formats.site.SitePage;
import org.wikimill.formats.site.Urls;
import org.wikimill.pipeline.manifest.Recipe;

/** The page {@code about.html}: what {@link About} holds, for people. */
public final class AboutPage {
  private final About about;

  /** What the source is called. */
  private final String source;

  private final StringBuilder html = new StringBuilder();

  private AboutPage(About about) {
    this.about = about;
    this.source = about.archive().facts().dump() == null ? "archive" : "dump";
  }

  /** The page in UTF-8. */
  public static byte[] of(About about) {
    String title = about.wiki().title();
    String heading = title == null ? "About this snapshot" : "About this snapshot of " + title;
    return new SitePage(SitePage.ABOUT, heading, "en", new AboutPage(about).main()).html();
  }

  private String main() {
    introduction();
    wiki();
    archive();
    counts();
    settings();
    section("How to verify it");
    paragraph(
        "Whoever has the "
            + source
            + " and wikimill gets the same root from them. ROOT is the CID of"
            + " this snapshot, as it stands in its address.");
    commands(about.verify());
    section("How to host it");
    paragraph("Keep it on an IPFS node of yours, from the network or from the files of a build:");
    commands(about.rehost());
    html.append("<p>The same as data: <a href=\"about.json\">about.json</a></p>\n");
    return html.toString();
  }

  private void introduction() {
    Recipe.Policy policy = about.settings().policy();
    paragraph(
        "This is a read-only snapshot: it shows pages as they were when the "
            + source
            + " was made. Nothing here can be edited, and nothing is loaded from elsewhere.");
    if (policy.publisher() != null || policy.contact() != null) {
      facts();
      fact("Published by", policy.publisher());
      address("Contact", policy.contact());
      factsEnd();
    }
  }

  private void wiki() {
    About.Wiki wiki = about.wiki();
    section("What it is a snapshot of");
    facts();
    fact("Title", wiki.title());
    fact("Description", wiki.description());
    fact("Language", wiki.language());
    fact("Creator", wiki.creator());
    address("At home at", wiki.url());
    address("Licence", wiki.licence());
    factsEnd();
    if (wiki.project() != null) {
      paragraph(
          "It is not affiliated with, nor endorsed by, the Wikimedia Foundation, whose projects"
              + " and names it shows.");
    }
  }

  private void archive() {
    About.Archive archive = about.archive();
    section("The original " + source);
    facts();
    fact("Name", archive.name());
    fact("Flavour", archive.flavour());
    fact("Date", archive.date());
    fact("Made by", archive.publisher());
    fact("Made with", archive.scraper());
    fact("UUID", archive.facts().uuid());
    fact("Size", number(archive.facts().lengthBytes()) + " bytes");
    if (archive.file() != null) {
      link(
          "In this snapshot",
          Urls.relative(SitePage.ABOUT, archive.file().getBytes(UTF_8)),
          archive.file());
    }
    address("To be had at", archive.url());
    Recipe.Dumps dumps = about.settings().policy().dumps();
    if (dumps != null && dumps.media() != null) {
      Recipe.Media media = dumps.media();
      fact(
          "Original files beside it",
          number(media.files()) + " files, " + number(media.lengthBytes()) + " bytes");
    }
    factsEnd();
  }

  private void counts() {
    About.Entries counts = about.counts();
    section("What is in it");
    html.append("<table>\n<caption>Entries of the " + source + "</caption>\n");
    count("Pages, pictures and other files", counts.files());
    count("Redirects that share their target's file", counts.aliases());
    count("Redirects that forward", counts.forwards());
    count("Redirects that are not served", counts.notServed());
    count(
        source.equals("dump")
            ? "Pages of other namespaces, and older versions"
            : "Metadata, indexes and deleted entries",
        counts.excluded());
    count("Entries that could not be read", counts.errors());
    count("All", about.archive().facts().entries());
    html.append("</table>\n");
  }

  private void settings() {
    About.Settings settings = about.settings();
    section("How it was made");
    facts();
    fact("Made with", "wikimill, format " + settings.format());
    fact("Profile", settings.profile());
    fact("Layout", settings.policy().layout());
    fact("Redirects", settings.policy().redirects());
    fact("Main page", settings.policy().mainPage());
    fact("Robots", settings.policy().robots());
    if (settings.policy().previous() != null) {
      String root = settings.policy().previous();
      link("The snapshot before", "ipfs://" + root + "/", root);
    }
    factsEnd();
  }

  private void section(String title) {
    html.append("<h2>").append(HtmlEscape.text(title)).append("</h2>\n");
  }

  private void paragraph(String text) {
    html.append("<p>").append(HtmlEscape.text(text)).append("</p>\n");
  }

  private void commands(List<String> lines) {
    html.append("<pre tabindex=\"0\"><code>");
    html.append(HtmlEscape.text(String.join("\n", lines)));
    html.append("</code></pre>\n");
  }

  private void facts() {
    html.append("<dl>\n");
  }

  private void factsEnd() {
    html.append("</dl>\n");
  }

  private void fact(String name, String value) {
    if (value != null) {
      term(name, "<bdi>" + HtmlEscape.text(value) + "</bdi>");
    }
  }

  /** A fact that is a link if it is an address. */
  private void address(String name, String value) {
    if (value == null) {
      return;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.startsWith("https://") || lower.startsWith("http://")) {
      link(name, value, value);
    } else if (value.matches("[^\\s@/:?&]+@[^\\s@/:?&]+")) {
      link(name, "mailto:" + value, value);
    } else {
      fact(name, value);
    }
  }

  private void link(String name, String url, String text) {
    boolean elsewhere = url.contains(":");
    String rel = elsewhere ? " rel=\"external noopener noreferrer nofollow\"" : "";
    String href = HtmlEscape.text(url);
    term(name, "<a href=\"" + href + "\"" + rel + "><bdi>" + HtmlEscape.text(text) + "</bdi></a>");
  }

  private void term(String name, String valueHtml) {
    html.append("<dt>").append(name).append("</dt><dd>").append(valueHtml).append("</dd>\n");
  }

  private void count(String name, long count) {
    html.append("<tr><th scope=\"row\">")
        .append(HtmlEscape.text(name))
        .append("</th><td>")
        .append(number(count))
        .append("</td></tr>\n");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
