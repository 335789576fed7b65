package org.wikimill.formats.article;

import org.wikimill.formats.article.MediaFiles.Media;

/**
 * The size at which a page shows a picture.
 *
 * @param rule what width and height say
 * @param width in pixels; 0 for any
 * @param height in pixels; 0 for any
 */
record PictureSize(Rule rule, int width, int height) {

  /** What a size says. */
  enum Rule {
    EXACTLY,
    /** Of a picture whose own size is unknown: it is not to be made larger than it is. */
    AT_MOST
  }

  /** The size of a picture in a box of so many pixels, 0 for any; never larger than it is. */
  static PictureSize within(Media file, int maxWidth, int maxHeight) {
    if (file.width() <= 0 || file.height() <= 0) {
      return new PictureSize(Rule.AT_MOST, maxWidth, maxHeight);
    }
    double scale = 1;
    if (maxWidth > 0) {
      scale = Math.min(scale, (double) maxWidth / file.width());
    }
    if (maxHeight > 0) {
      scale = Math.min(scale, (double) maxHeight / file.height());
    }
    return new PictureSize(Rule.EXACTLY, scaled(file.width(), scale), scaled(file.height(), scale));
  }

  private static int scaled(int pixels, double scale) {
    return (int) Math.max(1, Math.round(pixels * scale));
  }

  /** Writes the attributes of an {@code img} element. */
  void write(HtmlText out) {
    if (rule == Rule.EXACTLY) {
      out.attribute("width", width + "").attribute("height", height + "");
    } else {
      String widest = width > 0 ? "max-width:min(100%," + width + "px)" : "";
      String highest = height > 0 ? "max-height:" + height + "px" : "";
      String both = widest.isEmpty() || highest.isEmpty() ? "" : ";";
      out.attributeIfAny("style", widest + both + highest);
    }
  }
}
