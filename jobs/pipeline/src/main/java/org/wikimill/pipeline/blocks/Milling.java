package org.wikimill.pipeline.blocks;

import java.io.Serializable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.store.Lookups;

/**
 * What the tasks that mill a source need to know.
 *
 * @param output where they leave what they make
 * @param source the source
 * @param placement where its entries stand
 * @param frame what is added to its pages; null if they are published as they are
 * @param lookups what its pages ask for while they are rendered; null for an archive
 */
public record Milling(
    Output output, Source source, Placement placement, Frame frame, Lookups lookups)
    implements Serializable {}
