package org.wikimill.formats.wikitext;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.wikimill.formats.dumps.Titles;

/** Links that show files, and galleries of them. */
final class ImageMarkup {
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
    private String alt = "";
    private String link;
    private String caption = "";

    boolean isFigure() {
      return type.endsWith("Thumb") || type.endsWith("Frame") || !align.isEmpty();
    }
  }

  /** A link to a file, as a mark; its elements are marks already. */
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
      String caption = markup.caption(options.caption);
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
    Matcher size = ImageWords.SIZE.matcher(lower);
    Matcher setting = ImageWords.SETTING.matcher(lower);
    if (ImageWords.THUMB.contains(lower) || lower.startsWith("thumb=")) {
      options.type = "mw:File/Thumb";
    } else if (ImageWords.FRAME.contains(lower)) {
      options.type = "mw:File/Frame";
    } else if (ImageWords.FRAMELESS.contains(lower)) {
      options.type = "mw:File/Frameless";
    } else if (ImageWords.ALIGNED.containsKey(lower)) {
      options.align = ImageWords.ALIGNED.get(lower);
    } else if (size.matches()) {
      options.width = size.group(1);
      options.height = size.group(2) == null ? "" : size.group(2);
    } else if (setting.matches()) {
      set(setting, option.substring(option.indexOf('=') + 1).strip(), options);
    } else if (!ImageWords.IGNORED.contains(lower)) {
      options.caption = part.strip();
    }
  }

  private static void set(Matcher setting, String value, Options options) {
    if (setting.group("link") != null) {
      options.link = value;
    } else if (setting.group("alt") != null) {
      options.alt = value;
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
    if (!options.alt.isEmpty()) {
      span.append(" alt=\"").append(HtmlText.attribute(options.alt)).append('"');
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
      options.caption = "";
      option(part, options);
      if (!options.caption.isEmpty()) {
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
