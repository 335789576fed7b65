package org.wikimill.pipeline.report;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.wikimill.formats.site.Urls;

/**
 * Where the files of a build can be seen: a gateway, such as {@code wikimill serve} is.
 *
 * @param gateway its URL, without a slash at the end
 */
public record Preview(String gateway) {
  /** Where {@code wikimill serve} listens unless it is told otherwise. */
  public static final Preview LOCAL = new Preview("http://127.0.0.1:8080");

  /**
   * The gateway at a URL.
   *
   * @throws IllegalArgumentException if it is no URL of http or https, or has a query or a fragment
   */
  public static Preview at(String url) {
    URI uri = URI.create(url);
    boolean isHttp =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!isHttp
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "expected a URL such as " + LOCAL.gateway + ", not " + url);
    }
    return new Preview(url.replaceFirst("/+$", ""));
  }

  /** The URL of a file or directory below a root. */
  String url(String root, String path) {
    return gateway + "/ipfs/" + root + "/" + Urls.encoded(path.getBytes(StandardCharsets.UTF_8));
  }
}
