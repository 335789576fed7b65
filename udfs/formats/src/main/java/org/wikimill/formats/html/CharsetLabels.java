package org.wikimill.formats.html;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wikimill.formats.html.HtmlEncoding.Evidence;
import org.wikimill.formats.html.HtmlEncoding.Readable;
import org.wikimill.formats.html.HtmlEncoding.Refused;

/**
 * What a page means by the label that it gives for its charset. It is what browsers take it for:
 * Latin-1 is windows-1252, and UTF-16 cannot be true of a page whose label could be read.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#names-and-labels">Encoding: names and labels</a>
 */
final class CharsetLabels {
  /** By the label or by Java's name for it: the charset, where it is another than Java's. */
  private static final Map<String, String> CHARSETS =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("x-user-defined", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("windows-874", "x-windows-874"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("big5", "big5-hkscs"),
          Map.entry("macintosh", "x-macroman"),
          Map.entry("x-mac-roman", "x-macroman"),
          Map.entry("x-mac-cyrillic", "x-macukraine"),
          Map.entry("unicode-1-1-utf-8", "utf-8"),
          Map.entry("utf-16", "utf-8"),
          Map.entry("utf-16le", "utf-8"),
          Map.entry("utf-16be", "utf-8"));

  /** Java's names, in lower case, for the single-byte charsets of the standard and the others. */
  private static final Set<String> READABLE =
      Set.of(
          "utf-8",
          "ibm866",
          "koi8-r",
          "koi8-u",
          "x-windows-874",
          "x-macroman",
          "x-macukraine",
          "gb18030",
          "big5-hkscs",
          "euc-jp",
          "windows-31j",
          "x-windows-949",
          "iso-8859-2",
          "iso-8859-3",
          "iso-8859-4",
          "iso-8859-5",
          "iso-8859-6",
          "iso-8859-7",
          "iso-8859-8",
          "iso-8859-13",
          "iso-8859-15",
          "iso-8859-16",
          "windows-1250",
          "windows-1251",
          "windows-1252",
          "windows-1253",
          "windows-1254",
          "windows-1255",
          "windows-1256",
          "windows-1257",
          "windows-1258");

  private CharsetLabels() {}

  /** What the label means; empty if it means nothing to browsers, which then look on. */
  static Optional<HtmlEncoding> meaning(String label, Evidence evidence) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("iso-2022-") || name.startsWith("csiso2022") || name.startsWith("hz-gb-")) {
      return Optional.of(new Refused(name, evidence));
    }
    return charset(name)
        .filter(charset -> READABLE.contains(charset.name().toLowerCase(Locale.ROOT)))
        .map(charset -> new Readable(charset, evidence));
  }

  private static Optional<Charset> charset(String name) {
    Optional<Charset> known = java(CHARSETS.getOrDefault(name, name));
    return known.flatMap(
        charset ->
            java(CHARSETS.getOrDefault(charset.name().toLowerCase(Locale.ROOT), charset.name())));
  }

  private static Optional<Charset> java(String name) {
    try {
      return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    } catch (IllegalCharsetNameException e) {
      return Optional.empty();
    }
  }
}
