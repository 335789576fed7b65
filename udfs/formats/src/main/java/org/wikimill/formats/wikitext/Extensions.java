package org.wikimill.formats.wikitext;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.wikimill.formats.wikitext.Strips.Strip;

/** The elements of extensions, as HTML. Those that need a server or a script are nothing. */
final class Extensions {
  private final Markup markup;
  private final Notes notes = new Notes();

  Extensions(Markup markup) {
    this.markup = markup;
  }

  /** The text with marks in the place of elements. */
  String apply(String text) {
    return markup.state().strips().replace(text, this::mark);
  }

  /** Lists of footnotes that the page did not ask for. */
  String footer() {
    return notes.rest();
  }

  private String mark(Strip strip) {
    Marks marks = markup.marks();
    String body = strip.body().orElse("");
    return switch (strip.name()) {
      case "nowiki" ->
          marks.inline("<span typeof=\"mw:Nowiki\">" + HtmlText.kept(body) + "</span>");
      case "pre" -> preformatted(body);
      case "ref" -> marks.inline(reference(strip));
      case "references" -> references(strip);
      case "gallery" -> marks.block(markup.images().gallery(strip.attributes(), body));
      case "math", "chem", "ce" ->
          marks.inline("<code class=\"mwe-math\">" + HtmlText.kept(body.strip()) + "</code>");
      case "syntaxhighlight", "source" -> code(strip, body);
      case "poem" -> poem(body);
      case "imagemap" -> imageMap(body);
      default -> "";
    };
  }

  private String preformatted(String body) {
    String text = body.replaceAll("(?i)</?nowiki>", "");
    return markup.marks().open("pre", "")
        + markup.marks().inline(HtmlText.kept(text.startsWith("\n") ? "\n" + text : text))
        + markup.marks().close("pre");
  }

  private String reference(Strip strip) {
    Map<String, String> attributes = TagMarkup.parse(strip.attributes());
    String group = attributes.getOrDefault("group", "");
    String name = attributes.getOrDefault("name", "").strip();
    return notes.use(group, name, strip.body().map(body -> markup.inline(body.strip())));
  }

  private String references(Strip strip) {
    String group = TagMarkup.parse(strip.attributes()).getOrDefault("group", "");
    strip.body().ifPresent(body -> define(body, group));
    return markup.marks().block(notes.list(group));
  }

  private void define(String body, String group) {
    Matcher marker = Strips.MARKER.matcher(body);
    while (marker.find()) {
      Optional<Strip> strip = markup.state().strips().strip(marker);
      strip
          .filter(found -> found.name().equals("ref"))
          .ifPresent(
              found ->
                  notes.define(
                      group,
                      TagMarkup.parse(found.attributes()).getOrDefault("name", "").strip(),
                      markup.inline(found.body().orElse("").strip())));
    }
  }

  private String code(Strip strip, String body) {
    boolean inline = TagMarkup.parse(strip.attributes()).containsKey("inline");
    String text = HtmlText.escaped(inline ? body.strip() : body);
    return inline
        ? markup.marks().inline("<code>" + text + "</code>")
        : markup.marks().block("<pre>" + text + "</pre>");
  }

  private String poem(String body) {
    String lines = body.strip().replace("\n", "<br>\n");
    return markup.marks().block("<div class=\"poem\"><p>" + markup.inline(lines) + "</p></div>");
  }

  private String imageMap(String body) {
    for (String line : body.strip().lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        return markup.images().link(markup.structure(line.strip()));
      }
    }
    return "";
  }
}
