package org.wikimill.pipeline.blocks;

import java.io.Serializable;
import org.wikimill.formats.site.SiteNotice;

/**
 * What a site adds to the pages of its archive.
 *
 * @param notice what every page says of the snapshot
 * @param mainEntry the entry that readers land on, which gets the search box; -1 if there is none
 */
public record Frame(SiteNotice notice, int mainEntry) implements Serializable {}
