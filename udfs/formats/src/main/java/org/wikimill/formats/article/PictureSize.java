package org.wikimill.formats.article;

import org.wikimill.formats.article.MediaFiles.Media;

/**
 * The size at which a page shows a picture.
 *
 * @param width in pixels; 0 if unknown
 * @param height in pixels; 0 if unknown
 */
record PictureSize(int width, int height) {

  /** The size of a picture in a box of so many pixels, 0 for any; never larger than it is. */
  static PictureSize within(Media file, int maxWidth, int maxHeight) {
    if (file.width() <= 0 || file.height() <= 0) {
      return new PictureSize(maxHeight > 0 ? 0 : maxWidth, maxHeight);
    }
    double scale = 1;
    if (maxWidth > 0) {
      scale = Math.min(scale, (double) maxWidth / file.width());
    }
    if (maxHeight > 0) {
      scale = Math.min(scale, (double) maxHeight / file.height());
    }
    return new PictureSize(scaled(file.width(), scale), scaled(file.height(), scale));
  }

  private static int scaled(int pixels, double scale) {
    return (int) Math.max(1, Math.round(pixels * scale));
  }

  /** Writes the attributes of an {@code img} element. */
  void write(HtmlText out) {
    out.attributeIfAny("width", width > 0 ? Integer.toString(width) : "");
    out.attributeIfAny("height", height > 0 ? Integer.toString(height) : "");
  }
}
