package org.wikimill.formats.site;

/** What a page refers to something as. */
public enum LinkKind {
  /** A hyperlink, which readers follow. */
  A,
  /** A picture or an icon. */
  IMAGE,
  /** A style sheet, or what styles in the page name. */
  STYLE,
  SCRIPT,
  /** Sound, film and their tracks. */
  MEDIA,
  /** Frames, objects, forms, citations and all other references. */
  OTHER
}
