package org.wikimill.formats.wikitext;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.Titles;

/** The templates of a wiki, parsed; those used last stay in memory, within bounds. */
final class Templates {
  private static final int MAX_REDIRECTS = 4;

  /** In any language: a word behind the hash, and a link. */
  private static final Pattern REDIRECT =
      Pattern.compile("\\s*+#[\\p{L}\\p{M}]++\\s*+:?\\s*+\\[\\[([^\\]|#\\n]++)[^\\]\\n]*+\\]\\]");

  /** What a template costs in memory beside its text. */
  private static final int OVERHEAD_CHARS = 200;

  /**
   * A template.
   *
   * @param title where redirects led to
   */
  record Template(String title, List<Node> nodes) {}

  private record Cached(Optional<Template> template, long chars) {}

  private final PageTexts texts;
  private final Titles titles;
  private final long maxChars;
  private final Map<String, Cached> cache = new LinkedHashMap<>(256, 0.75f, true);
  private long chars;

  Templates(PageTexts texts, Titles titles, long maxChars) {
    this.texts = texts;
    this.titles = titles;
    this.maxChars = maxChars;
  }

  /** The template of a canonical title; empty if the dump has none. */
  Optional<Template> find(String title) {
    Cached known = cache.get(title);
    if (known == null) {
      known = load(title);
      cache.put(title, known);
      chars += known.chars();
      evict();
    }
    return known.template();
  }

  /** The source of a page, redirects followed. */
  Optional<String> source(String title) {
    return follow(title).map(Map.Entry::getValue);
  }

  private Cached load(String title) {
    Optional<Map.Entry<String, String>> page = follow(title);
    long size = OVERHEAD_CHARS + page.map(entry -> (long) entry.getValue().length()).orElse(0L);
    return new Cached(
        page.map(
            entry ->
                new Template(
                    entry.getKey(),
                    WikitextTree.parse(entry.getValue(), WikitextTree.Inclusion.TEMPLATE))),
        size);
  }

  private Optional<Map.Entry<String, String>> follow(String title) {
    try {
      String at = title;
      for (int i = 0; i <= MAX_REDIRECTS; i++) {
        Optional<String> text = texts.text(at);
        Matcher redirect = REDIRECT.matcher(text.orElse(""));
        if (!redirect.lookingAt()) {
          String found = at;
          return text.map(source -> Map.entry(found, source));
        }
        at = titles.canonical(redirect.group(1));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new Work.Unreadable(e);
    }
  }

  private void evict() {
    Iterator<Cached> eldest = cache.values().iterator();
    while (chars > maxChars && cache.size() > 1) {
      chars -= eldest.next().chars();
      eldest.remove();
    }
  }
}
