package org.wikimill.formats.article;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.wikimill.formats.article.ArticleFacts.Kind;
import org.wikimill.formats.article.Lead.Reach;
import org.wikimill.formats.dumps.Titles;

/** What the body of an article says beside its text: properties of the page, and styles. */
final class Findings {
  private static final String PROPERTY = "mw:PageProp/";

  /** A longer description is cut where it is a summary at all. */
  private static final int MAX_DESCRIPTION_CHARACTERS = 300;

  private final Titles titles;
  private final ArticleLinks links;
  private final Set<String> categories = new LinkedHashSet<>();
  private final Map<String, LanguageLink> languages = new LinkedHashMap<>();
  private final Set<String> styles = new LinkedHashSet<>();
  private Kind kind;
  private String description = "";

  Findings(Titles titles, ArticleLinks links, ArticleFacts facts) {
    this.titles = titles;
    this.links = links;
    this.kind = facts.kind();
    facts.categories().forEach(category -> categories.add(titles.canonical(category)));
    facts.languageLinks().forEach(link -> languages.put(link.url(), link));
  }

  /** A {@code link} or {@code meta} element. */
  void property(Element element) throws IOException {
    String name = element.attr(element.normalName().equals("link") ? "rel" : "property");
    if (!name.startsWith(PROPERTY)) {
      return;
    }
    String href = element.attr("href");
    switch (name.substring(PROPERTY.length())) {
      case "Category" -> category(href);
      case "Language" -> language(href);
      case "disambiguation" -> kind = kind == Kind.ARTICLE ? Kind.DISAMBIGUATION : kind;
      default -> {}
    }
  }

  private void category(String href) {
    int sortKey = href.indexOf('#');
    String title = ArticleLinks.title(sortKey < 0 ? href : href.substring(0, sortKey));
    if (!title.isEmpty()) {
      categories.add(titles.canonical(title));
    }
  }

  private void language(String href) throws IOException {
    Lead lead = links.lead(href, false);
    String host = lead.value().replaceFirst("^https?://", "");
    if (lead.reach() == Reach.AWAY && host.indexOf('.') > 0) {
      String title = ArticleLinks.title(href.substring(href.lastIndexOf("/wiki/") + 6));
      String language = host.substring(0, host.indexOf('.'));
      languages.putIfAbsent(lead.value(), new LanguageLink(language, title, lead.value()));
    }
  }

  /** A {@code style} element. The same sheet counts once. */
  void style(String css) {
    styles.add(Styles.sheet(css));
  }

  /** The short description that wikis hide in a page. */
  void describe(String text) {
    if (description.isEmpty() && text.length() <= MAX_DESCRIPTION_CHARACTERS) {
      description = text.strip();
    }
  }

  List<String> categories() {
    return new ArrayList<>(categories);
  }

  List<LanguageLink> languages() {
    return new ArrayList<>(languages.values());
  }

  Set<String> styles() {
    return styles;
  }

  Kind kind() {
    return kind;
  }

  String description() {
    return description;
  }
}
