package org.wikimill.formats.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.wikimill.formats.article.Lead.Reach;
import org.wikimill.formats.dumps.BuiltPages;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.Urls;

/**
 * The links of one article: each way to spell a page of the wiki becomes a URL from this page to
 * that one where the build has it, else one to the live wiki.
 *
 * <p>As Parsoid spells them: {@code ./Foo_bar#x}, with {@code ?action=edit&redlink=1} where the
 * wiki has no such page; as other renderings of the wiki do: {@code /wiki/Foo}, {@code
 * //en.wikipedia.org/wiki/Foo}.
 */
final class ArticleLinks {
  private static final String WIKI_PATH = "/wiki/";

  /** What links may name: about as in MediaWiki's {@code $wgUrlProtocols}. */
  private static final Set<String> SCHEMES =
      Set.of(
          "http",
          "https",
          "ftp",
          "ftps",
          "mailto",
          "tel",
          "sms",
          "geo",
          "irc",
          "ircs",
          "news",
          "nntp",
          "gopher",
          "magnet",
          "urn",
          "xmpp",
          "sip",
          "sips",
          "matrix",
          "bitcoin",
          "git",
          "svn",
          "ssh",
          "sftp",
          "worldwind",
          "telnet",
          "redis",
          "mms");

  private final Titles titles;
  private final BuiltPages built;
  private final String title;
  private final byte[] place;

  /** {@code https://en.wikipedia.org}; empty if unknown. */
  private final String liveHost;

  /** The same from its slashes on. */
  private final String hostName;

  /**
   * @param title of the page that the links stand in
   * @param liveUrl the page's address on the live wiki, or any other page's there; may be empty
   */
  ArticleLinks(Titles titles, BuiltPages built, String title, String liveUrl) {
    this.titles = titles;
    this.built = built;
    this.title = title;
    this.place = place(title);
    int path = liveUrl.indexOf(WIKI_PATH);
    String host = path < 0 ? "" : liveUrl.substring(0, path);
    liveHost = host.startsWith("//") ? "https:" + host : host;
    hostName = liveHost.substring(Math.max(0, liveHost.indexOf("//")));
  }

  /** Where the page of a title stands by its name, from the root of its site. */
  static byte[] place(String title) {
    return (new String(SiteLayout.WIKI, UTF_8) + Titles.entryName(title)).getBytes(UTF_8);
  }

  /** The URL from this page to a file of the site, which stands at a place from its root. */
  String toFile(String target) {
    return Urls.relative(place, target.getBytes(UTF_8));
  }

  /** Who wrote the page, on the live wiki; empty if that is unknown. */
  String history() {
    String name = Urls.encoded(Titles.entryName(title).getBytes(UTF_8));
    return liveHost.isEmpty() ? "" : liveHost + "/w/index.php?title=" + name + "&action=history";
  }

  /** Where the page of a title is. */
  Lead toTitle(String wanted) throws IOException {
    return page(wanted, "", "", false);
  }

  /**
   * Where a link leads.
   *
   * @param marked whether its class says that the wiki has no such page
   */
  Lead lead(String spelled, boolean marked) throws IOException {
    String href = plain(spelled);
    if (href.isEmpty()) {
      return Lead.NOWHERE;
    } else if (href.charAt(0) == '#') {
      return new Lead(Reach.HERE, href);
    } else if (href.startsWith("//")) {
      return absolute("https:" + href, marked);
    } else if (href.startsWith(WIKI_PATH)) {
      return wikiPath(href.substring(WIKI_PATH.length()), marked);
    } else if (href.charAt(0) == '/') {
      return away(liveHost, href);
    }
    int colon = schemeLength(href);
    if (colon > 0) {
      String scheme = href.substring(0, colon).toLowerCase(Locale.ROOT);
      return SCHEMES.contains(scheme) ? absolute(href, marked) : Lead.NOWHERE;
    }
    return wikiPath(belowWiki(href), marked);
  }

  /** The title that a relative link without query and fragment spells. */
  static String title(String href) {
    return new String(Urls.decoded(belowWiki(href)), UTF_8).replace('_', ' ');
  }

  private static String belowWiki(String href) {
    String path = href;
    while (path.startsWith("./") || path.startsWith("../")) {
      path = path.substring(path.indexOf('/') + 1);
    }
    return path;
  }

  private Lead absolute(String url, boolean marked) throws IOException {
    int host = url.indexOf("//");
    boolean own =
        !liveHost.isEmpty()
            && (url.startsWith("https:") || url.startsWith("http:"))
            && url.startsWith(hostName, host)
            && url.startsWith(WIKI_PATH, host + hostName.length());
    return own
        ? wikiPath(url.substring(url.indexOf(WIKI_PATH) + WIKI_PATH.length()), marked)
        : new Lead(Reach.AWAY, url);
  }

  /** A path of the wiki's pages, with query and fragment. */
  private Lead wikiPath(String path, boolean marked) throws IOException {
    int hash = path.indexOf('#');
    String fragment = hash < 0 ? "" : path.substring(hash);
    String rest = hash < 0 ? path : path.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark);
    String name = mark < 0 ? rest : rest.substring(0, mark);
    boolean red = marked || query.contains("redlink=1");
    return page(new String(Urls.decoded(name), UTF_8), red ? "" : query, fragment, red);
  }

  private Lead page(String wanted, String query, String fragment, boolean red) throws IOException {
    String canonical = titles.canonical(wanted);
    if (canonical.isEmpty()) {
      return Lead.NOWHERE;
    } else if (canonical.equals(title) && query.isEmpty()) {
      return new Lead(Reach.HERE, fragment.isEmpty() ? "#" : fragment);
    } else if (query.isEmpty() && built.contains(canonical)) {
      return new Lead(Reach.BUILT, Urls.relative(place, place(canonical)) + fragment);
    } else if (red || liveHost.isEmpty()) {
      return new Lead(Reach.ABSENT, canonical);
    }
    String encoded = Urls.encoded(Titles.entryName(canonical).getBytes(UTF_8));
    return away(liveHost, WIKI_PATH + encoded + query + fragment);
  }

  private static Lead away(String host, String path) {
    return host.isEmpty() ? Lead.NOWHERE : new Lead(Reach.AWAY, host + path);
  }

  /** Without what browsers pass over in a URL: else it might hide a scheme. */
  private static String plain(String href) {
    if (href.chars().noneMatch(c -> c <= ' ' || c == 0x7f)) {
      return href;
    }
    StringBuilder plain = new StringBuilder(href.length());
    for (int i = 0; i < href.length(); i++) {
      char c = href.charAt(i);
      if (c >= ' ' && c != 0x7f) {
        plain.append(c);
      }
    }
    return plain.toString().strip();
  }

  /**
   * How long the scheme of a URL is; 0 if it has none. {@code ./} goes before titles with colons.
   */
  private static int schemeLength(String href) {
    int colon = href.indexOf(':');
    for (int i = 0; i < colon; i++) {
      char c = href.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'))) {
        return 0;
      }
    }
    return Math.max(colon, 0);
  }
}
