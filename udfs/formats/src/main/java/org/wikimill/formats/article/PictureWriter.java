package org.wikimill.formats.article;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.wikimill.formats.article.Lead.Reach;
import org.wikimill.formats.article.MediaFiles.Media;
import org.wikimill.formats.article.PictureSize.Rule;

/**
 * Writes what stands for a picture or a recording: itself with its licence where the build has it,
 * else its name, as a link to its description.
 *
 * <p>In Parsoid's conventions {@code resource} names the file, and a link around a picture leads to
 * its description or, if the editor wanted, elsewhere.
 */
final class PictureWriter {
  /** Smaller pictures are marks in a line or a cell: flags, locks, arrows. */
  private static final int ICON_PIXELS = 60;

  /** The width of a thumbnail whose editor wished for none, as wikis have it. */
  private static final int THUMBNAIL_PIXELS = 250;

  /** What stands for an icon that has no text for those who do not see it. */
  private static final String ICON = "\u25ab";

  private final ArticleLinks links;
  private final MediaFiles media;
  private final HtmlText out;

  /** The element around the formula that was seen last. */
  private Element formula;

  /** Whether a figure is open, and what was shown in it. */
  private boolean inFigure;

  private Element shown;
  private Media shownFile;

  PictureWriter(ArticleLinks links, MediaFiles media, HtmlText out) {
    this.links = links;
    this.media = media;
    this.out = out;
  }

  /** A formula, beside which a picture of it may follow. */
  void sawMath(Element math) {
    formula = math.parent() == null ? null : math.parent().parent();
  }

  /** The classes of a figure: those that it has, and how Parsoid says that it is framed. */
  String figureClass(Element figure) {
    String type = figure.attr("typeof");
    String frame = type.contains("/Thumb") || type.contains("/Frame ") ? "thumb" : "file";
    return Classes.of(figure, type.contains("/Frameless") ? "frameless" : frame);
  }

  void beginFigure() {
    inFigure = true;
    shown = null;
  }

  /** Writes author and licence of the picture, if it is shown, as a link to its description. */
  void endFigure() throws IOException {
    inFigure = false;
    if (shown != null) {
      credit(shown, shownFile);
      shown = null;
    }
  }

  private void credit(Element picture, Media file) throws IOException {
    out.raw("<small class=\"licence\">");
    Lead lead = links.lead(picture.attr("resource"), false);
    if (lead.reach() == Reach.BUILT) {
      out.open("a").attribute("href", lead.value()).end().text(line(file)).close("a");
    } else {
      out.text(line(file));
    }
    out.raw("</small>");
  }

  /**
   * An {@code img} element.
   *
   * @return 1 if anything is to be seen for it, else 0
   */
  int picture(Element picture, boolean inLink) throws IOException {
    if (picture.className().contains("mwe-math-fallback")) {
      return formula(picture);
    }
    String name = fileName(picture);
    Optional<Media> file = find(name, inLink);
    if (file.isPresent()) {
      PictureSize wished =
          new PictureSize(Rule.EXACTLY, pixels(picture, "width"), pixels(picture, "height"));
      boolean sized = wished.width() > 0 && wished.height() > 0;
      return shown(picture, file.get(), sized ? wished : within(picture, file.get()), inLink);
    }
    return absent(picture, name, inLink);
  }

  private int absent(Element picture, String name, boolean inLink) throws IOException {
    String alt = picture.attr("alt").strip();
    if (isIcon(picture)) {
      return icon(picture, name, alt, inLink);
    }
    boolean elsewhere = inLink && !leadsToDescription(picture);
    String text = name.isEmpty() || elsewhere && !alt.isEmpty() ? alt : name;
    return text.isEmpty() ? 0 : named("Image", text, picture, inLink);
  }

  /**
   * What stands in a body for a file: shown if the build has it. Without text it stands for a
   * picture of which the wiki was not asked; with text, for one that the wiki does not have.
   *
   * @return 1 if anything is to be seen for it but its text, else 0
   */
  int standIn(Element span, boolean inLink) throws IOException {
    String name = fileName(span);
    Optional<Media> file = find(name, inLink);
    if (file.isPresent()) {
      return shown(span, file.get(), within(span, file.get()), inLink);
    }
    if (span.hasText()) {
      return 0;
    }
    String player = MediaTypes.player(MediaTypes.of(name));
    return player.isEmpty()
        ? absent(span, name, inLink)
        : absentRecording(player, name, span, inLink);
  }

  /** The file of a name that can be shown, or played, which in a link nothing can be. */
  private Optional<Media> find(String name, boolean inLink) throws IOException {
    return name.isEmpty()
        ? Optional.empty()
        : media
            .find(name)
            .filter(
                file ->
                    MediaTypes.isPicture(file.mime())
                        || !inLink && !MediaTypes.player(file.mime()).isEmpty());
  }

  /** An {@code audio} or {@code video} element. */
  int recording(Element recording, boolean inLink) throws IOException {
    String name = fileName(recording);
    String element = recording.normalName();
    Optional<Media> file = find(name, inLink);
    if (file.isPresent()) {
      return played(recording, element, file.get());
    }
    return absentRecording(element, name, recording, inLink);
  }

