package org.wikimill.formats.dumps;

import java.io.IOException;
import java.util.TreeMap;
import org.wikimill.formats.dumps.SiteInfo.Case;
import org.wikimill.formats.dumps.SiteInfo.Namespace;
import org.wikimill.formats.dumps.XmlElements.Texts;
import org.wikimill.formats.dumps.XmlElements.UnexpectedEndException;
import org.wikimill.formats.dumps.XmlScanner.Kind;

/** Reads the {@code <siteinfo>} of an export. */
final class SiteInfoReader {
  /** The highest number that every MediaWiki has a namespace for. */
  private static final int LAST_COMMON_NAMESPACE = 15;

  /** Wikis have about 50. */
  private static final int MAX_NAMESPACES = 4096;

  private final XmlScanner scanner;
  private final XmlElements elements;
  private final TreeMap<Integer, Namespace> namespaces = new TreeMap<>();
  private String siteName = "";
  private String dbName = "";
  private String base = "";
  private String language = "";

  SiteInfoReader(XmlScanner scanner, String file) {
    this.scanner = scanner;
    this.elements = new XmlElements(scanner, file, Texts.SKIP);
  }

  /** Reads on to the first page at most. */
  SiteInfo read() throws IOException {
    Kind kind = scanner.next();
    if (kind == Kind.DECLARATION) {
      kind = scanner.next();
    }
    boolean root = kind == Kind.OPEN || kind == Kind.EMPTY;
    if (!root || !scanner.tag().equals("mediawiki")) {
      String found = kind == Kind.END ? "no markup" : kind + " " + scanner.tag();
      throw scanner.malformed("file is no export of a wiki", "<mediawiki>", found);
    }
    language = scanner.attribute("xml:lang").orElse("");
    if (kind == Kind.OPEN && scanner.next() == Kind.OPEN && scanner.tag().equals("siteinfo")) {
      readSiteInfo();
    }
    return new SiteInfo(siteName, dbName, base, language, namespaces());
  }

  private void readSiteInfo() throws IOException {
    try {
      elements.children("siteinfo", this::readPart);
    } catch (UnexpectedEndException e) {
      throw scanner.malformed("dump is cut", "</siteinfo>", "its end, before any page");
    }
  }

  private void readPart(Kind kind) throws IOException {
    switch (scanner.tag()) {
      case "sitename" -> siteName = elements.text(kind);
      case "dbname" -> dbName = elements.text(kind);
      case "base" -> base = elements.text(kind);
      case "namespaces" -> {
        if (kind == Kind.OPEN) {
          elements.children("namespaces", this::readNamespace);
        }
      }
      default -> elements.skip(kind);
    }
  }

  private void readNamespace(Kind kind) throws IOException {
    int number = elements.namespace(scanner.attribute("key").orElse(""));
    boolean sensitive = scanner.attribute("case").orElse("").equals("case-sensitive");
    Case firstLetter = sensitive ? Case.CASE_SENSITIVE : Case.FIRST_LETTER;
    namespaces.put(number, new Namespace(number, elements.text(kind), firstLetter));
    if (namespaces.size() > MAX_NAMESPACES) {
      throw scanner.malformed("too many namespaces", "at most " + MAX_NAMESPACES, "more");
    }
  }

  /** Those of the dump; of one without, those of every wiki. */
  private TreeMap<Integer, Namespace> namespaces() {
    if (namespaces.isEmpty()) {
      Titles english = new Titles(new SiteInfo(siteName, dbName, base, language, new TreeMap<>()));
      for (int number = 0; number <= LAST_COMMON_NAMESPACE; number++) {
        String name = english.name(number).orElse("");
        namespaces.put(number, new Namespace(number, name, Case.FIRST_LETTER));
      }
    }
    return namespaces;
  }
}
