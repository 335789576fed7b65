package org.wikimill.pipeline.store;

import java.io.Serializable;

/**
 * What the pages of a dump ask for while they are rendered.
 *
 * @param titles of the pages and redirects that stand in the tree, without values
 * @param texts templates and modules by canonical title, each a {@link TextValue}
 * @param media files of the build by the canonical titles of their pages, each a {@link
 *     MediaValue}; null if it has none
 */
public record Lookups(KeyStore titles, KeyStore texts, KeyStore media) implements Serializable {}
