package org.wikimill.formats.wikitext;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.SiteInfo;
import org.wikimill.formats.dumps.Titles;

/**
 * The second stage: wikitext without templates becomes HTML, step by step as in MediaWiki's parser;
 * {@link HtmlBody} makes it well-formed and harmless.
 */
final class Markup {
  private static final Pattern CONTROL =
      Pattern.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f]");
  private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\{[^{}\n]{0,200}+\\}\\}\\}");
  private static final Pattern SWITCH = Pattern.compile("__[\\p{Lu}\\p{Lo}\\p{M}]{3,30}+__");
  private static final Pattern RULE = Pattern.compile("^-{4,}+", Pattern.MULTILINE);
  private static final Pattern HEADING =
      Pattern.compile("^(={1,6})(.+?)(={1,6})[ \\t]*+$", Pattern.MULTILINE);

  private final PageState state;
  private final Titles titles;
  private final Interwiki interwiki;
  private final Marks marks = new Marks();
  private final ImageMarkup images = new ImageMarkup(this);
  private final Extensions extensions = new Extensions(this);
  private int depth;

  Markup(SiteInfo site, Titles titles, PageState state) {
    this.state = state;
    this.titles = titles;
    this.interwiki = new Interwiki(site.language(), site.base());
  }

  PageState state() {
    return state;
  }

  Titles titles() {
    return titles;
  }

  Interwiki interwiki() {
    return interwiki;
  }

  Marks marks() {
    return marks;
  }

  ImageMarkup images() {
    return images;
  }

  /** The HTML of a whole page. */
  String page(String text) {
    String lines = headings(structure(text));
    String html = BlockMarkup.apply(runs(lines), marks);
    return marks.expand(html) + extensions.footer();
  }

  /** The HTML of a footnote, title or the like, as written: no paragraphs. */
  String inline(String text) {
    return text.isEmpty() ? "" : caption(structure(text));
  }

  /** The HTML of what stands within a link: its elements are marks already. */
  String caption(String structured) {
    state.work().depth(++depth);
    String html = marks.expand(runs(structured));
    depth--;
    return html;
  }

  /** Elements, tables and rules are marks. */
  String structure(String text) {
    state.work().depth(++depth);
    String clean = CONTROL.matcher(text).replaceAll("");
    clean = PARAMETER.matcher(clean).replaceAll("");
    String tagged = new TagMarkup(marks).apply(extensions.apply(clean));
    String structured = switches(rules(TableMarkup.apply(tagged, marks)));
    depth--;
    return structured;
  }

  private String rules(String text) {
    return text.contains("----")
        ? RULE.matcher(text).replaceAll(found -> marks.block("<hr>"))
        : text;
  }

  /** Links are marks; what is within lines is done. */
  private String runs(String text) {
    String linked = UrlMarkup.apply(LinkMarkup.apply(text, this), marks);
    return QuoteMarkup.apply(linked);
  }

  private String switches(String text) {
    if (!text.contains("__")) {
      return text;
    }
    Matcher matcher = SWITCH.matcher(text);
    return matcher.replaceAll(
        found -> {
          if (found.group().equals("__DISAMBIG__")) {
            state.disambiguation();
          }
          return "";
        });
  }

  private String headings(String text) {
    Matcher heading = HEADING.matcher(text);
    return heading.replaceAll(
        found -> {
          int level = Math.min(found.group(1).length(), found.group(3).length());
          String content =
              found.group(1).substring(level) + found.group(2) + found.group(3).substring(level);
          String element = "h" + level;
          return Matcher.quoteReplacement(
              marks.open(element, "") + content.strip() + marks.close(element));
        });
  }
}