  private int absentRecording(String player, String name, Element recording, boolean inLink)
      throws IOException {
    String kind = player.equals("audio") ? "Audio" : "Video";
    return name.isEmpty() ? 0 : named(kind, name, recording, inLink);
  }

  /** A picture of a formula: its source, unless the formula itself is there. */
  private int formula(Element picture) {
    if (Objects.equals(picture.parent(), formula) || picture.attr("alt").isBlank()) {
      return 0;
    }
    out.raw("<code>").text(picture.attr("alt")).raw("</code>");
    return 1;
  }

  private int played(Element recording, String element, Media file) throws IOException {
    out.open(element).attribute("src", links.toFile(file.place()));
    out.raw(" controls preload=\"none\">").close(element);
    if (inFigure) {
      shown = recording;
      shownFile = file;
    } else {
      credit(recording, file);
    }
    return 1;
  }

  /** Outside of figures a picture leads to its description, where its licence stands. */
  private int shown(Element picture, Media file, PictureSize size, boolean inLink)
      throws IOException {
    if (!MediaTypes.isPicture(file.mime())) {
      return played(picture, MediaTypes.player(file.mime()), file);
    }
    Lead lead = links.lead(picture.attr("resource"), false);
    boolean leads = !inFigure && !inLink && lead.reach() == Reach.BUILT;
    if (leads) {
      out.open("a").attribute("href", lead.value()).end();
    }
    out.open("img").attribute("src", links.toFile(file.place()));
    // A link needs a name.
    String alt = picture.attr("alt");
    out.attribute("alt", alt.isBlank() && (leads || inLink) ? fileName(picture) : alt);
    size.write(out);
    out.raw(" loading=\"lazy\">").raw(leads ? "</a>" : "");
    if (inFigure) {
      shown = picture;
      shownFile = file;
    }
    return 1;
  }

  /** The size of a picture by what its editor wished, and by the figure around it. */
  private static PictureSize within(Element picture, Media file) {
    int width = pixels(picture, "data-width");
    int height = pixels(picture, "data-height");
    boolean thumbnail = width == 0 && height == 0 && isThumbnail(picture);
    return PictureSize.within(file, thumbnail ? THUMBNAIL_PIXELS : width, height);
  }

  private static boolean isThumbnail(Element picture) {
    Element figure = picture.closest("[typeof*=mw:File]");
    String type = figure == null ? "" : figure.attr("typeof");
    return type.contains("/Thumb") || type.contains("/Frameless");
  }

  private static String line(Media file) {
    String licence = file.credits().licence();
    String author = Jsoup.parseBodyFragment(file.credits().author()).text();
    String terms = licence.isEmpty() ? "Licence unknown" : licence;
    return author.isEmpty() ? terms : author + ", " + terms;
  }

  private int icon(Element picture, String name, String alt, boolean inLink) {
    boolean decorates = alt.isEmpty() || hasClassAbove(picture, "flagicon");
    if (decorates && !inLink) {
      return 0;
    }
    out.raw("<span class=\"icon\" role=\"img\"");
    out.attributeIfAny("aria-label", alt.isEmpty() ? label("Image", name) : alt);
    out.attributeIfAny("title", name.isEmpty() ? "" : label("Image", name));
    out.end().text(decorates ? ICON : alt).close("span");
    return 1;
  }

  private int named(String kind, String name, Element file, boolean inLink) throws IOException {
    Lead lead = inLink ? Lead.NOWHERE : links.lead(file.attr("resource"), false);
    boolean leads = lead.reach() == Reach.BUILT || lead.reach() == Reach.AWAY;
    String classes = lead.reach() == Reach.AWAY ? "media external" : "media";
    out.open(leads ? "a" : "span").attribute("class", classes);
    out.attributeIfAny("href", leads ? lead.value() : "").end();
    out.text(label(kind, name)).close(leads ? "a" : "span");
    return 1;
  }

  private static String label(String kind, String name) {
    return kind + ": " + name;
  }

  /** The name of the file without its namespace; empty if the element does not say. */
  private static String fileName(Element file) {
    String title = ArticleLinks.title(file.attr("resource").replaceFirst("[?#].*", ""));
    return title.substring(title.indexOf(':') + 1).strip();
  }

  private static boolean leadsToDescription(Element picture) {
    Element link = picture.parent();
    return link != null
        && (link.hasClass("mw-file-description")
            || link.attr("href").equals(picture.attr("resource")));
  }

  /** By its size, or by what its editor wished. */
  private static boolean isIcon(Element picture) {
    int width = Math.max(pixels(picture, "width"), pixels(picture, "data-width"));
    int height = Math.max(pixels(picture, "height"), pixels(picture, "data-height"));
    return width + height > 0 && width <= ICON_PIXELS && height <= ICON_PIXELS;
  }

  private static int pixels(Element element, String attribute) {
    String value = element.attr(attribute);
    boolean number =
        !value.isEmpty() && value.length() < 6 && value.chars().allMatch(PictureWriter::isDigit);
    return number ? Integer.parseInt(value) : 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Looks at the three elements around, which is as deep as Parsoid nests a picture. */
  private static boolean hasClassAbove(Element element, String name) {
    Element above = element.parent();
    for (int i = 0; i < 3 && above != null; i++) {
      if (above.hasClass(name)) {
        return true;
      }
      above = above.parent();
    }
    return false;
  }
}
