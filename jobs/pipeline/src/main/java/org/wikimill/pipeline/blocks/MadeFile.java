package org.wikimill.pipeline.blocks;

import java.io.Serializable;

/**
 * A small file that the build makes of nothing but settings and places.
 *
 * @param place its place in the build's tree
 * @param mime its media type
 * @param content its bytes: few, since they travel with a task
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MadeFile(byte[] place, String mime, byte[] content) implements Serializable {}
