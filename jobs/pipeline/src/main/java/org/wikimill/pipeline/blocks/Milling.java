package org.wikimill.pipeline.blocks;

import java.io.Serializable;
import org.wikimill.pipeline.rows.Output;
import org.wikimill.pipeline.rows.Placement;
import org.wikimill.pipeline.source.Source;
import org.wikimill.pipeline.store.KeyStore;

/**
 * What the tasks that mill a source need to know.
 *
 * @param output where they leave what they make
 * @param source the source
 * @param placement where its entries stand
 * @param frame what is added to its pages; null if they are published as they are
 * @param titles those of its pages that links may lead to; null if its pages are rendered already
 */
public record Milling(
    Output output, Source source, Placement placement, Frame frame, KeyStore titles)
    implements Serializable {}
