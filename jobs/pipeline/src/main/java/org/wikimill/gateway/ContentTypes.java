package org.wikimill.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Media types of files: by the extension of the name if it is a known one, else by the first bytes,
 * as gateways in the field do it. HTML is named without a charset, which pages know themselves.
 */
final class ContentTypes {
  /** How many bytes from the start of a file are looked at. */
  static final int SNIFFED_BYTES = 3072;

  static final String HTML = "text/html";
  static final String BINARY = "application/octet-stream";
  private static final String TEXT = "text/plain; charset=utf-8";

  private static final Map<String, String> BY_EXTENSION = new HashMap<>();

  static {
    type(HTML, "html htm");
    type("application/xhtml+xml", "xhtml");
    type("text/css; charset=utf-8", "css");
    type("text/javascript; charset=utf-8", "js mjs");
    type("application/json", "json map");
    type("text/xml; charset=utf-8", "xml");
    type(TEXT, "txt text log");
    type("text/markdown; charset=utf-8", "md markdown");
    type("text/csv; charset=utf-8", "csv");
    type("text/vtt; charset=utf-8", "vtt");
    type("image/svg+xml", "svg");
    type("image/png", "png");
    type("image/jpeg", "jpg jpeg");
    type("image/gif", "gif");
    type("image/webp", "webp");
    type("image/avif", "avif");
    type("image/bmp", "bmp");
    type("image/tiff", "tif tiff");
    type("image/vnd.microsoft.icon", "ico");
    type("audio/mpeg", "mp3");
    type("audio/ogg", "oga ogg opus");
    type("audio/wav", "wav");
    type("audio/flac", "flac");
    type("video/mp4", "mp4 m4v");
    type("video/webm", "webm");
    type("video/ogg", "ogv");
    type("font/woff", "woff");
    type("font/woff2", "woff2");
    type("font/ttf", "ttf");
    type("font/otf", "otf");
    type("application/pdf", "pdf");
    type("application/epub+zip", "epub");
    type("application/wasm", "wasm");
    type("application/zip", "zip");
    type("application/gzip", "gz");
    type("application/manifest+json", "webmanifest");
    type(BINARY, "bin");
    type("application/vnd.ipld.car", "car");
    type("application/x-openzim", "zim");
  }

  private static void type(String type, String extensions) {
    for (String extension : extensions.split(" ", -1)) {
      BY_EXTENSION.put(extension, type);
    }
  }

  private ContentTypes() {}

  /** By what follows the last dot of a name; empty if that is no known extension. */
  static Optional<String> byName(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  /**
   * By the first bytes.
   *
   * @param start {@link #SNIFFED_BYTES}, or the whole file
   */
  static String byContent(byte[] start) {
    if (start.length == 0) {
      return "text/plain"; // of no charset, either
    }
    String latin = new String(start, StandardCharsets.ISO_8859_1);
    for (Magic magic : Magic.values()) {
      if (magic.matches(latin)) {
        return magic.type();
      }
    }
    if (!isText(start)) {
      return BINARY;
    }
    String text = latin.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("\u00ef\u00bb\u00bf")) { // the byte order mark of UTF-8
      text = text.substring(3).stripLeading();
    }
    if (isHtml(text)) {
      return HTML;
    }
    boolean isXml = text.startsWith("<?xml");
    if (text.startsWith("<svg") || (isXml && text.contains("<svg"))) {
      return "image/svg+xml";
    }
    return isXml ? "text/xml; charset=utf-8" : TEXT;
  }

  private static boolean isText(byte[] start) {
    for (byte octet : start) {
      boolean isSpace = octet >= '\t' && octet <= '\r' && octet != 0x0b;
      if (octet >= 0 && octet < ' ' && !isSpace && octet != 0x1b) {
        return false;
      }
    }
    return true;
  }

  /** The tags that the WHATWG standard of sniffing takes for signs of HTML. */
  private static boolean isHtml(String text) {
    if (text.startsWith("<!--")) {
      return true;
    }
    if (!text.startsWith("<")) {
      return false;
    }
    int end = 1;
    while (end < text.length() && " \t\n\r\f>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return switch (text.substring(1, end)) {
      case "!doctype" -> text.startsWith("html", Math.min(end + 1, text.length()));
      case "html",
          "head",
          "script",
          "iframe",
          "h1",
          "div",
          "font",
          "table",
          "a",
          "style",
          "title",
          "b",
          "body",
          "br",
          "p" ->
          end < text.length();
      default -> false;
    };
  }

  /** Signatures of binary formats, in ISO 8859-1. */
  private enum Magic {
    PNG("image/png", 0, "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
    GIF("image/gif", 0, "GIF8"),
    WEBP("image/webp", 8, "WEBPVP"),
    AVIF("image/avif", 4, "ftypavif"),
    ICO("image/x-icon", 0, "\0\0\1\0"),
    PDF("application/pdf", 0, "%PDF-"),
    ZIP("application/zip", 0, "PK\3\4"),
    GZIP("application/gzip", 0, "\u001f\u008b"),
    OGG("application/ogg", 0, "OggS"),
    WEBM("video/webm", 0, "\u001aE\u00df\u00a3"),
    MP4("video/mp4", 4, "ftyp"),
    MP3("audio/mpeg", 0, "ID3"),
    WASM("application/wasm", 0, "\0asm"),
    WOFF("font/woff", 0, "wOFF"),
    WOFF2("font/woff2", 0, "wOF2"),
    ZIM("application/x-openzim", 0, "ZIM\u0004");

    private final String type;
    private final int offset;
    private final String bytes;

    Magic(String type, int offset, String bytes) {
      this.type = type;
      this.offset = offset;
      this.bytes = bytes;
    }

    String type() {
      return type;
    }

    boolean matches(String start) {
      return start.startsWith(bytes, offset);
    }
  }
}
