package org.wikimill.formats.article;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The types of files that wikis take, by the extensions of their names. */
public final class MediaTypes {
  /** What is none of the others. */
  public static final String UNKNOWN = "application/octet-stream";

  /** What browsers show in an {@code img} element. */
  private static final Set<String> PICTURES =
      Set.of(
          "image/avif",
          "image/bmp",
          "image/gif",
          "image/jpeg",
          "image/png",
          "image/svg+xml",
          "image/vnd.microsoft.icon",
          "image/webp");

  private static final Map<String, String> BY_EXTENSION = new HashMap<>();

  static {
    type("application/pdf", "pdf");
    type("audio/flac", "flac");
    type("audio/midi", "mid midi");
    type("audio/mpeg", "mp3");
    // Wikis name recordings without a picture so, as their players do.
    type("audio/ogg", "ogg oga opus");
    type("audio/wav", "wav");
    type("image/avif", "avif");
    type("image/bmp", "bmp");
    type("image/gif", "gif");
    type("image/jpeg", "jpg jpeg jpe");
    type("image/png", "png apng");
    type("image/svg+xml", "svg");
    type("image/tiff", "tif tiff");
    type("image/vnd.djvu", "djvu djv");
    type("image/vnd.microsoft.icon", "ico");
    type("image/webp", "webp");
    type("image/x-xcf", "xcf");
    type("model/stl", "stl");
    type("video/mp4", "mp4 m4v");
    type("video/mpeg", "mpg mpeg");
    type("video/ogg", "ogv");
    type("video/webm", "webm");
  }

  private MediaTypes() {}

  private static void type(String mime, String extensions) {
    for (String extension : extensions.split(" ")) {
      BY_EXTENSION.put(extension, mime);
    }
  }

  /** The media type of a file by its name; {@link #UNKNOWN} if that does not tell. */
  public static String of(String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
  }

  /** Whether a page can show a file as a picture. */
  static boolean isPicture(String mime) {
    return PICTURES.contains(mime);
  }

  /** The element that plays a file: {@code audio} or {@code video}; empty if none does. */
  static String player(String mime) {
    String kind = mime.substring(0, Math.max(0, mime.indexOf('/')));
    boolean plays = kind.equals("audio") && !mime.endsWith("/midi") || kind.equals("video");
    return plays ? kind : "";
  }
}
