package org.wikimill.formats.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wikimill.formats.html.HtmlEscape;
import org.wikimill.formats.html.PageScan;
import org.wikimill.formats.site.SiteNotice.Project;

/**
 * The footer of a page: that it is a read-only snapshot, of what, who publishes it, whose it is
 * not, its licence, and where to read more.
 *
 * <p>It looks alike whatever the styles of the page are, in the page's own colours. The rule before
 * it ends what the page may have left open: a paragraph, a drawing.
 */
final class PageFooter {
  /** What pages of a site say of the snapshot. */
  private static final byte[] ABOUT = "about.html".getBytes(US_ASCII);

  private static final String START =
      "<hr style=\"clear:both\"><footer "
          + PageScan.MARK.attributeName()
          + " lang=\"en\" dir=\"ltr\" style=\"all:unset;display:block;padding:1em;"
          + "font:small sans-serif;overflow-wrap:anywhere\">This is a read-only snapshot of ";
  private static final String LINK = "<a style=\"all:revert;color:inherit\" ";
  private static final String EXTERNAL = LINK + "rel=\"external noreferrer\" href=\"";
  private static final String ABOUT_LINK = LINK + "href=\"";
  private static final String END = "\">About this snapshot</a></footer>";

  /** The terms of Wikimedia's wikis, where an archive does not say more. */
  private static final String BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/";

  private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s/]\\S*");
  private static final Pattern MAIL =
      Pattern.compile("(?i)(?:mailto:)?([^\\s@:/?&%<>\"]+@[^\\s@:/?&%<>\"]+)");

  /**
   * What is the same on all pages of a charset.
   *
   * @param start up to what the page is
   * @param middle up to the URL of {@link #ABOUT}
   * @param end what comes after it
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by no one
  private record Frame(byte[] start, byte[] middle, byte[] end) {}

  private final SiteNotice notice;
  private final Map<Charset, Frame> frames = new HashMap<>();

  PageFooter(SiteNotice notice) {
    this.notice = notice;
  }

  /**
   * The footer of a page.
   *
   * @param title may be empty
   * @param canonical the URL that the page is known by, if it says so
   * @param place where it stands
   */
  byte[] bytes(Charset charset, String title, Optional<String> canonical, byte[] place) {
    Frame frame = frames.computeIfAbsent(charset, this::frame);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 10);
    out.writeBytes(frame.start);
    out.writeBytes(page(title, canonical, charset).getBytes(charset));
    out.writeBytes(frame.middle);
    out.writeBytes(Urls.relative(place, ABOUT).getBytes(US_ASCII));
    out.writeBytes(frame.end);
    return out.toByteArray();
  }

  private static String page(String title, Optional<String> canonical, Charset charset) {
    String name = title.isBlank() ? "a page" : isolated(title, charset);
    return canonical.flatMap(PageFooter::web).map(url -> link(url, name, charset)).orElse(name);
  }

  private Frame frame(Charset charset) {
    StringBuilder text = new StringBuilder();
    if (!notice.wiki().isBlank()) {
      text.append(" from ").append(isolated(notice.wiki(), charset));
    }
    text.append(". ");
    if (!notice.publisher().isBlank()) {
      text.append("Published by ").append(reachable(notice.publisher(), charset)).append(". ");
    }
    if (!notice.contact().isBlank()) {
      text.append("Contact: ").append(reachable(notice.contact(), charset)).append(". ");
    }
    if (notice.project() == Project.WIKIMEDIA) {
      text.append("Not affiliated with the Wikimedia Foundation. ");
    }
    text.append(licence(charset)).append(ABOUT_LINK);
    return new Frame(
        START.getBytes(charset), text.toString().getBytes(charset), END.getBytes(charset));
  }

  private String licence(Charset charset) {
    boolean wikimedia = notice.project() == Project.WIKIMEDIA;
    if (notice.licence().isBlank()) {
      return wikimedia
          ? "Licence: " + link(BY_SA, "CC BY-SA", charset) + "; other terms may apply. "
          : "";
    }
    String licence = reachable(notice.licence(), charset);
    return "Licence: " + licence + (wikimedia ? "; other terms may apply. " : ". ");
  }

  /** A text, which becomes a link if it is a URL of the web or a mail address. */
  private static String reachable(String text, Charset charset) {
    String plain = text.strip();
    var mail = MAIL.matcher(plain);
    if (mail.matches()) {
      return link("mailto:" + mail.group(1), isolated(mail.group(1), charset), charset);
    }
    return web(plain)
        .map(url -> link(url, isolated(plain, charset), charset))
        .orElseGet(() -> isolated(plain, charset));
  }

  private static Optional<String> web(String url) {
    String plain = PageUrl.plain(url);
    String absolute = plain.startsWith("//") ? "https:" + plain : plain;
    return Optional.of(absolute).filter(u -> URL.matcher(u).matches());
  }

  private static String link(String url, String html, Charset charset) {
    return EXTERNAL + HtmlEscape.escape(url, charset) + "\">" + html + "</a>";
  }

  private static String isolated(String text, Charset charset) {
    return "<bdi>" + HtmlEscape.escape(text, charset) + "</bdi>";
  }
}
