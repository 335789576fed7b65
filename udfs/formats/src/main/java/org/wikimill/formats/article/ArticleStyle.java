package org.wikimill.formats.article;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The style sheet of all articles of a site. It stands beside the directory of the articles, where
 * no title leads.
 */
public final class ArticleStyle {
  /** Where it stands, from the root of its site. */
  public static final String PLACE = "article.css";

  /** Its media type. */
  public static final String MIME = "text/css";

  private ArticleStyle() {}

  /** The place as bytes. */
  public static byte[] place() {
    return PLACE.getBytes(US_ASCII);
  }

  /** The style sheet. */
  public static byte[] bytes() {
    try (InputStream in = ArticleStyle.class.getResourceAsStream("article.css")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
