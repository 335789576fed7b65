package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import org.wikimill.formats.html.CharacterReferences;
import org.wikimill.formats.html.HtmlAttribute;
import org.wikimill.formats.html.HtmlEdits;
import org.wikimill.formats.html.HtmlTag;
import org.wikimill.formats.html.HtmlTokenizer;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.html.UrlKind;
import org.wikimill.formats.html.UrlPlace;
import org.wikimill.formats.site.LinkBase.Lead;
import org.wikimill.formats.site.LinkRole.Use;
import org.wikimill.formats.site.PageUrl.Reach;
import org.wikimill.formats.site.UrlSpans.Span;

/** The edits that the URLs of one page need. */
final class PageLinks {
  /** Frames that hold their page in an attribute stay empty if they are nested deeper. */
  static final int MAX_FRAME_DEPTH = 4;

  /** Before the name of an attribute, makes it one that nothing is loaded for. */
  private static final byte[] INERT = "data-wikimill-".getBytes(US_ASCII);

  /** What stands in CSS for a URL that must not be loaded. */
  private static final String NO_URL = CssText.string(CssUrls.NOTHING);

  private final byte[] page;

  private final int length;
  private final Charset charset;
  private final PageScan scan;
  private final LinkSink links;
  private final HtmlEdits edits;
  private final int frameDepth;
  private final LinkBase outerBase;
  private final LinkBase base;

  /** Where the tag starts whose relations were edited last. */
  private int related = -1;

  /**
   * @param page what was scanned, from the start of the array
   * @param base where the page's relative URLs start if it says nothing of that
   * @param edits those of the page, to which others are added
   */
  PageLinks(
      byte[] page,
      int length,
      Charset charset,
      PageScan scan,
      LinkBase base,
      LinkSink links,
      HtmlEdits edits) {
    this(page, length, charset, scan, base, links, edits, 0);
  }

  private PageLinks(
      byte[] page,
      int length,
      Charset charset,
      PageScan scan,
      LinkBase base,
      LinkSink links,
      HtmlEdits edits,
      int frameDepth) {
    this.page = page;
    this.length = length;
    this.charset = charset;
    this.scan = scan;
    this.links = links;
    this.edits = edits;
    this.frameDepth = frameDepth;
    this.outerBase = base;
    this.base = scan.base().map(place -> base.with(place.value(page, charset))).orElse(base);
  }

  /** Adds the edits, and tells the links. */
  void edit() {
    scan.base().ifPresent(place -> spell(place, outerBase.lead(place.value(page, charset))));
    for (UrlPlace place : scan.places()) {
      switch (place.kind()) {
        case URL -> url(place);
        case URL_LIST, SRCSET, REFRESH -> several(place);
        case DECLARATIONS -> declarations(place);
        case STYLE_SHEET -> styleSheet(place);
        case PAGE -> frame(place);
      }
    }
  }

  private void url(UrlPlace place) {
    if (place.start() == place.end() || page[place.start()] == '#') {
      return;
    }
    Lead lead = base.lead(place.value(page, charset));
    if (lead.reach() == Reach.PAGE || lead.reach() == Reach.NOWHERE) {
      return;
    }
    LinkRole role = LinkRole.isLink(place) ? roleOfLink(place) : LinkRole.of(place);
    tell(role, lead);
    if (lead.reach() != Reach.WORLD) {
      spell(place, lead);
    } else if (role.use() == Use.LOADED) {
      disarm(place);
    } else if (role.use() == Use.FOLLOWED && place.attribute() != HtmlAttribute.FORMACTION) {
      relate(place);
    }
  }

  private void several(UrlPlace place) {
    String value = place.value(page, charset);
    StringBuilder spelled = new StringBuilder(value.length());
    boolean external = false;
    int done = 0;
    for (Span span : UrlSpans.of(place.kind(), value)) {
      Lead lead = base.lead(value.substring(span.start(), span.end()));
      tell(LinkRole.of(place), lead);
      external |= lead.reach() == Reach.WORLD;
      spelled.append(value, done, span.start()).append(lead.url());
      done = span.end();
    }
    spelled.append(value, done, value.length());
    if (external) {
      disarm(place);
    } else if (!value.contentEquals(spelled)) {
      place.replace(spelled.toString(), charset, under(SiteRule.RESPELLED));
    }
  }

