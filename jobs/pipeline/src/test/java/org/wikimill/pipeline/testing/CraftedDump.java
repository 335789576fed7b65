package org.wikimill.pipeline.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wikimill.formats.html.HtmlEscape;

/** An XML dump made for a test, of pages in the order in which they are added. */
public final class CraftedDump {
  private static final String HEAD =
      """
      <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
        <siteinfo>
          <sitename>Wikipedia</sitename>
          <dbname>testwiki</dbname>
          <base>https://test.wikipedia.org/wiki/Main_Page</base>
          <generator>MediaWiki 1.44</generator>
          <case>first-letter</case>
          <namespaces>
            <namespace key="0" case="first-letter" />
            <namespace key="1" case="first-letter">Talk</namespace>
            <namespace key="10" case="first-letter">Template</namespace>
            <namespace key="14" case="first-letter">Category</namespace>
          </namespaces>
        </siteinfo>
      """;

  private final StringBuilder xml = new StringBuilder(HEAD);
  private int pages;

  /** An article whose id is the next number. */
  public CraftedDump page(String title, String text) {
    return page(0, pages + 1, title, 100 + pages, "", text);
  }

  /** A redirect whose id is the next number. */
  public CraftedDump redirect(String title, String target) {
    return redirect(pages + 1, title, target);
  }

  /** A redirect. */
  public CraftedDump redirect(long id, String title, String target) {
    String flag = "    <redirect title=\"" + HtmlEscape.text(target) + "\" />\n";
    return page(0, id, title, 100 + pages, flag, "#REDIRECT [[" + target + "]]");
  }

  /** An article. */
  public CraftedDump page(int namespace, long id, String title, long revision, String text) {
    return page(namespace, id, title, revision, "", text);
  }

  private CraftedDump page(
      int namespace, long id, String title, long revision, String flag, String text) {
    pages++;
    xml.append("  <page>\n    <title>")
        .append(HtmlEscape.text(title))
        .append("</title>\n    <ns>" + namespace + "</ns>\n    <id>" + id + "</id>\n" + flag)
        .append("    <revision>\n      <id>" + revision + "</id>\n")
        .append("      <timestamp>2026-01-02T03:04:05Z</timestamp>\n")
        .append("      <contributor><username>A</username><id>1</id></contributor>\n")
        .append("      <model>wikitext</model>\n      <format>text/x-wiki</format>\n")
        .append("      <text bytes=\"" + text.getBytes(UTF_8).length + "\" xml:space=\"preserve\">")
        .append(HtmlEscape.text(text))
        .append("</text>\n    </revision>\n  </page>\n");
    return this;
  }

  /** The whole file. */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, xml + "</mediawiki>\n");
  }

  /** The file without its last bytes. */
  public Path writeCut(Path file, int missingChars) throws IOException {
    return Files.writeString(file, xml.substring(0, xml.length() - missingChars));
  }
}
