package org.wikimill.formats.site;

import java.util.Arrays;
import java.util.Optional;
import org.wikimill.formats.site.PageUrl.Reach;
import org.wikimill.formats.site.SiteLayout.Scheme;

/**
 * Where the relative URLs of a page start: in the names of the archive, and in the site.
 *
 * <p>They differ for a page that stands in another directory than its name says. A {@code base}
 * element moves both: its own URL is made to lead to the same from the new place, so the others,
 * which start from there, stay as they are. If it leads out of the site, so do all relative URLs.
 *
 * @param reach where relative URLs lead: {@link Reach#SITE}, or out of it
 * @param from the URL path of the directory in which they start in the archive, with its slash
 * @param to that in which they start in the site
 */
record LinkBase(Reach reach, String from, String to) {
  /**
   * Names of entries are framed already: no more than {@code A/} is left to frame, in any scheme.
   */
  private static final SiteLayout FRAMED = new SiteLayout(Scheme.OLD);

  private static final byte[] NO_TARGET = {};

  /**
   * What a URL leads to, and how it is to be spelled.
   *
   * @param value as the page spells it
   * @param target the framed name, if it {@linkplain Reach#SITE stays in the site}
   * @param url as it is to be spelled
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  record Lead(Reach reach, String value, byte[] target, String url) {
    boolean isAltered() {
      return !url.equals(value);
    }
  }

  /** That of a page without a {@code base}. */
  static LinkBase of(byte[] start, byte[] place) {
    return new LinkBase(Reach.SITE, directory(Urls.encoded(start)), directory(Urls.encoded(place)));
  }

  /**
   * That of the same page with a {@code base} element.
   *
   * @param href the URL of the element, which {@link #lead} spells for the new place
   */
  LinkBase with(String href) {
    PageUrl url = PageUrl.of(href);
    Lead lead = lead(href);
    return switch (lead.reach()) {
      case PAGE, NOWHERE -> this;
      case HOST, WORLD -> new LinkBase(lead.reach(), "", "");
      case SITE ->
          new LinkBase(
              reach,
              directory(Urls.resolve(from, url.path())),
              directory(Urls.resolve(to, PageUrl.of(lead.url()).path())));
    };
  }

  /** What becomes of the value of an attribute. */
  Lead lead(String value) {
    PageUrl url = PageUrl.of(value);
    if (url.reach() == Reach.SITE && reach == Reach.SITE) {
      return inSite(value, url);
    }
    boolean relative = url.reach() == Reach.SITE || url.reach() == Reach.HOST;
    Reach leads = relative && reach != Reach.SITE ? reach : url.reach();
    return new Lead(leads, value, NO_TARGET, value);
  }

  private Lead inSite(String value, PageUrl url) {
    String path = Urls.resolve(from, url.path());
    boolean above = path.startsWith("../");
    byte[] target = above ? NO_TARGET : Urls.decoded(path);
    Optional<byte[]> altered = above ? Optional.empty() : altered(target);
    String spelled = value;
    if (altered.isPresent()) {
      spelled = Urls.relative(to, Urls.encoded(altered.get())) + url.rest();
    } else if (!from.equals(to)) {
      spelled = Urls.relative(to, path) + url.rest();
    }
    byte[] framed = path.isEmpty() ? SiteLayout.FRONT : FRAMED.framed(target);
    return above
        ? new Lead(Reach.HOST, value, NO_TARGET, spelled)
        : new Lead(Reach.SITE, value, framed, spelled);
  }

  /**
   * The place of an entry that layout {@code site} moves by its name alone: no gateway redirects to
   * it. A directory is left as it is, for gateways know what to serve.
   */
  private static Optional<byte[]> altered(byte[] target) {
    if (!SiteLayout.mayAlter(target)) {
      return Optional.empty();
    }
    byte[] place = FRAMED.wanted(target, Optional.empty());
    boolean directory = target[target.length - 1] == '/';
    byte[] literal = directory ? Places.indexOf(Arrays.copyOf(target, target.length - 1)) : target;
    return Arrays.equals(place, literal) ? Optional.empty() : Optional.of(place);
  }

  private static String directory(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
