package org.wikimill.formats.enterprise;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.dumps.SiteInfo.Namespace;

/** Finds out what the first records of a snapshot show of its wiki. */
final class SiteFinder {
  private static final int FILE = 6;
  private static final int CATEGORY = 14;

  /** So many records are looked at, if fewer do not show all. */
  private static final int MAX_RECORDS = 50;

  private static final Pattern HOST = Pattern.compile("(https?://[^/]+/).*");

  /** Parsoid names the file of a picture so. */
  private static final Pattern PICTURE =
      Pattern.compile("<(?:img|audio|video)\\b[^<>]{0,400}\\bresource=\"\\./([^:\"/]{1,60}):");

  private HtmlRecord first;
  private int seen;
  private final TreeMap<Integer, String> names = new TreeMap<>();

  void see(HtmlRecord record) {
    seen++;
    first = first == null ? record : first;
    // A snapshot of several wikis: what others show holds for them.
    if (!record.project().equals(first.project())) {
      return;
    }
    if (record.namespace() != 0) {
      name(record.namespace(), record.title());
    }
    record.categories().stream().findFirst().ifPresent(category -> name(CATEGORY, category));
    Matcher picture = PICTURE.matcher(record.html());
    if (picture.find()) {
      name(FILE, picture.group(1) + ":");
    }
  }

  /** Whether more records would show no more. */
  boolean isDone() {
    return seen >= MAX_RECORDS || names.containsKey(FILE) && names.containsKey(CATEGORY);
  }

  SiteInfo site() {
    if (first == null) {
      return new SiteInfo("", "", "", "", new TreeMap<>());
    }
    // The titles of a Wiktionary are words: these begin as they are written.
    Case firstLetter =
        first.project().endsWith("wiktionary") ? Case.CASE_SENSITIVE : Case.FIRST_LETTER;
    TreeMap<Integer, Namespace> namespaces = new TreeMap<>();
    namespaces.put(0, new Namespace(0, "", firstLetter));
    names.forEach(
        (number, name) -> namespaces.put(number, new Namespace(number, name, firstLetter)));
    Matcher host = HOST.matcher(first.url());
    return new SiteInfo(
        first.projectName(),
        first.project(),
        host.matches() ? host.group(1) : "",
        first.language(),
        namespaces);
  }

  private void name(int namespace, String title) {
    prefix(title).ifPresent(name -> names.putIfAbsent(namespace, name));
  }

  private static Optional<String> prefix(String title) {
    List<String> parts = List.of(title.replace('_', ' ').split(":", 2));
    return parts.size() == 2 && !parts.get(0).isBlank()
        ? Optional.of(parts.get(0).strip())
        : Optional.empty();
  }
}
