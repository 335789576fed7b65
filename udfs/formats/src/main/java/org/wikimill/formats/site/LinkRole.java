package org.wikimill.formats.site;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.wikimill.formats.html.HtmlAttribute;
import org.wikimill.formats.html.HtmlElement;
import org.wikimill.formats.html.UrlPlace;

/** What browsers do with a URL, by the element and the attribute that bear it. */
enum LinkRole {
  /** Followed when readers ask for it; {@code rel} says how. */
  HYPERLINK(LinkKind.A, Use.FOLLOWED),
  FORM(LinkKind.OTHER, Use.FOLLOWED),
  /** Shown to nobody and loaded by nothing. */
  MENTION(LinkKind.OTHER, Use.MENTIONED),
  IMAGE(LinkKind.IMAGE, Use.LOADED),
  STYLE(LinkKind.STYLE, Use.LOADED),
  SCRIPT(LinkKind.SCRIPT, Use.LOADED),
  MEDIA(LinkKind.MEDIA, Use.LOADED),
  RESOURCE(LinkKind.OTHER, Use.LOADED);

  /** When a URL is asked for. */
  enum Use {
    FOLLOWED,
    MENTIONED,
    /** Without anyone asking. */
    LOADED
  }

  /**
   * The types of {@code link} that load nothing, in no browser; no type is one of them. All others
   * count as loading: some browsers fetch {@code next} before it is asked for, and there will be
   * new types.
   */
  private static final Set<String> MENTIONS =
      Set.of(
          "",
          "alternate",
          "author",
          "canonical",
          "copyright",
          "help",
          "license",
          "me",
          "shortlink");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final LinkKind kind;
  private final Use use;

  LinkRole(LinkKind kind, Use use) {
    this.kind = kind;
    this.use = use;
  }

  /** What it is told as. */
  LinkKind kind() {
    return kind;
  }

  Use use() {
    return use;
  }

  /** The role of any place but the {@code href} of a {@code link}. */
  static LinkRole of(UrlPlace place) {
    return switch (place.attribute()) {
      case HREF, XLINK_HREF -> ofReference(place.element());
      case SRC -> ofSource(place.element());
      case SRCSET, IMAGESRCSET, POSTER, BACKGROUND -> IMAGE;
      case STYLE, OTHER -> STYLE;
      case ACTION, FORMACTION -> FORM;
      case CITE, LONGDESC -> MENTION;
      default -> RESOURCE;
    };
  }

  /** The role of the {@code href} of a {@code link} with these types. */
  static LinkRole ofLink(String rel) {
    List<String> types = Arrays.asList(SPACES.split(rel.toLowerCase(Locale.ROOT).strip()));
    if (types.contains("stylesheet")) {
      return STYLE;
    }
    if (types.stream().anyMatch(type -> type.contains("icon"))) {
      return IMAGE;
    }
    return MENTIONS.containsAll(types) ? MENTION : RESOURCE;
  }

  /** Whether the URL is the {@code href} of a {@code link}, whose types decide. */
  static boolean isLink(UrlPlace place) {
    return place.element() == HtmlElement.LINK && place.attribute() == HtmlAttribute.HREF;
  }

  private static LinkRole ofReference(HtmlElement element) {
    return switch (element) {
      case A, AREA -> HYPERLINK;
      case IMAGE -> IMAGE;
      case SCRIPT -> SCRIPT;
      default -> RESOURCE;
    };
  }

  private static LinkRole ofSource(HtmlElement element) {
    return switch (element) {
      case IMG, IMAGE, INPUT -> IMAGE;
      case SCRIPT -> SCRIPT;
      case AUDIO, VIDEO, SOURCE, TRACK -> MEDIA;
      default -> RESOURCE;
    };
  }
}
