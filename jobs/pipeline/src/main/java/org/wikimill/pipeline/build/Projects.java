package org.wikimill.pipeline.build;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.SiteInfo;

/** Wikimedia's projects. */
final class Projects {
  /** By what their hosts, archives and databases are named after. */
  private static final Map<String, String> NAMES =
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

  /** Hosts of projects: {@code uk.wikipedia.org}, {@code www.wikidata.org}. */
  private static final Pattern HOST = Pattern.compile("(?:[a-z0-9-]+\\.)*([a-z]+)\\.org");

  /** Names of databases: {@code ukwiki}, {@code zh_min_nanwiki}, {@code enwiktionary}. */
  private static final Pattern DATABASE = Pattern.compile("[a-z_]{2,}?(wik[a-z]+)");

  private Projects() {}

  /** The project of a name that archives give it, in any case. */
  static Optional<String> named(String name) {
    return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The project of a dump's wiki: by the host of its main page, else by its database. */
  static Optional<String> of(SiteInfo site) {
    if (!site.base().isEmpty()) {
      return host(site.base())
          .map(HOST::matcher)
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .flatMap(
              domain -> domain.equals("wikimedia") ? Optional.of(site.siteName()) : named(domain));
    }
    Matcher database = DATABASE.matcher(site.dbName());
    return database.matches()
        ? named(database.group(1).equals("wiki") ? "wikipedia" : database.group(1))
        : Optional.empty();
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(new URI(url).getHost());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
