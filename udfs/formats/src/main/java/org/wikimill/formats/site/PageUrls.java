package org.wikimill.formats.site;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.wikimill.formats.html.HtmlEncoding;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.html.UrlKind;
import org.wikimill.formats.html.UrlPlace;

/** The URLs that stand in the attributes of a page, those in style sheets left out. */
public final class PageUrls {
  private PageUrls() {}

  /**
   * A URL of a page.
   *
   * @param url as the page has it, references resolved, without what browsers drop
   * @param element the name of its element's tag
   * @param attribute the name of its attribute
   */
  public record Found(String url, String element, String attribute) {}

  /**
   * The URLs in the order of the page; none of a page in an encoding such as UTF-16.
   *
   * @throws IllegalArgumentException if it has more than {@link PageScan#MAX_PAGE_BYTES}
   */
  public static List<Found> of(byte[] page) {
    PageScan scan = PageScan.of(page);
    List<Found> found = new ArrayList<>();
    if (scan.encoding() instanceof HtmlEncoding.Readable readable) {
      for (UrlPlace place : scan.places()) {
        add(place, page, readable.charset(), found);
      }
    }
    return found;
  }

  private static void add(UrlPlace place, byte[] page, Charset charset, List<Found> found) {
    if (place.kind() == UrlKind.DECLARATIONS
        || place.kind() == UrlKind.STYLE_SHEET
        || place.kind() == UrlKind.PAGE) {
      return;
    }
    String value = place.value(page, charset);
    String attribute = place.attribute().attributeName();
    for (UrlSpans.Span span : UrlSpans.of(place.kind(), value)) {
      String url = PageUrl.plain(value.substring(span.start(), span.end()));
      found.add(new Found(url, place.element().tagName(), attribute));
    }
  }
}
