package org.wikimill.pipeline.build;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wikimill.formats.site.SiteNotice;
import org.wikimill.formats.site.Utf8;
import org.wikimill.formats.zim.ZimArchive;
import org.wikimill.pipeline.about.About;
import org.wikimill.pipeline.manifest.SourceFacts;

/** What an archive says of the wiki that it holds. */
final class Wiki {
  /** Wikimedia's projects, as archives name their creators; by the start of archives' names. */
  private static final Map<String, String> PROJECTS =
      Map.ofEntries(
          Map.entry("wikipedia", "Wikipedia"),
          Map.entry("wiktionary", "Wiktionary"),
          Map.entry("wikibooks", "Wikibooks"),
          Map.entry("wikinews", "Wikinews"),
          Map.entry("wikiquote", "Wikiquote"),
          Map.entry("wikisource", "Wikisource"),
          Map.entry("wikiversity", "Wikiversity"),
          Map.entry("wikivoyage", "Wikivoyage"),
          Map.entry("wikispecies", "Wikispecies"),
          Map.entry("wikidata", "Wikidata"));

  /** What scrapers write where they know nothing. */
  private static final String UNKNOWN = "N/A";

  private Wiki() {}

  /** A value of the archive's metadata. */
  static Optional<String> metadata(ZimArchive archive, String name) throws IOException {
    return archive
        .metadata(name)
        .map(Utf8::text)
        .map(String::strip)
        .filter(value -> !value.isEmpty() && !value.equals(UNKNOWN));
  }

  /** What its pages say. */
  static SiteNotice notice(ZimArchive archive, SitePolicy.Imprint imprint) throws IOException {
    Optional<String> project = project(archive);
    Optional<String> title = metadata(archive, "Title");
    return new SiteNotice(
        project.or(() -> title).orElse(""),
        project.isPresent() ? SiteNotice.Project.WIKIMEDIA : SiteNotice.Project.OTHER,
        metadata(archive, "License").orElse(""),
        imprint.publisher().orElse(""),
        imprint.contact().orElse(""),
        imprint.robots());
  }

  /** What its about page says of the wiki. */
  static About.Wiki wiki(ZimArchive archive) throws IOException {
    return new About.Wiki(
        project(archive).orElse(null),
        metadata(archive, "Title").orElse(null),
        metadata(archive, "Description").orElse(null),
        metadata(archive, "Language").orElse(null),
        metadata(archive, "Creator").orElse(null),
        metadata(archive, "License").orElse(null),
        metadata(archive, "Source").orElse(null));
  }

  /**
   * What its about page says of the archive.
   *
   * @param file its place in the site; empty if it is not part of it
   */
  static About.Archive archive(
      ZimArchive archive, SourceFacts facts, Optional<String> file, Optional<String> url)
      throws IOException {
    return new About.Archive(
        metadata(archive, "Name").orElse(null),
        metadata(archive, "Flavour").orElse(null),
        metadata(archive, "Date").orElse(null),
        metadata(archive, "Publisher").orElse(null),
        metadata(archive, "Scraper").orElse(null),
        facts,
        file.orElse(null),
        url.orElse(null));
  }

  /** The project of Wikimedia's that the archive is of; by its creator, else by its name. */
  private static Optional<String> project(ZimArchive archive) throws IOException {
    Optional<String> creator = metadata(archive, "Creator").map(Wiki::projectOf);
    return creator.isPresent()
        ? creator
        : metadata(archive, "Name")
            .map(name -> name.replaceFirst("^kiwix\\.", "").replaceFirst("_.*$", ""))
            .map(Wiki::projectOf);
  }

  private static String projectOf(String name) {
    return PROJECTS.get(name.toLowerCase(Locale.ROOT));
  }
}
