package org.wikimill.formats.wikitext;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wikimill.formats.dumps.Titles;

/** Links in double brackets: to pages, files, categories and other wikis. */
final class LinkMarkup {
  private static final int MEDIA = -2;
  private static final int FILE = 6;
  private static final int CATEGORY = 14;

  private final Markup markup;
  private final Marks marks;
  private final Titles titles;
  private final String text;
  private final StringBuilder out;

  /** Where the brackets that open at a place close; those that never do are text. */
  private final Map<Integer, Integer> ends = new HashMap<>();

  /** Whether letters behind the last link belong to it. */
  private boolean trails;

  private LinkMarkup(String text, Markup markup) {
    this.text = text;
    this.markup = markup;
    this.marks = markup.marks();
    this.titles = markup.titles();
    this.out = new StringBuilder(text.length());
  }

  static String apply(String text, Markup markup) {
    return text.contains("[[") ? new LinkMarkup(text, markup).links() : text;
  }

  private String links() {
    match();
    int at = 0;
    while (at < text.length()) {
      int start = text.indexOf("[[", at);
      if (start < 0) {
        break;
      }
      while (text.startsWith("[", start + 2)) {
        start++;
      }
      out.append(text, at, start);
      Integer end = ends.get(start);
      if (end != null && link(text.substring(start + 2, end - 2), end)) {
        at = end + trail(end);
      } else {
        out.append("[[");
        at = start + 2;
      }
    }
    return out.append(text, Math.min(at, text.length()), text.length()).toString();
  }

  private void match() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' && text.charAt(i + 1) == '[' && !text.startsWith("[", i + 2)) {
        open.push(i++);
      } else if (c == ']' && text.charAt(i + 1) == ']' && !open.isEmpty()) {
        // The text of an external link ends within this one: ]]] closes that first.
        boolean inner = text.startsWith("]", i + 2) && closesInner(open.peek(), i);
        int end = inner ? i + 3 : i + 2;
        ends.put(open.pop(), end);
        i = end - 1;
      }
    }
  }

  private boolean closesInner(int start, int end) {
    int single = text.lastIndexOf('[', end);
    return single > start + 1 && text.indexOf(']', single) == end;
  }

  /** Letters behind a link belong to it. */
  private int trail(int end) {
    int at = end;
    if (!trails) {
      return 0;
    }
    while (at < text.length() && Character.getType(text.charAt(at)) == Character.LOWERCASE_LETTER) {
      at++;
    }
    out.append(text, end, at).append(marks.close("a"));
    return at - end;
  }

  private boolean link(String content, int end) {
    trails = false;
    int pipe = content.indexOf('|');
    String target = pipe < 0 ? content : content.substring(0, pipe);
    String name = HtmlText.decoded(Marks.removed(target)).strip();
    if (name.isEmpty() || name.indexOf('\n') >= 0 || !isTitle(name)) {
      return false;
    }
    boolean shown = name.startsWith(":");
    String bare = shown ? name.substring(1).strip() : name;
    int namespace = titles.namespace(bare);
    if (!shown && namespace == FILE) {
      out.append(markup.images().link(content));
      return true;
    }
    if (content.contains("[[")) {
      return false;
    }
    if (!shown && namespace == CATEGORY) {
      int hash = bare.indexOf('#');
      markup.state().category(titles.canonical(hash < 0 ? bare : bare.substring(0, hash)));
      dropLine(end);
      return true;
    }
    if (namespace == 0 && otherWiki(bare, shown, content, pipe, end)) {
      return true;
    }
    String label =
        pipe < 0 || content.substring(pipe + 1).isBlank()
            ? shownTarget(target, shown)
            : content.substring(pipe + 1);
    out.append(marks.open("a", attributes(bare, namespace))).append(label);
    trails = true;
    return true;
  }

  private static String shownTarget(String target, boolean colon) {
    String stripped = target.strip();
    return colon && stripped.startsWith(":") ? stripped.substring(1) : stripped;
  }

  private static boolean isTitle(String name) {
    return name.length() <= 1024
        && name.chars().noneMatch(c -> "<>{}[]\u007f\ufffd".indexOf(c) >= 0);
  }

  /** What leaves nothing on its line leaves no line either. */
  private void dropLine(int end) {
    int kept = out.length();
    while (kept > 0 && Character.isWhitespace(out.charAt(kept - 1))) {
      kept--;
    }
    boolean lineStart = kept == 0 || out.indexOf("\n", kept) >= 0;
    if (lineStart && (end >= text.length() || text.charAt(end) == '\n')) {
      out.setLength(kept);
    }
  }

  private boolean otherWiki(String target, boolean shown, String content, int pipe, int end) {
    int colon = target.indexOf(':');
    if (colon <= 0) {
      return false;
    }
    String prefix = target.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    Interwiki wikis = markup.interwiki();
    if (!shown && wikis.isLanguage(prefix)) {
      String title = target.substring(colon + 1).strip().replace('_', ' ');
      markup.state().language(new LanguageLink(prefix, title));
      dropLine(end);
      return true;
    }
    Optional<String> url = wikis.url(target);
    url.ifPresent(
        address -> {
          String label = pipe < 0 ? HtmlText.escaped(target) : content.substring(pipe + 1);
          out.append(
                  marks.open(
                      "a",
                      " rel=\"mw:WikiLink/Interwiki\" href=\""
                          + HtmlText.escaped(address)
                          + "\" class=\"extiw\""))
              .append(label);
          trails = true;
        });
    return url.isPresent();
  }

  private String attributes(String target, int namespace) {
    int hash = target.indexOf('#');
    String page = hash < 0 ? target : target.substring(0, hash).strip();
    String fragment =
        hash < 0 ? "" : "#" + path(Anchors.of(target.substring(hash + 1))).replace("#", "%23");
    if (page.isEmpty()) {
      return " rel=\"mw:WikiLink\" href=\"" + HtmlText.escaped(fragment) + "\"";
    }
    String local = page.substring(page.indexOf(':') + 1);
    String title = namespace == MEDIA ? titles.canonical("File:" + local) : titles.canonical(page);
    if (title.equals(markup.state().page().title()) && fragment.isEmpty()) {
      return " class=\"mw-selflink selflink\"";
    }
    return " rel=\"mw:WikiLink\" href=\""
        + HtmlText.escaped(href(title) + fragment)
        + "\" title=\""
        + HtmlText.escaped(title)
        + "\"";
  }

  /** The address of a page, relative to the wiki's others. */
  static String href(String canonical) {
    return "./" + path(Titles.entryName(canonical));
  }

  /** What would mean something else in an address, percent-encoded. */
  static String path(String name) {
    StringBuilder out = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ("%?\"\\^`{|}<>".indexOf(c) >= 0 || c < ' ') {
        out.append(String.format("%%%02X", (int) c));
      } else {
        out.append(c == ' ' ? '_' : c);
      }
    }
    return out.toString();
  }
}
