package org.wikimill.formats.wikitext;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wikimill.formats.dumps.DumpPage;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;

/**
 * What pages can ask of themselves and their wiki. The present is when the page was saved; counts
 * of the wiki are 0.
 */
final class Variables {
  /** For a page whose dump does not say when it was saved: the first day of Wikipedia. */
  private static final ZonedDateTime UNKNOWN =
      ZonedDateTime.of(2001, 1, 15, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final Map<String, String> CURRENT =
      Map.ofEntries(
          Map.entry("YEAR", "Y"),
          Map.entry("MONTH", "m"),
          Map.entry("MONTH1", "n"),
          Map.entry("MONTHNAME", "F"),
          Map.entry("MONTHNAMEGEN", "xg"),
          Map.entry("MONTHABBREV", "M"),
          Map.entry("DAY", "j"),
          Map.entry("DAY2", "d"),
          Map.entry("DOW", "w"),
          Map.entry("DAYNAME", "l"),
          Map.entry("TIME", "H:i"),
          Map.entry("HOUR", "H"),
          Map.entry("WEEK", "W"),
          Map.entry("TIMESTAMP", "YmdHis"));

  private final Titles titles;
  private final SiteInfo site;
  private final DumpPage page;
  private final ZonedDateTime now;

  Variables(Titles titles, SiteInfo site, DumpPage page) {
    this.titles = titles;
    this.site = site;
    this.page = page;
    this.now = time(page.timestamp());
  }

  private static ZonedDateTime time(String timestamp) {
    try {
      return ZonedDateTime.parse(timestamp).withZoneSameInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      return UNKNOWN;
    }
  }

  /** When the page was saved. */
  ZonedDateTime now() {
    return now;
  }

  /** The value of a variable; empty if there is none of that name. */
  Optional<String> value(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "!" -> Optional.of("|");
      case "=" -> Optional.of("=");
      case "SITENAME" -> Optional.of(site.siteName());
      case "SERVER" -> Optional.of("//" + serverName());
      case "SERVERNAME" -> Optional.of(serverName());
      case "CONTENTLANGUAGE", "CONTENTLANG", "PAGELANGUAGE", "USERLANGUAGE" ->
          Optional.of(site.language());
      case "DIRECTIONMARK", "DIRMARK" -> Optional.of("\u200e");
      case "SCRIPTPATH" -> Optional.of("/w");
      case "CURRENTVERSION" -> Optional.of("1.43.0");
      case "REVISIONID" -> Optional.of(Long.toString(page.revisionId()));
      case "REVISIONUSER", "NOEXTERNALLANGLINKS", "REVISIONSIZE" -> Optional.of("");
      case "PAGEID" -> Optional.of(Long.toString(page.id()));
      case "NUMBEROFARTICLES",
          "NUMBEROFFILES",
          "NUMBEROFPAGES",
          "NUMBEROFUSERS",
          "NUMBEROFACTIVEUSERS",
          "NUMBEROFADMINS",
          "NUMBEROFEDITS" ->
          Optional.of("0");
      default -> present(upper).or(() -> of(name, page.title()));
    };
  }

  private Optional<String> present(String name) {
    for (String prefix : new String[] {"CURRENT", "LOCAL", "REVISION"}) {
      String format = name.startsWith(prefix) ? CURRENT.get(name.substring(prefix.length())) : null;
      if (format != null) {
        return Optional.of(new DateFormat(now, site.language()).format(format, ""));
      }
    }
    return Optional.empty();
  }

  private String serverName() {
    int start = site.base().indexOf("//");
    int end = start < 0 ? -1 : site.base().indexOf('/', start + 2);
    return end < 0 ? "localhost" : site.base().substring(start + 2, end);
  }

  /** What a variable says of a title; empty if there is none of that name. */
  Optional<String> of(String variable, String title) {
    String name = variable.toUpperCase(Locale.ROOT);
    boolean encoded = name.length() > 5 && name.endsWith("EE");
    if (!encoded && name.endsWith("E") && !name.endsWith("SPACE") && !name.endsWith("NAME")) {
      return Optional.empty();
    }
    String plain = encoded ? name.substring(0, name.length() - 1) : name;
    String canonical = titles.canonical(title);
    Optional<String> part =
        part(plain, canonical).or(() -> part(plain.substring(0, plain.length() - 1), canonical));
    boolean asUrl = encoded || part(plain, canonical).isEmpty();
    return part.map(value -> asUrl ? Titles.entryName(value) : value);
  }

  private Optional<String> part(String name, String title) {
    int number = titles.namespace(title);
    String local = number == 0 ? title : title.substring(title.indexOf(':') + 1);
    int slash = local.lastIndexOf('/');
    return switch (name) {
      case "PAGENAME" -> Optional.of(local);
      case "FULLPAGENAME" -> Optional.of(title);
      case "BASEPAGENAME" ->
          Optional.of(slash < 0 || number == 0 ? local : local.substring(0, slash));
      case "ROOTPAGENAME" ->
          Optional.of(number == 0 ? local : local.substring(0, (local + "/").indexOf('/')));
      case "SUBPAGENAME" ->
          Optional.of(slash < 0 || number == 0 ? local : local.substring(slash + 1));
      case "SUBJECTPAGENAME", "ARTICLEPAGENAME" -> Optional.of(prefixed(number & ~1, local));
      case "TALKPAGENAME" -> Optional.of(number < 0 ? "" : prefixed(number | 1, local));
      case "NAMESPACE" -> Optional.of(titles.name(number).orElse(""));
      case "NAMESPACENUMBER" -> Optional.of(Integer.toString(number));
      case "TALKSPACE" -> Optional.of(number < 0 ? "" : titles.name(number | 1).orElse(""));
      case "SUBJECTSPACE", "ARTICLESPACE" -> Optional.of(titles.name(number & ~1).orElse(""));
      default -> Optional.empty();
    };
  }

  private String prefixed(int number, String local) {
    return titles.name(number).map(name -> name + ":" + local).orElse(local);
  }

  /** The name of a namespace that is given by number or any of its names. */
  String namespaceName(String given) {
    try {
      return titles.name(Integer.parseInt(given)).orElse("");
    } catch (NumberFormatException e) {
      return titles.name(titles.namespace(given + ":x")).orElse("");
    }
  }

  /**
   * The name of a language, as the JDK knows it: in another language, or in itself if that is
   * empty; the code itself if it knows none.
   */
  static String languageName(String code, String in) {
    Locale language = Locale.forLanguageTag(code);
    String name = language.getDisplayLanguage(in.isEmpty() ? language : Locale.forLanguageTag(in));
    return name.equals(language.getLanguage()) ? code : name;
  }
}
