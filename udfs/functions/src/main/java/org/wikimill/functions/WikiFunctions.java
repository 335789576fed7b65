package org.wikimill.functions;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.dumps.SiteInfo.Namespace;
import org.wikimill.formats.dumps.Titles;
import org.wikimill.formats.html.HtmlText;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.site.PageUrls;
import org.wikimill.formats.site.SiteLayout;
import org.wikimill.formats.site.Urls;

/** Pages and titles of wikis, as static methods that generated code calls. */
public final class WikiFunctions {
  private static final Titles FIRST_LETTER = titles(Case.FIRST_LETTER);
  private static final Titles CASE_SENSITIVE = titles(Case.CASE_SENSITIVE);
  private static final SiteLayout SITE = new SiteLayout(SiteLayout.Scheme.NEW);

  private WikiFunctions() {}

  private static Titles titles(Case articles) {
    TreeMap<Integer, Namespace> namespaces = new TreeMap<>();
    namespaces.put(0, new Namespace(0, "", articles));
    return new Titles(new SiteInfo("", "", "", "", namespaces));
  }

  /** The path of an article in a site, its first letter a capital. */
  public static UTF8String path(UTF8String title) {
    return path(title, FIRST_LETTER);
  }

  /**
   * The path of an article in a site.
   *
   * @param firstLetter {@code first-letter} or {@code case-sensitive}, as wikis state it
   * @throws ArgumentException if it is neither
   */
  public static UTF8String path(UTF8String title, UTF8String firstLetter) {
    return path(title, titles(firstLetter));
  }

  private static UTF8String path(UTF8String title, Titles titles) {
    byte[] name = UTF8String.fromString(entryName(title, titles)).getBytes();
    return UTF8String.fromBytes(SITE.wanted(name, Optional.of("text/html")));
  }

  /** The URL of an article on its wiki, its first letter a capital. */
  public static UTF8String url(UTF8String host, UTF8String title) {
    return url(host, title, FIRST_LETTER);
  }

  /**
   * The URL of an article on its wiki.
   *
   * @param host such as {@code en.wikipedia.org}
   * @param firstLetter {@code first-letter} or {@code case-sensitive}, as wikis state it
   * @throws ArgumentException if it is neither
   */
  public static UTF8String url(UTF8String host, UTF8String title, UTF8String firstLetter) {
    return url(host, title, titles(firstLetter));
  }

  private static UTF8String url(UTF8String host, UTF8String title, Titles titles) {
    byte[] name = UTF8String.fromString(entryName(title, titles)).getBytes();
    return UTF8String.fromString("https://" + host + "/wiki/" + Urls.encoded(name));
  }

  private static String entryName(UTF8String title, Titles titles) {
    return Titles.entryName(titles.canonical(title.toString()));
  }

  private static Titles titles(UTF8String firstLetter) {
    return switch (firstLetter.toString().toLowerCase(Locale.ROOT)) {
      case "first-letter" -> FIRST_LETTER;
      case "case-sensitive" -> CASE_SENSITIVE;
      default ->
          throw new ArgumentException(
              "'" + firstLetter + "': expected first-letter or case-sensitive");
    };
  }

  /** The text of a page; null of one that is too large. */
  public static UTF8String text(byte[] html) {
    return html.length > PageScan.MAX_PAGE_BYTES ? null : UTF8String.fromString(HtmlText.of(html));
  }

  /** The URLs of a page: URL, element, attribute; null of one that is too large. */
  public static ArrayData urls(byte[] html) {
    if (html.length > PageScan.MAX_PAGE_BYTES) {
      return null;
    }
    return new GenericArrayData(PageUrls.of(html).stream().map(WikiFunctions::row).toArray());
  }

  private static Object row(PageUrls.Found found) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(found.url()),
          UTF8String.fromString(found.element()),
          UTF8String.fromString(found.attribute())
        });
  }
}
