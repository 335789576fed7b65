package org.wikimill.pipeline.catalog;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Size;
import org.wikimill.pipeline.catalog.PublishedSnapshot.Source;

/** The fields of a list of snapshots: their names, and what their values must be. */
final class CatalogReader {
  static final String NAME = "name";
  static final String SNAPSHOTS = "snapshots";
  static final String DATE = "date";
  static final String ROOT = "root";
  static final String PREVIOUS = "previous";
  static final String SOURCES = "sources";
  static final String FILE = "file";
  static final String SHA256 = "sha256";
  static final String URL = "url";
  static final String SIZE = "size";
  static final String BYTES = "bytes";
  static final String BLOCKS = "blocks";
  static final String PROFILE = "profile";
  static final String FORMAT = "format";
  static final String POLICY = "policy";
  static final String PUBLISHED = "published";

  private static final Pattern CODE = Pattern.compile("[a-z0-9]{1,16}(?:-[a-z0-9]{1,16}){0,3}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern LINE = Pattern.compile("\\P{Cntrl}{1,255}");
  private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\p{Cntrl}]{1,255}");

  private CatalogReader() {}

  /** The code of a language, if it is one. */
  static String code(String text) {
    return matching(CODE, text, "the code of a language");
  }

  /** A date, if it is one. */
  static String date(String text) {
    try {
      return text.length() == "YYYY-MM".length()
          ? YearMonth.parse(text).toString()
          : LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is not a date: YYYY-MM, YYYY-MM-DD", e);
    }
  }

  /** A text of one line, if it is one. */
  static String line(String text) {
    return matching(LINE, text, "a text of one line");
  }

  /** A URL of the web, if it is one. */
  static String url(String text) {
    URI uri = URI.create(text);
    boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isWeb || uri.getHost() == null) {
      throw new IllegalArgumentException("'" + text + "' is not a URL of http or https");
    }
    return text;
  }

  /** The name of a file, if it is one. */
  static String fileName(String text) {
    return matching(PLAIN_NAME, text, "the name of a file");
  }

  private static String matching(Pattern pattern, String text, String what) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not " + what);
    }
    return text;
  }

  static Language language(String code, YamlMap map) throws MalformedInputException {
    List<PublishedSnapshot> snapshots = new ArrayList<>();
    for (YamlMap item : map.maps(SNAPSHOTS)) {
      PublishedSnapshot snapshot = snapshot(item);
      if (!snapshots.isEmpty()) {
        String before = snapshots.get(snapshots.size() - 1).date();
        if (snapshot.date().compareTo(before) <= 0) {
          throw item.malformed("a date after " + before, snapshot.date());
        }
      }
      snapshots.add(snapshot);
    }
    return new Language(code, map.value(NAME, "a text", CatalogReader::line), snapshots);
  }

  private static PublishedSnapshot snapshot(YamlMap map) throws MalformedInputException {
    List<Source> sources = new ArrayList<>();
    for (YamlMap source : map.maps(SOURCES)) {
      sources.add(
          new Source(
              source.optional(FILE, "the name of a file", CatalogReader::fileName),
              source.optional(SHA256, "64 hexadecimal digits", CatalogReader::hex),
              source.optional(URL, "a URL", CatalogReader::url)));
    }
    return new PublishedSnapshot(
        map.value(DATE, "YYYY-MM or YYYY-MM-DD", CatalogReader::date),
        map.value(ROOT, "a CID", Cid::parse),
        map.optional(PREVIOUS, "a CID", Cid::parse),
        sources,
        size(map.map(SIZE)),
        map.value(PROFILE, "the name of a profile", CatalogReader::line),
        map.value(FORMAT, "a number", text -> Math.toIntExact(number(text))),
        map.value(POLICY, "64 hexadecimal digits", CatalogReader::hex),
        map.optional(PUBLISHED, "a time such as 2026-01-31T12:00:00Z", Instant::parse));
  }

  private static Size size(YamlMap map) throws MalformedInputException {
    Optional<Long> blocks = map.optional(BLOCKS, "a number", CatalogReader::number);
    return new Size(
        map.value(BYTES, "a number", CatalogReader::number),
        blocks.map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private static String hex(String text) {
    return matching(HEX, text, "a SHA-256 in hexadecimal");
  }

  private static long number(String text) {
    return Long.parseLong(matching(NUMBER, text, "a number"));
  }
}
