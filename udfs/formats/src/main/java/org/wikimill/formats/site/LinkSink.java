package org.wikimill.formats.site;

/**
 * Is told what a page refers to, in the order of the page. References of a page to itself and those
 * that lead to no place ({@code #x}, {@code data:}, {@code mailto:}, {@code javascript:}) are not
 * told.
 */
public interface LinkSink {
  /** Takes nothing. */
  LinkSink NONE =
      new LinkSink() {
        @Override
        public void link(LinkKind kind, byte[] target) {}

        @Override
        public void external(LinkKind kind, String url) {}
      };

  /**
   * A reference to an entry of the site.
   *
   * @param target the framed name ({@link Layout#framed}) that it leads to: percent-decoded,
   *     without query and fragment; a directory with its slash, {@code wiki/} for the landing page
   */
  void link(LinkKind kind, byte[] target);

  /**
   * A reference that leads out of the site: an absolute URL or path, or one above the root.
   *
   * @param url as the page spells it, its character references resolved
   */
  void external(LinkKind kind, String url);
}
