package org.wikimill.formats.html;

/** How URLs stand in a stretch of a page. */
public enum UrlKind {
  /** One URL, with white space around it perhaps. */
  URL,
  /** URLs with white space between them. */
  URL_LIST,
  /** Image candidates: URLs with descriptors, between commas. */
  SRCSET,
  /** Seconds, and perhaps a URL, of {@code <meta http-equiv=refresh>}. */
  REFRESH,
  /** CSS declarations of a {@code style} attribute, perhaps with {@code url()}. */
  DECLARATIONS,
  /** A page of its own, in the {@code srcdoc} attribute of a frame. */
  PAGE,
  /** The text of a {@code style} element: CSS without character references. */
  STYLE_SHEET
}