  private void declarations(UrlPlace place) {
    String css = place.value(page, charset);
    StringBuilder spelled = new StringBuilder(css.length());
    boolean external = false;
    int done = 0;
    for (Span span : UrlSpans.of(UrlKind.DECLARATIONS, css)) {
      String now = styled(css.substring(span.start(), span.end()));
      external |= now.equals(NO_URL);
      spelled.append(css, done, span.start()).append(now);
      done = span.end();
    }
    spelled.append(css, done, css.length());
    if (!css.contentEquals(spelled)) {
      SiteRule rule = external ? SiteRule.BLANKED : SiteRule.RESPELLED;
      place.replace(spelled.toString(), charset, under(rule));
    }
  }

  /** A byte a character, so that what is found in the characters stands at the same bytes. */
  private void styleSheet(UrlPlace place) {
    String css = new String(page, place.start(), place.end() - place.start(), ISO_8859_1);
    for (Span span : UrlSpans.of(UrlKind.STYLE_SHEET, css)) {
      int start = place.start() + span.start();
      int end = place.start() + span.end();
      String old = new String(page, start, end - start, charset);
      String spelled = styled(old);
      if (!spelled.equals(old)) {
        SiteRule rule = spelled.equals(NO_URL) ? SiteRule.BLANKED : SiteRule.RESPELLED;
        under(rule).replace(start, end, spelled.getBytes(charset));
      }
    }
  }

  /** What stands in CSS for a URL: itself if it is right. */
  private String styled(String old) {
    String url = CssText.meaning(old);
    Lead lead = base.lead(url);
    tell(LinkRole.STYLE, lead);
    if (lead.reach() == Reach.WORLD) {
      return NO_URL;
    }
    return lead.isAltered() ? CssText.string(lead.url()) : old;
  }

  /** A page in an attribute, whose relative URLs start where those around it do. */
  private void frame(UrlPlace place) {
    if (frameDepth == MAX_FRAME_DEPTH) {
      disarm(place);
      return;
    }
    byte[] framed = place.value(page, charset).getBytes(UTF_8);
    HtmlEdits inner = new HtmlEdits();
    PageScan innerScan = PageScan.of(framed);
    new PageLinks(framed, framed.length, UTF_8, innerScan, base, links, inner, frameDepth + 1)
        .edit();
    if (!inner.isEmpty()) {
      place.replace(new String(inner.apply(framed), UTF_8), charset, under(SiteRule.FRAME));
    }
  }

  private void tell(LinkRole role, Lead lead) {
    switch (lead.reach()) {
      case SITE -> links.link(role.kind(), lead.target());
      case HOST, WORLD -> links.external(role.kind(), lead.value());
      case PAGE, NOWHERE -> {}
    }
  }

  private void spell(UrlPlace place, Lead lead) {
    if (lead.isAltered()) {
      place.replace(lead.url(), charset, under(SiteRule.RESPELLED));
    }
  }

  /** Renames the attribute, wherever it stands in the tag: of two the second would count. */
  private void disarm(UrlPlace place) {
    HtmlTag tag = tag(place);
    for (int i = 0; i < tag.attributeCount(); i++) {
      if (tag.attribute(i) == place.attribute()) {
        under(SiteRule.INERT).insert(tag.attributeStart(i), INERT);
      }
    }
  }

  private void relate(UrlPlace place) {
    if (related == place.tagStart()) {
      return;
    }
    related = place.tagStart();
    HtmlTag tag = tag(place);
    int index = tag.find(HtmlAttribute.REL);
    if (index < 0) {
      under(SiteRule.RELATION).insert(tag.nameEnd(), Relations.ATTRIBUTE);
      return;
    }
    String old = value(tag, index);
    String relations = Relations.added(old);
    if (!relations.equals(old)) {
      new UrlPlace(
              UrlKind.URL,
              tag.element(),
              HtmlAttribute.REL,
              tag.quotes(index),
              place.tagStart(),
              tag.valueStart(index),
              tag.valueEnd(index))
          .replace(relations, charset, under(SiteRule.RELATION));
    }
  }

  private HtmlEdits under(SiteRule rule) {
    return edits.because(rule.text());
  }

  private LinkRole roleOfLink(UrlPlace place) {
    HtmlTag tag = tag(place);
    int index = tag.find(HtmlAttribute.REL);
    return LinkRole.ofLink(index < 0 ? "" : value(tag, index));
  }

  private String value(HtmlTag tag, int index) {
    return CharacterReferences.attributeValue(
        page, tag.valueStart(index), tag.valueEnd(index), charset);
  }

  private HtmlTag tag(UrlPlace place) {
    HtmlTokenizer tokens = new HtmlTokenizer(page, place.tagStart(), length - place.tagStart());
    tokens.next();
    return tokens.tag();
  }
}
