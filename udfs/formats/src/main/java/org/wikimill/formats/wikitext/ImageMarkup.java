package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wikimill.formats.dumps.Titles;

/** Links that show files, and galleries of them. */
final class ImageMarkup {
  private static final Set<String> THUMB =
      Set.of(
          "thumb",
          "thumbnail",
          "міні",
          "мініатюра",
          "мини",
          "миниатюра",
          "miniatura",
          "min",
          "mini",
          "miniatur",
          "vignette",
          "miniaturadeimagen",
          "miniaturaimagen",
          "մինի",
          "इवलेसे",
          "अंगूठाकार",
          "থাম্ব",
          "থাম্বনেইল",
          "ミニ",
          "缩略图");
  private static final Set<String> FRAME =
      Set.of("frame", "framed", "enframed", "обрамити", "обрамлено", "рамка", "riquadrato");
  private static final Set<String> FRAMELESS =
      Set.of("frameless", "безрамки", "без", "senza_cornice", "rahmenlos", "sans_cadre");
  private static final Map<String, String> ALIGNED =
      Map.ofEntries(
          Map.entry("right", "right"),
          Map.entry("праворуч", "right"),
          Map.entry("справа", "right"),
          Map.entry("вдясно", "right"),
          Map.entry("дясно", "right"),
          Map.entry("destra", "right"),
          Map.entry("rechts", "right"),
          Map.entry("droite", "right"),
          Map.entry("derecha", "right"),
          Map.entry("աջից", "right"),
          Map.entry("उजवे", "right"),
          Map.entry("ডান", "right"),
          Map.entry("ডানে", "right"),
          Map.entry("left", "left"),
          Map.entry("ліворуч", "left"),
          Map.entry("слева", "left"),
          Map.entry("вляво", "left"),
          Map.entry("ляво", "left"),
          Map.entry("sinistra", "left"),
          Map.entry("links", "left"),
          Map.entry("gauche", "left"),
          Map.entry("izquierda", "left"),
          Map.entry("ձախից", "left"),
          Map.entry("डावे", "left"),
          Map.entry("বাম", "left"),
          Map.entry("বামে", "left"),
          Map.entry("center", "center"),
          Map.entry("centre", "center"),
          Map.entry("центр", "center"),
          Map.entry("център", "center"),
          Map.entry("centro", "center"),
          Map.entry("zentriert", "center"),
          Map.entry("centré", "center"),
          Map.entry("none", "none"),
          Map.entry("без_обтікання", "none"),
          Map.entry("без рамки", "none"));
  private static final Set<String> IGNORED =
      Set.of(
          "border",
          "baseline",
          "sub",
          "super",
          "sup",
          "top",
          "text-top",
          "middle",
          "bottom",
          "text-bottom",
          "upright",
          "зверху",
          "знизу",
          "границя",
          "bordo",
          "verticale");
  private static final Pattern SIZE =
      Pattern.compile(
          "(\\d{0,5})(?:x(\\d{1,5}))?\\s*+(?:px|пкс|пікс|пкс\\.|պքս|পিক্সেল|অাকক্সে)(?:px)?");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?:alt|link|lang|page|upright|class|thumbtime|start|end|альт|посилання|зверху)\\s*+=(.*)",
          Pattern.DOTALL);

  private final Markup markup;

  ImageMarkup(Markup markup) {
    this.markup = markup;
  }

  /** How a file is to be shown. */
  private static final class Options {
    private String type = "mw:File";
    private String align = "";
    private String width = "";
    private String height = "";
    private String link;
    private String caption = "";

    boolean isFigure() {
      return type.endsWith("Thumb") || type.endsWith("Frame") || !align.isEmpty();
    }
  }

  /** A link to a file, as a mark. */
  String link(String content) {
    List<String> parts = parts(content);
    String title = markup.titles().canonical(HtmlText.decoded(Marks.removed(parts.get(0))));
    Options options = new Options();
    for (String part : parts.subList(1, parts.size())) {
      option(part, options);
    }
    String classes = options.align.isEmpty() ? "" : " class=\"mw-halign-" + options.align + "\"";
    String head = classes + " typeof=\"" + options.type + "\">" + media(title, options);
    if (options.isFigure()) {
      String caption = markup.inline(options.caption);
      return markup
          .marks()
          .block("<figure" + head + "<figcaption>" + caption + "</figcaption></figure>");
    }
    return markup.marks().inline("<span" + head + "</span>");
  }

  /** What stands between the pipes that are in no link of the caption. */
  private static List<String> parts(String content) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < content.length(); i++) {
      if (content.startsWith("[[", i)) {
        depth++;
        i++;
      } else if (content.startsWith("]]", i)) {
        depth--;
        i++;
      } else if (content.charAt(i) == '|' && depth <= 0) {
        parts.add(content.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(content.substring(start));
    return parts;
  }

  private static void option(String part, Options options) {
    String option = Marks.removed(part).strip();
    String lower = option.toLowerCase(Locale.ROOT);
    Matcher size = SIZE.matcher(lower);
    if (THUMB.contains(lower) || lower.startsWith("thumb=")) {
      options.type = "mw:File/Thumb";
    } else if (FRAME.contains(lower)) {
      options.type = "mw:File/Frame";
    } else if (FRAMELESS.contains(lower)) {
      options.type = "mw:File/Frameless";
    } else if (ALIGNED.containsKey(lower)) {
      options.align = ALIGNED.get(lower);
    } else if (size.matches()) {
      options.width = size.group(1);
      options.height = size.group(2) == null ? "" : size.group(2);
    } else if (SETTING.matcher(lower).matches()) {
      if (lower.startsWith("link") || lower.startsWith("посилання")) {
        options.link = option.substring(option.indexOf('=') + 1).strip();
      }
    } else if (!IGNORED.contains(lower)) {
      options.caption = part.strip();
    }
  }

  private String media(String title, Options options) {
    String resource = LinkMarkup.href(title);
    StringBuilder span =
        new StringBuilder("<span class=\"mw-file-element\" resource=\"")
            .append(HtmlText.escaped(resource))
            .append('"');
    if (!options.width.isEmpty()) {
      span.append(" data-width=\"").append(options.width).append('"');
    }
    if (!options.height.isEmpty()) {
      span.append(" data-height=\"").append(options.height).append('"');
    }
    span.append("></span>");
    if (options.link != null && options.link.isEmpty()) {
      return span.toString();
    }
    return "<a href=\"" + HtmlText.escaped(target(resource, options)) + "\">" + span + "</a>";
  }

  private String target(String resource, Options options) {
    if (options.link == null) {
      return resource;
    }
    String link = HtmlText.decoded(options.link);
    return UrlMarkup.scheme(link, 0) > 0 || link.startsWith("//")
        ? link
        : LinkMarkup.href(markup.titles().canonical(link));
  }

  /** A gallery: a file and its caption a line. */
  String gallery(String attributes, String body) {
    StringBuilder out = new StringBuilder("<ul class=\"gallery\" typeof=\"mw:Extension/gallery\">");
    String caption = TagMarkup.parse(attributes).getOrDefault("caption", "");
    if (!caption.isEmpty()) {
      out.append("<li class=\"gallerycaption\">").append(markup.inline(caption)).append("</li>");
    }
    for (String line : body.lines().toList()) {
      int pipe = line.indexOf('|');
      String name = (pipe < 0 ? line : line.substring(0, pipe)).strip();
      if (!name.isEmpty()) {
        String text = pipe < 0 ? "" : line.substring(pipe + 1);
        out.append(box(name, text));
      }
    }
    return out.append("</ul>").toString();
  }

  private String box(String name, String text) {
    Titles titles = markup.titles();
    String decoded = HtmlText.decoded(Marks.removed(name));
    String title = titles.canonical(titles.namespace(decoded) == 6 ? decoded : "File:" + decoded);
    Options options = new Options();
    List<String> captions = new ArrayList<>();
    for (String part : parts(text)) {
      Options before = new Options();
      option(part, before);
      if (before.link != null) {
        options.link = before.link;
      } else if (!before.caption.isEmpty()) {
        captions.add(part);
      }
    }
    return "<li class=\"gallerybox\"><div class=\"thumb\"><span typeof=\"mw:File\">"
        + media(title, options)
        + "</span></div><div class=\"gallerytext\">"
        + markup.inline(String.join("|", captions).strip())
        + "</div></li>";
  }
}
