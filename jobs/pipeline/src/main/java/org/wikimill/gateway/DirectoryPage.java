package org.wikimill.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wikimill.formats.dag.DirectoryReader;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.formats.ipld.Link;

/**
 * The page that lists a directory, made while it is sent: it takes no more memory for a million of
 * entries than for ten, and reads no block of an entry.
 */
final class DirectoryPage implements Piece.Pieces {
  /** Changes with the page's markup, so that caches ask again. */
  static final String EDITION = "wikimill-1";

  /** Nothing is loaded, nothing runs. */
  static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private static final int ENTRIES_AT_ONCE = 100;

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--text:#222;--page:#fff;--link:#0645ad}
      @media(prefers-color-scheme:dark){:root{--text:#ddd;--page:#181818;--link:#8ab4f8}}
      html{font:16px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page)}
      a{color:var(--link)}
      body{max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
      h1{font-size:1.1rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid #8886}
      th:nth-child(2),td:nth-child(2){text-align:right;white-space:nowrap}
      .ipfs-hash{font:.8rem ui-monospace,monospace}
      @media(max-width:40rem){th:nth-child(3),td:nth-child(3){display:none}}
      """;

  private final ContentPath path;
  private final DirectoryReader entries;
  private final StringBuilder text = new StringBuilder();
  private boolean ended;

  DirectoryPage(ContentPath path, Cid directory, DirectoryReader entries) {
    this.path = path;
    this.entries = entries;
    head(directory);
  }

  @Override
  public Optional<Piece> next() throws IOException {
    if (!ended) {
      List<Link> next = entries.next(ENTRIES_AT_ONCE);
      next.forEach(this::row);
      if (next.isEmpty()) {
        text.append("</tbody></table></main></body></html>\n");
        ended = true;
      }
    }
    if (text.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    return Optional.of(new Piece.Made(bytes));
  }

  private void head(Cid directory) {
    String title = path.fileName().isEmpty() ? directory.toString() : path.fileName();
    text.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<meta name=\"robots\" content=\"noindex\"><title>Index of ")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body><main><h1>Index of ");
    breadcrumbs();
    text.append("</h1>\n<p class=\"ipfs-hash\" translate=\"no\">")
        .append(directory)
        .append("</p>\n<table><thead><tr><th scope=\"col\">Name</th>")
        .append("<th scope=\"col\" title=\"of all blocks below\">Bytes</th>")
        .append("<th scope=\"col\">CID</th></tr></thead><tbody>\n");
    if (!path.names().isEmpty()) {
      text.append("<tr><td><a href=\"")
          .append(path.url(path.names().size()))
          .append("/..\">..</a></td><td></td><td></td></tr>\n");
    }
  }

  /** The path, each name a link to what it leads to. */
  private void breadcrumbs() {
    if (path.isImmutable()) {
      String root = path.base().substring("/ipfs/".length());
      text.append("/ipfs/<a href=\"/ipfs/").append(root).append("\">").append(root).append("</a>");
    } else {
      text.append("<a href=\"/\">/</a>");
    }
    for (int i = 0; i < path.names().size(); i++) {
      String name = new String(path.names().get(i), StandardCharsets.UTF_8);
      text.append(i > 0 || path.isImmutable() ? "/" : "")
          .append("<a href=\"")
          .append(path.url(i + 1))
          .append("\">")
          .append(escape(name))
          .append("</a>");
    }
  }

  private void row(Link entry) {
    String encoded = Percent.encode(entry.name());
    // Encoded twice, as other gateways do and the conformance suite demands.
    String twice = Percent.encode(encoded.getBytes(StandardCharsets.US_ASCII));
    text.append("<tr><td><a href=\"")
        .append(path.url(path.names().size()))
        .append('/')
        .append(encoded)
        .append("\">")
        .append(escape(new String(entry.name(), StandardCharsets.UTF_8)))
        .append("</a></td><td>")
        .append(String.format(Locale.ROOT, "%,d", entry.tsize()))
        .append("</td><td><a class=\"ipfs-hash\" translate=\"no\" href=\"/ipfs/")
        .append(entry.cid())
        .append("?filename=")
        .append(twice)
        .append("\">")
        .append(entry.cid())
        .append("</a></td></tr>\n");
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
