package org.wikimill.formats.wikitext;

import java.io.Serializable;

/**
 * What a page may cost before it is cut off, in counted work, so that a page is cut off on every
 * machine or on none.
 *
 * @param expansions calls of templates, parser functions and parameters
 * @param depth of templates within templates, and of markup within markup
 * @param expandedChars UTF-16 units that all expansions of a page together may give
 * @param instructions of Lua, all modules of a page together
 * @param callDepth of Lua functions
 * @param luaStringBytes of one string that Lua makes
 * @param cacheChars UTF-16 units of templates' source that stay parsed between pages
 */
public record RenderLimits(
    int expansions,
    int depth,
    long expandedChars,
    long instructions,
    int callDepth,
    int luaStringBytes,
    long cacheChars)
    implements Serializable {

  /**
   * MediaWiki's order of magnitude: 2 MiB of templates and 40 of them nested there, 10 seconds of
   * Lua.
   */
  public static final RenderLimits DEFAULT =
      new RenderLimits(500_000, 60, 16_000_000, 100_000_000, 190, 4_000_000, 32_000_000);
}
